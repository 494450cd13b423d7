import { expect, test } from "vitest";
import { ReadError, readText, type Surroundings } from "../../../read/index.ts";

const read = (file: string, text: string, { on = "cluster", runtime }: Partial<Surroundings> = {}) =>
  readText(file, text, { on, runtime });

/** Keys with their values and lines, by where they are set. */
const confs = (file: string, text: string, surroundings?: Partial<Surroundings>) =>
  read(file, text, surroundings).subject.confs.map(({ setAt, entries }) => [
    setAt,
    ...entries.map(({ key, value, at }) => `${key}=${value} @${at?.line ?? 0}`),
  ]);

const tables = (file: string, text: string) =>
  read(file, text).subject.tables.map(({ at, ...table }) => ({ ...table, line: at?.line }));

const statements = (file: string, text: string) =>
  read(file, text).subject.statements.map(({ at, ...statement }) => ({ ...statement, line: at?.line }));

test("spark-defaults.conf is read as Java reads properties, and comments are not", () => {
  const text = `# spark.eventLog.dir  /tmp
spark.master            spark://5.6.7.8:7077
spark.executor.memory=4g
  spark.eventLog.enabled : true
executor.memory 1g
spark.executor.extraJavaOptions  -Da=b -Dc="d e"
`;
  const expected = [
    [
      "launch",
      "spark.master=spark://5.6.7.8:7077 @2",
      "spark.executor.memory=4g @3",
      "spark.eventLog.enabled=true @4",
      'spark.executor.extraJavaOptions=-Da=b -Dc="d e" @6',
    ],
  ];
  expect(confs("spark-defaults.conf", text)).toEqual(expected);
  expect(confs("conf/spark-defaults.conf.template", text.replaceAll("\n", "\r\n"))).toEqual(expected);
});

test("a flat JSON object is one conf; a cluster brings its runtime, nodes and bounds", () => {
  expect(confs("a.json", '{\n "spark.a.b": true,\n "x": "spark.c.d",\n "spark.e.f": "1"\n}')).toEqual([
    ["launch", "spark.a.b=true @2", "spark.e.f=1 @4"],
  ]);
  const cluster = `{
    "spark_version": "15.4.x-scala2.12", "node_type_id": "r6id.xlarge",
    "autoscale": { "min_workers": 2, "max_workers": 8 }, "autotermination_minutes": 30,
    "aws_attributes": { "availability": "SPOT", "first_on_demand": 1 },
    "spark_conf": { "spark.sql.shuffle.partitions": 200, "spark.password": "{{secrets/a/b}}" }
  }`;
  const { subject } = read("c.json", cluster);
  const entries = [{ key: "spark.sql.shuffle.partitions", value: "200", at: { file: "c.json", line: 5 } }];
  expect(subject.confs).toEqual([{ setAt: "launch", on: "cluster", runtime: "15.4", entries }]);
  expect(subject.clusters).toEqual([
    {
      ...{ where: "cluster", at: { file: "c.json", line: 1 }, kind: "all-purpose", conf: entries },
      ...{ nodeType: "r6id.xlarge", runtime: "15.4.x-scala2.12", workers: { min: 2, max: 8 } },
      ...{ autoTerminationMinutes: 30, spot: { fallback: false, firstOnDemand: 1 } },
    },
  ]);
});

test("each cloud's spot instances are read, and a driver only where the cloud says what it is", () => {
  const spot = (attributes: string) =>
    read("c.json", `{ "spark_version": "17.3.x-scala2.13", ${attributes} }`).subject.clusters[0]?.spot;
  expect(spot('"aws_attributes": { "availability": "SPOT_WITH_FALLBACK" }')).toEqual({
    ...{ fallback: true, firstOnDemand: 0 },
  });
  expect(spot('"azure_attributes": { "availability": "SPOT_AZURE" }')).toEqual({ fallback: false });
  expect(
    spot('"gcp_attributes": { "availability": "PREEMPTIBLE_WITH_FALLBACK_GCP", "first_on_demand": 1 }'),
  ).toEqual({ fallback: true, firstOnDemand: 1 });
  expect(spot('"azure_attributes": { "availability": "ON_DEMAND_AZURE" }')).toBeUndefined();
});

