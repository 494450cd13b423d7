import { expect, test } from "vitest";
import { readText } from "../../../../src/lint/readers/index.ts";
import { confs, read, statements, tables } from "./say.ts";

const clusters = (file: string, text: string) =>
  read(file, text).subject.clusters.map(({ at, places, conf = [], words, ...cluster }) => {
    expect([words, conf.every(({ key }) => key.startsWith("spark."))]).toEqual(["api", true]);
    expect(Object.values(places ?? {}).map(({ file: one }) => one)).not.toContain(undefined);
    return { ...cluster, line: at?.line };
  });

test("a SQL notebook is its cells, each in the language that it names", () => {
  const notebook = `-- Databricks notebook source
VACUUM gold.a

-- COMMAND ----------

-- MAGIC %python
-- MAGIC spark.conf.set("spark.a.b", "1")
-- MAGIC spark.sql("VACUUM gold.b")

-- COMMAND ----------

-- MAGIC %scala
-- MAGIC spark.conf.set("spark.c.d", "1")

-- COMMAND ----------
-- DBTITLE 1,The last

VACUUM gold.c
`;
  expect(confs("n.sql", notebook)).toEqual([["session", "spark.a.b=1 @7"]]);
  expect(statements("n.sql", notebook)).toMatchObject([
    { kind: "vacuum", table: "gold.a", line: 2 },
    { kind: "vacuum", table: "gold.b", line: 8 },
    { kind: "vacuum", table: "gold.c", line: 18 },
  ]);
});

test("an .ipynb with a name twice is read, and its cells are in its language where they name none", () => {
  const notebook = `{"cells": [
 {"cell_type": "code", "metadata": {"a": 1, "a": 2}, "source": ["VACUUM gold.a"]},
 {"cell_type": "code", "source": ["%python\\n",
  "spark.conf.set('spark.a.b', '1')"]},
 {"cell_type": "code", "source": ["%sh\\n", "VACUUM gold.b"]}],
 "metadata": {"application/vnd.databricks.v1+notebook": {"language": "sql"}}}`;
  expect(statements("n.ipynb", notebook)).toMatchObject([{ kind: "vacuum", table: "gold.a", line: 2 }]);
  expect(confs("n.ipynb", notebook)).toEqual([["session", "spark.a.b=1 @4"]]);
});

test("a Scala notebook's cells in other languages are read, and it says that the rest is not", () => {
  const notebook = `// Databricks notebook source
spark.conf.set("spark.c.d", "1")
// COMMAND ----------
// MAGIC %sql
// MAGIC VACUUM gold.a
`;
  expect(statements("n.scala", notebook)).toMatchObject([{ kind: "vacuum", table: "gold.a", line: 5 }]);
  expect(confs("n.scala", notebook)).toEqual([]);
  expect(read("n.scala", notebook).notRead).toContain("Scala");
  expect(read("index.ts", 'new databricks.Cluster("a")').notRead).toContain("policy pack");
  expect(read("site.xml", "<property><name>spark.a.b</name></property>").notRead).toContain("no reader");
  for (const file of ["a.sql", "a.md", "a.txt"]) expect(read(file, "VACUUM gold.t").notRead).toBeUndefined();
});

test("keyword arguments make a cluster as a dict does", () => {
  const program = `
w.clusters.create(cluster_name="a", spark_version="17.3.x-scala2.13", autotermination_minutes=0,
    autoscale=AutoScale(min_workers=1, max_workers=4),
    aws_attributes=AwsAttributes(availability=AwsAvailability.SPOT, first_on_demand=1), num_workers=n)
JobCluster(job_cluster_key="b", new_cluster=ClusterSpec(node_type_id="i3.xlarge", num_workers=2))
`;
  expect(clusters("a.py", program)).toEqual([
    {
      ...{ where: "create", kind: "all-purpose", runtime: "17.3.x-scala2.13", line: 2 },
      ...{ workers: { min: 1, max: 4 }, autoTerminationMinutes: 0 },
      ...{ spot: { fallback: false, firstOnDemand: 1 } },
      singleNode: { profile: false, master: false, tag: false },
    },
    {
      ...{ where: "new_cluster", kind: "job", nodeType: "i3.xlarge", line: 5 },
      ...{ workers: { min: 2, max: 2 }, fixedWorkers: 2 },
      singleNode: { profile: false, master: false, tag: false },
    },
  ]);
});

test("Terraform's clusters are read with what is written down; a variable is not known", () => {
  const text = `
variable "size" { default = { a = "b" } }
resource "databricks_job" "etl" { # not "num_workers = 9"
  job_cluster {
    job_cluster_key = "main"
    new_cluster {
      spark_version = data.databricks_spark_version.lts.id
      node_type_id  = "i3.xlarge"
      num_workers   = var.size == "small" ? 1 : 2
      spark_conf = {
        "spark.a.b" = true
        "spark.c.d" = "\${var.size}x"
        "spark.e.f" : join(",", ["a", "b"])
      }
      aws_attributes {
        availability = "SPOT"
      }
    }
  }
  job_cluster { new_cluster { node_type_id = "r6id.xlarge" } }
}
`;
  expect(clusters("a.tf", text)).toMatchObject([
    {
      ...{ where: "databricks_job.etl.job_cluster.0.new_cluster", kind: "job", nodeType: "i3.xlarge" },
      ...{ spot: { fallback: false, firstOnDemand: 0 }, line: 6 },
    },
    { nodeType: "r6id.xlarge", line: 20 },
  ]);
  expect(clusters("a.tf", text)[0]).not.toHaveProperty("workers");
  expect(confs("a.tf", text)).toEqual([["launch", "spark.a.b=true @11"]]);
  const [conf] = read("a.tf", text).subject.confs;
  expect(conf?.unknown).toEqual(["spark.c.d", "spark.e.f"]);
});

