import { expect, test } from "vitest";
import { loadStatement, schemasOf } from "../../../dev/start/pipeline.ts";
import { tables } from "../../../dev/start/kineo.ts";

test("every column of every table can be filled", () => {
  const statements = tables.map((table) => loadStatement(table, "dev"));
  expect(statements.filter((sql) => /undefined|NaN/.test(sql))).toEqual([]);
  expect(statements).toHaveLength(tables.length);
});

test("a table is written once, partitioned as declared, in small pieces", () => {
  const history = tables.filter(({ name }) => name === "gold.fact_program_history");
  expect(history.map((table) => loadStatement(table, "dev").split("\n").slice(0, 2))).toEqual([
    [
      "CREATE TABLE IF NOT EXISTS `dev`.`gold`.`fact_program_history` USING DELTA",
      "PARTITIONED BY (`fiscal_year`)",
    ],
  ]);
  expect(history.map((table) => /REPARTITION\(\d+\)/.exec(loadStatement(table, "dev"))?.[0])).toEqual([
    "REPARTITION(2)",
  ]);
});

test("the schemas are those of the tables", () => {
  expect(schemasOf(tables)).toEqual(["gold", "silver"]);
});
