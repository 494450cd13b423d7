import { describe, expect, test } from "vitest";
import { fullName, identifier, literal, selectTags, writeSql } from "../../../plan/sql.ts";

const table = "dev.gold.t";

describe("statements", () => {
  test.each([
    [
      { kind: "setProperties", table, properties: { "delta.a": "1", "delta.b": "it's" } } as const,
      "ALTER TABLE `dev`.`gold`.`t` SET TBLPROPERTIES ('delta.a' = '1', 'delta.b' = 'it\\'s')",
    ],
    [
      { kind: "unsetProperties", table, keys: ["delta.a", "delta.b"] } as const,
      "ALTER TABLE `dev`.`gold`.`t` UNSET TBLPROPERTIES IF EXISTS ('delta.a', 'delta.b')",
    ],
    [
      { kind: "clusterBy", table, clustering: { kind: "columns", columns: ["a", "b"] } } as const,
      "ALTER TABLE `dev`.`gold`.`t` CLUSTER BY (`a`, `b`)",
    ],
    [
      { kind: "clusterBy", table, clustering: { kind: "auto" } } as const,
      "ALTER TABLE `dev`.`gold`.`t` CLUSTER BY AUTO",
    ],
    [
      { kind: "clusterBy", table, clustering: { kind: "none" } } as const,
      "ALTER TABLE `dev`.`gold`.`t` CLUSTER BY NONE",
    ],
    [
      { kind: "setTags", table, tags: { "it's": "${a}\n\\", pii: "" } } as const,
      "ALTER TABLE `dev`.`gold`.`t` SET TAGS ('it\\'s' = '\\u0024{a}\\n\\\\', 'pii' = '')",
    ],
    [
      { kind: "unsetTags", table, names: ["it's", "pii"] } as const,
      "ALTER TABLE `dev`.`gold`.`t` UNSET TAGS ('it\\'s', 'pii')",
    ],
    [{ kind: "optimize", table, zorder: [] } as const, "OPTIMIZE `dev`.`gold`.`t`"],
    [{ kind: "optimize", table, zorder: ["a"] } as const, "OPTIMIZE `dev`.`gold`.`t` ZORDER BY (`a`)"],
    [
      { kind: "analyze", table, columns: "row count" } as const,
      "ANALYZE TABLE `dev`.`gold`.`t` COMPUTE STATISTICS",
    ],
    [
      { kind: "analyze", table, columns: ["a"] } as const,
      "ANALYZE TABLE `dev`.`gold`.`t` COMPUTE STATISTICS FOR COLUMNS `a`",
    ],
  ])("%o", (statement, sql) => {
    expect(writeSql(statement)).toBe(sql);
  });
});

test("tags are asked for by schema or by table, in lower case", () => {
  const ofSchema =
    "SELECT table_name, tag_name, tag_value FROM `dev`.information_schema.table_tags WHERE schema_name = 'gold'";
  expect(selectTags({ catalog: "dev", schema: "Gold" })).toBe(ofSchema);
  expect(selectTags({ catalog: "dev", schema: "gold", table: "It's" })).toBe(
    `${ofSchema} AND table_name = 'it\\'s'`,
  );
});

test("a name that ends its own quotes stays one name", () => {
  expect(identifier("t`; DROP TABLE x --")).toBe("`t``; DROP TABLE x --`");
  expect(fullName("a.b.c`d")).toBe("`a`.`b`.`c``d`");
});

test("a value that ends its own quotes stays one value", () => {
  expect(literal("x'); DROP TABLE y; --")).toBe("'x\\'); DROP TABLE y; --'");
  expect(literal("a\\")).toBe("'a\\\\'");
});

test("a place that Spark would fill in is written so that it stays text", () => {
  expect(literal("${env:HOME} $1 {x}")).toBe("'\\u0024{env:HOME} $1 {x}'");
});