test("every spark_conf block of a bundle is a conf of its own, and variables are not judged", () => {
  const bundle = `resources:
  jobs:
    nightly:
      job_clusters:
        - job_cluster_key: a
          new_cluster:
            spark_version: 17.3.x-scala2.13
            spark_conf:
              spark.sql.adaptive.enabled: true # spark.x.y: 1
              spark.sql.shuffle.partitions: \${var.partitions}
        - new_cluster:
            spark_conf:
              spark.executor.memory: 8g
`;
  expect(confs("databricks.yml", bundle)).toEqual([
    ["launch", "spark.sql.adaptive.enabled=true @9"],
    ["launch", "spark.executor.memory=8g @13"],
  ]);
  const { confs: read17, clusters } = read("databricks.yml", bundle, { runtime: "16.4" }).subject;
  expect(read17.map(({ runtime }) => runtime)).toEqual(["17.3", "16.4"]);
  expect(clusters.map(({ where, kind }) => [where, kind])).toEqual([
    ["resources.jobs.nightly.job_clusters.0.new_cluster", "job"],
  ]);
});

test("a text that is not what its name says is refused with the place", () => {
  expect(() => read("a.json", '{\n"a": [1,\n}')).toThrow(ReadError);
  expect(() => read("a.json", '{\n"a": [1,\n}')).toThrow(/^a\.json:3: /);
  expect(() => read("a.ipynb", "{}")).toThrow('a.ipynb: is not a Jupyter notebook: it has no "cells"');
});

test("Python's settings are told by what sets them; comments, docstrings and f-strings are not settings", () => {
  const program = `"""spark.conf.set("spark.doc.string", "1")"""
# spark.conf.set("spark.in.comment", "1")
spark = (SparkSession.builder
    .config("spark.built", "1")
    .getOrCreate())
spark.conf.set("spark.sql.adaptive.enabled", True)
spark.conf.set(
    'spark.sql.shuffle.partitions',  # by hand
    200)
spark.conf.set(f"spark.{name}", "1")
spark.conf.set("spark.value", f"{n}m")
spark.conf.set("spark.computed", str(n))
print("spark.conf.set('spark.printed', '1')")
conf = SparkConf().set("spark.executor.memory", "8g").setAll([("spark.paired", "x")])
`;
  const session = ["spark.sql.adaptive.enabled=true @6", "spark.sql.shuffle.partitions=200 @8"];
  const launch = ["spark.executor.memory=8g @14", "spark.paired=x @14"];
  expect(confs("a.py", program, { on: "spark" })).toEqual([
    ["launch", "spark.built=1 @4", ...launch],
    ["session", ...session],
  ]);
  // On Databricks the session is there before the builder.
  expect(confs("a.py", program)).toEqual([
    ["session", "spark.built=1 @4", ...session],
    ["launch", ...launch],
  ]);
});

test("a dict of keys is a conf, set in the session where a loop sets it", () => {
  const program = `
a = {
    # "spark.commented": "1",
    "spark.a.b": "1",  # "spark.c.d": "2"
    "spark.x": "y" + z,
    "spark.n": -1, "other": "2"}
aqe: dict = {"spark.e.f": False}
for key, value in aqe.items():
    spark.conf.set(key, value)
s = {"spark.in.a.set", "x"}
t = "{'spark.in.a.string': '1'}"
`;
  expect(confs("a.py", program)).toEqual([
    ["launch", "spark.a.b=1 @4", "spark.n=-1 @6"],
    ["session", "spark.e.f=false @7"],
  ]);
});

test("dicts whose name says so are layouts, and a table with and without its schema is one", () => {
  const program = `
z_order_strategies = {
    'gold.fact': ['a', 'b'],
    'gold.other': [column],
}
partitioning = {
    'fact': {'partition_columns': ['year(d)'], 'rationale': 'x'},
    'alone': {'partition_columns': ['y']},
}
names = {'gold.third': ['not', 'a layout']}
`;
  expect(tables("a.py", program)).toEqual([
    { name: "gold.fact", layout: { zorder: ["a", "b"], partition: ["year(d)"] }, line: 7 },
    { name: "alone", layout: { partition: ["y"] }, line: 8 },
  ]);
  // Two schemas end in the same name: it is neither.
  const both = `zorder = {'a.t': ['x'], 'b.t': ['x'], 't': ['y']}`;
  expect(tables("a.py", both).map(({ name }) => name)).toEqual(["a.t", "b.t", "t"]);
});

