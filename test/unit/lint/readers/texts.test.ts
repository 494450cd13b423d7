import { expect, test } from "vitest";
import { ReadError } from "../../../../src/lint/readers/index.ts";
import { confs, read, statements } from "./say.ts";

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
    "spark_version": "15.4.x-scala2.12", "node_type_id": "r6id.xlarge", "data_security_mode": "USER_ISOLATION",
    "autoscale": { "min_workers": 2, "max_workers": 8 }, "autotermination_minutes": 30,
    "aws_attributes": { "availability": "SPOT", "first_on_demand": 1 },
    "spark_conf": { "spark.sql.shuffle.partitions": 200, "spark.password": "{{secrets/a/b}}" }
  }`;
  const { subject } = read("c.json", cluster);
  const entries = [{ key: "spark.sql.shuffle.partitions", value: "200", at: { file: "c.json", line: 5 } }];
  expect(subject.confs).toEqual([
    {
      ...{ setAt: "launch", on: "cluster", runtime: "15.4", accessMode: "standard", entries },
      // That it is set is known, and what to is not.
      ...{
        unvalued: [{ key: "spark.password", at: { file: "c.json", line: 5 } }],
        unknown: ["spark.password"],
      },
    },
  ]);
  expect(subject.clusters).toMatchObject([
    {
      ...{ where: "cluster", at: { file: "c.json", line: 1 }, kind: "all-purpose", conf: entries },
      ...{ nodeType: "r6id.xlarge", accessMode: "standard" },
      ...{ runtime: "15.4.x-scala2.12", workers: { min: 2, max: 8 } },
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
  expect(spot('"azure_attributes": { "availability": "SPOT_AZURE" }')).toEqual({
    ...{ fallback: false, withFallback: "SPOT_WITH_FALLBACK_AZURE" },
  });
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

test("words promise a cluster where they say both its memory and its bounds", () => {
  const promise = (text: string) => read("a.md", text).subject.clusters;
  const page = `- **Cluster**: Auto-scaling 2-8 nodes by workload
- **Memory**: 128GB+ total cluster memory
\`\`\`conf
spark.executor.memory 8g
\`\`\`
`;
  expect(promise(page)).toEqual([
    {
      ...{ where: "cluster", kind: "all-purpose", at: { file: "a.md", line: 2 } },
      workers: { min: 2, max: 8 },
      promise: { memory: "128 GB", at: "max" },
      conf: [{ key: "spark.executor.memory", value: "8g", at: { file: "a.md", line: 4 } }],
    },
  ]);
  expect(promise("128GB total cluster memory, and 200-400 partitions")).toEqual([]);
  expect(promise("Autoscaling 2 to 8 workers of 64 GB memory each")).toEqual([]);
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