test("a cluster policy is the cluster that it fixes; what it leaves open is not known", () => {
  const policy = `{"spark_version": {"type": "fixed", "value": "17.3.x-scala2.13"},
 "autotermination_minutes": {"type": "range", "maxValue": 60, "defaultValue": 0},
 "num_workers": {"type": "fixed", "value": 0},
 "spark_conf.spark.a.b": {"type": "fixed", "value": "1"},
 "spark_conf.spark.c.d": {"type": "allowlist", "values": ["1"]}}`;
  expect(clusters("p.json", policy)).toEqual([
    {
      ...{ where: "cluster", kind: "all-purpose", runtime: "17.3.x-scala2.13", line: 1 },
      ...{ workers: { min: 0, max: 0 }, fixedWorkers: 0 },
    },
  ]);
  expect(confs("p.json", policy)).toEqual([["launch", "spark.a.b=1 @4"]]);
  // A cluster is none, whatever its fields are called.
  expect(
    clusters("c.json", '{"spark_version": "17.3.x-scala2.13", "custom_tags": {"type": "fixed"}}'),
  ).toHaveLength(1);
});

test("a project of dbt says what tables it makes, folder by folder", () => {
  const project = `models:
  shop:
    +liquid_clustered_by: id
    marts:
      +tblproperties: { delta.appendOnly: "true" }
`;
  expect(tables("dbt_project.yml", project)).toEqual([
    { name: "models.shop", layout: { cluster: ["id"] }, line: 3 },
    { name: "models.shop.marts", layout: {}, properties: { "delta.appendOnly": "true" }, line: 5 },
  ]);
  expect(tables("other.yml", project)).toEqual([]);
});

test("a script's --conf is a launch's, as far as the shell fills nothing in", () => {
  const script = `# spark-submit --conf spark.x.y=1
spark-submit --conf spark.a.b=1 --conf "spark.c.d=x y" \\
  --conf 'spark.e.f=$HOME' --conf=spark.g.h="2" --conf spark.i.j=$N app.py
`;
  expect(confs("a.sh", script)).toEqual([
    ["launch", "spark.a.b=1 @2", "spark.c.d=x y @2", "spark.e.f=$HOME @3", "spark.g.h=2 @3"],
  ]);
});

test("a pipeline's decorators and DeltaTable's builder say what their tables are", () => {
  const program = `
@dlt.table(comment="x", cluster_by=["id"],
    table_properties={"delta.appendOnly": "true", "quality": "gold"})
def orders():
    return spark.read.table("a")

@dp.table(name="silver.users", partition_cols=["day"])
def _users(): ...

(DeltaTable.createOrReplace(spark).tableName("gold.t").addColumn("id", "BIGINT")
    .addColumn("m", "MAP<STRING, INT>").clusterBy("id", "m").property("delta.appendOnly", "true").execute())
`;
  const properties = { "delta.appendOnly": "true" };
  expect(tables("p.py", program)).toEqual([
    { name: "orders", layout: { cluster: ["id"] }, properties: { ...properties, quality: "gold" }, line: 2 },
    { name: "silver.users", layout: { partition: ["day"] }, line: 7 },
    {
      ...{ name: "gold.t", format: "delta", columns: { id: "BIGINT", m: "MAP<STRING, INT>" } },
      ...{ layout: { cluster: ["id", "m"] }, properties, line: 11 },
    },
  ]);
});

test("types keep their commas, and a table made anew is another one", () => {
  const sql = `CREATE TABLE t (a MAP<STRING, ARRAY<INT>>, b STRUCT<x: INT NOT NULL, y: STRING> NOT NULL, c INT);
CREATE OR REPLACE TABLE t (a INT) PARTITIONED BY (a);`;
  expect(tables("a.sql", sql)).toEqual([
    {
      ...{ name: "t", layout: {}, line: 1 },
      columns: { a: "MAP<STRING, ARRAY<INT>>", b: "STRUCT<X: INT NOT NULL, Y: STRING>", c: "INT" },
    },
    { name: "t", layout: { partition: ["a"] }, columns: { a: "INT" }, line: 2 },
  ]);
});

test.each([
  ["Or:\n", 2],
  ["Alternatively, with a cluster:\n", 2],
  ["### Option 2\nAs written here.\n", 2],
  ["You may use this instead:\n", 2],
  ["Then:\n", 1],
  ["", 1],
])("of a page's blocks with %j between, there are %i programs", (words, count) => {
  const page = (first: string, second: string) =>
    `# A page\n\`\`\`sql\n${first}\n\`\`\`\n${words}\`\`\`sql\n${second}\n\`\`\`\n`;
  const programs = (text: string) =>
    readText("a.md", text, { on: "cluster" }).programs.filter(({ subject: { statements, tables } }) =>
      [...statements, ...tables].some(({ at }) => at !== undefined),
    );
  expect(programs(page("VACUUM t;", "OPTIMIZE t;"))).toHaveLength(count);
  // What does not go together is never one.
  expect(programs(page("ALTER TABLE t CLUSTER BY (a);", "OPTIMIZE t ZORDER BY (a);"))).toHaveLength(2);
});