test("frames: caching, broadcasting and writing, as long as the frame is the table", () => {
  const program = `
users = spark.table("gold.dim_user")
users.cache()
spark.table("gold.t").filter("x > 1").cache()
spark.catalog.cacheTable("gold.u")
orders.join(F.broadcast(users), "id")
orders.join(broadcast(spark.table("gold.v")), "id")
df.write.partitionBy("year", "month").saveAsTable("gold.w")
DeltaTable.forName(spark, "gold.x").optimize().executeZOrderBy("a", "b")
`;
  expect(statements("a.py", program)).toEqual([
    { on: "cluster", kind: "cache", table: "gold.dim_user", line: 3 },
    { on: "cluster", kind: "cache", table: "gold.u", line: 5 },
    { on: "cluster", kind: "broadcast hint", tables: ["gold.dim_user"], line: 6 },
    { on: "cluster", kind: "broadcast hint", tables: ["gold.v"], line: 7 },
    { on: "cluster", kind: "optimize", table: "gold.x", zorder: ["a", "b"], line: 9 },
  ]);
  expect(tables("a.py", program)).toEqual([
    { name: "gold.w", layout: { partition: ["year", "month"] }, line: 8 },
    { name: "gold.x", layout: { zorder: ["a", "b"] }, line: 9 },
  ]);
});

test("SQL in a program keeps the program's lines; what an f-string fills in is not known", () => {
  const program = `
def f(name):
    """
    OPTIMIZE gold.in_docstring ZORDER BY (a)
    """
    spark.sql("""
        OPTIMIZE gold.t
        ZORDER BY (a, b)
    """)
    spark.sql(f"OPTIMIZE {name} ZORDER BY (a)")
    spark.sql(f"VACUUM gold.{name}")
    spark.sql("VACUUM gold.u "
              "RETAIN 12 HOURS")
    log("OPTIMIZE gold.logged")
# MAGIC %sql
# MAGIC VACUUM gold.v
`;
  expect(statements("a.py", program)).toEqual([
    { on: "cluster", kind: "optimize", table: "gold.t", zorder: ["a", "b"], line: 7 },
    { on: "cluster", kind: "vacuum", table: "gold.u", retainHours: 12, line: 12 },
    { on: "cluster", kind: "vacuum", table: "gold.v", line: 16 },
  ]);
});

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
    { on: "cluster", kind: "optimize", table: "gold.t", zorder: ["a", "b"], line: 5 },
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
      columns: { id: "BIGINT", amount: "DECIMAL(10,2)", y: "INT" },
      computed: { y: "year(d)" },
      layout: { partition: ["y", "month(d)"] },
      properties: { "delta.appendOnly": "false", "delta.checkpointInterval": "20" },
      line: 5,
    },
    {
      name: "gold.b",
      computed: { user_id_bucket: "hash(user_id) % 50" },
      layout: { partition: ["user_id_bucket"] },
      line: 8,
    },
    { name: "gold.c", columns: { id: "INT" }, layout: { cluster: ["id"] }, line: 10 },
    { name: "gold.d", layout: { cluster: "auto" }, line: 11 },
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
  expect(statements("a.sql", query)).toEqual([
    { on: "cluster", kind: "broadcast hint", tables: ["gold.dim_user"], line: 2 },
  ]);
  expect(
    tables(
      "a.sql",
      "DELETE FROM gold.t WHERE status = 'x' AND day < current_date() - INTERVAL 7 DAYS AND date > DATE '2026-01-01'",
    ),
  ).toEqual([{ name: "gold.t", layout: {}, filteredBy: ["status", "day", "date"], line: 1 }]);
});

test("a page is its fenced blocks; prose and open fences are not code", () => {
  const page = `Set spark.prose.key to 1, or "spark.prose.other": "1".
\`\`\`python
spark.conf.set("spark.a.b", "1")
\`\`\`
    ~~~~
    spark.c.d  2
    ~~~~
\`\`\`bash
export X="spark.conf.set"
\`\`\`
\`\`\`sql
SET spark.open=1;
`;
  expect(confs("a.md", page)).toEqual([
    ["session", "spark.a.b=1 @3"],
    ["launch", "spark.c.d=2 @6"],
  ]);
});

test("a notebook's cells keep their lines, and their language", () => {
  const cell = (type: string, ...source: readonly string[]) => ({ cell_type: type, source });
  const notebook = JSON.stringify(
    {
      cells: [
        cell("code", "x = 1\n", 'spark.conf.set("spark.a.b", "1")\n'),
        cell("code", "%sql\n", "VACUUM gold.t"),
        cell("markdown", "spark.conf.set('spark.c.d', '1')"),
      ],
    },
    undefined,
    1,
  );
  const line = (text: string) => notebook.split("\n").findIndex((one) => one.includes(text)) + 1;
  expect(confs("a.ipynb", notebook)).toEqual([["session", `spark.a.b=1 @${line("spark.a.b")}`]]);
  expect(statements("a.ipynb", notebook)).toEqual([
    { on: "cluster", kind: "vacuum", table: "gold.t", line: line("VACUUM") },
  ]);
});
