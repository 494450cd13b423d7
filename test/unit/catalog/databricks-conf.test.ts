import { expect, test } from "vitest";
import {
  databricksConf,
  databricksConfKeys,
  serverlessConfs,
  warehouseParameters,
} from "../../../catalog/databricks-conf.ts";
import { ENGINES } from "../../../catalog/engine.ts";
import { sparkConfEntry } from "../../../catalog/spark-conf.ts";
import data from "../../../catalog/databricks-conf.json" with { type: "json" };

const READ = /^\d{4}-\d\d(-\d\d)?$/;

test("every entry says where it was read and when, and stands in order", () => {
  expect(databricksConfKeys()).toEqual([...databricksConfKeys()].sort());
  for (const key of databricksConfKeys()) {
    const conf = databricksConf(key);
    expect(conf?.source, key).toMatch(/\w/);
    expect(conf?.read, key).toMatch(READ);
    expect(["compute", "session"], key).toContain(conf?.scope);
  }
  expect(data.serverless.source).toMatch(/\w/);
  expect(data.serverless.read).toMatch(READ);
  expect(data.warehouse.read).toMatch(READ);
});

test("an entry is of a key that no engine knows, or says what Databricks does otherwise with one", () => {
  for (const key of databricksConfKeys()) {
    const known = ENGINES.some((engine) => sparkConfEntry(key, engine) !== undefined);
    const { type, alsoTakes, ownedBy } = databricksConf(key) ?? {};
    expect(type === undefined, key).toBe(known);
    if (known) expect(alsoTakes ?? ownedBy, key).toBeDefined();
  }
});

test("a key that nobody has read of is unknown", () => {
  expect(databricksConf("spark.databricks.nothing")).toBeUndefined();
  expect(databricksConf("toString")).toBeUndefined();
});

test("serverless compute takes six confs", () => {
  expect(serverlessConfs()).toEqual([
    "spark.databricks.execution.timeout",
    "spark.sql.ansi.enabled",
    "spark.sql.files.maxPartitionBytes",
    "spark.sql.legacy.timeParserPolicy",
    "spark.sql.session.timeZone",
    "spark.sql.shuffle.partitions",
  ]);
});

test("a warehouse takes parameters, of which some stand for a Spark conf", () => {
  expect(warehouseParameters().map(({ name }) => name)).toEqual([
    "ANSI_MODE",
    "LEGACY_TIME_PARSER_POLICY",
    "MAX_FILE_PARTITION_BYTES",
    "READ_ONLY_EXTERNAL_METASTORE",
    "STATEMENT_TIMEOUT",
    "TIMEZONE",
    "USE_CACHED_RESULT",
  ]);
  for (const { conf } of warehouseParameters()) {
    if (conf !== undefined) expect(sparkConfEntry(conf), conf).toBeDefined();
  }
});
