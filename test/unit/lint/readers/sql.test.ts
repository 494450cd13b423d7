import { expect, test } from "vitest";
import { confs, statements, tables } from "./say.ts";

test("SQL statements, without those in comments and strings", () => {
  const script = `-- OPTIMIZE gold.commented;
SET spark.sql.shuffle.partitions = 64; -- more
SET TIME ZONE 'UTC'; SET x = 1;
/* VACUUM gold.commented; */
OPTIMIZE \`gold\`.t WHERE d > '2026; VACUUM gold.s' ZORDER BY (a, b);
ANALYZE TABLE gold.t COMPUTE STATISTICS FOR COLUMNS a, b;
ANALYZE TABLE gold.u COMPUTE STATISTICS;
ANALYZE TABLE main.gold.v COMPUTE STATISTICS FOR ALL COLUMNS;
VACUUM gold.t RETAIN 168 HOURS;
CACHE LAZY TABLE gold.t;
CACHE TABLE r AS SELECT * FROM gold.t;
CACHE SELECT a FROM gold.u;
OPTIMIZE \${schema}.t;
`;
  expect(confs("a.sql", script)).toEqual([["session", "spark.sql.shuffle.partitions=64 @2"]]);
  expect(statements("a.sql", script)).toEqual([
    { on: "cluster", kind: "optimize", table: "gold.t", zorder: ["a", "b"], where: ["d"], line: 5 },
    { on: "cluster", kind: "analyze", table: "gold.t", columns: ["a", "b"], line: 6 },
    { on: "cluster", kind: "analyze", table: "gold.u", columns: "none", line: 7 },
    { on: "cluster", kind: "analyze", table: "main.gold.v", columns: "all", line: 8 },
    { on: "cluster", kind: "vacuum", table: "gold.t", retainHours: 168, line: 9 },
    { on: "cluster", kind: "cache", table: "gold.t", line: 10 },
    { on: "cluster", kind: "cache", table: "gold.u", line: 12 },
  ]);
});

test("what CREATE and ALTER say of a table comes together", () => {
  const script = `CREATE TABLE IF NOT EXISTS gold.t (
  id BIGINT NOT NULL, amount decimal(10,2) COMMENT 'a, b', y INT GENERATED ALWAYS AS (year(d)),
  CONSTRAINT pk PRIMARY KEY (id)
) USING delta
PARTITIONED BY (y, month(d))
TBLPROPERTIES ('delta.appendOnly' = 'true', delta.checkpointInterval = 20);
ALTER TABLE gold.T SET TBLPROPERTIES ('delta.appendOnly' = 'false');
CREATE OR REPLACE TABLE gold.b USING DELTA PARTITIONED BY (user_id_bucket)
AS SELECT *, a.x AS x, hash(user_id) % 50 as user_id_bucket FROM gold.t;
CREATE TABLE gold.c (id INT) CLUSTER BY (id);
ALTER TABLE gold.d CLUSTER BY AUTO;
`;
  expect(tables("a.sql", script)).toEqual([
    {
      name: "gold.t",
      format: "delta",
      columns: { id: "BIGINT", amount: "DECIMAL(10,2)", y: "INT" },
      computed: { y: "year(d)" },
      layout: { partition: ["y", "month(d)"] },
      properties: { "delta.appendOnly": "false", "delta.checkpointInterval": "20" },
      line: 5,
    },
    {
      name: "gold.b",
      format: "delta",
      computed: { user_id_bucket: "hash(user_id) % 50" },
      layout: { partition: ["user_id_bucket"] },
      line: 8,
    },
    { name: "gold.c", columns: { id: "INT" }, layout: { cluster: ["id"] }, line: 10 },
    { name: "gold.d", layout: { cluster: "auto" }, line: 11 },
  ]);
  expect(statements("a.sql", script)).toEqual([
    {
      ...{ on: "cluster", kind: "set properties", table: "gold.t", line: 7 },
      properties: { "delta.appendOnly": "false" },
    },
  ]);
  // With a column that is not known, none is known to be missing.
  expect(tables("a.py", 'spark.sql(f"CREATE TABLE gold.t (id INT, {more}) USING delta")')).toEqual([
    { name: "gold.t", format: "delta", layout: {}, line: 1 },
  ]);
});

test("columns in WHERE and ON go to the table that their alias stands for; hints to theirs", () => {
  const query = `WITH recent AS (SELECT * FROM gold.log WHERE day > '2026')
SELECT /*+ BROADCAST(u, nobody) */ f.shown, extract(year FROM f.d)
FROM gold.fact f JOIN gold.dim_user AS u ON f.user_id = u.id JOIN recent r ON r.k = f.k
WHERE upper(u.name) = 'X' AND unknown = 1 GROUP BY f.g`;
  expect(tables("a.sql", query)).toEqual([
    { name: "gold.fact", layout: {}, filteredBy: ["user_id", "k"], line: 1 },
    { name: "gold.dim_user", layout: {}, filteredBy: ["id", "name"], line: 1 },
  ]);
  const column = (table: string, name: string) => ({ table: `gold.${table}`, column: name });
  expect(statements("a.sql", query)).toEqual([
    {
      ...{ on: "cluster", kind: "query", line: 1 },
      filters: [column("dim_user", "name")],
      joins: [[column("fact", "user_id"), column("dim_user", "id")]],
    },
    { on: "cluster", kind: "broadcast hint", tables: ["gold.dim_user"], line: 2 },
  ]);
  expect(
    tables(
      "a.sql",
      "DELETE FROM gold.t WHERE status = 'x' AND day < current_date() - INTERVAL 7 DAYS AND date > DATE '2026-01-01'",
    ),
  ).toEqual([{ name: "gold.t", layout: {}, filteredBy: ["status", "day", "date"], line: 1 }]);
});
