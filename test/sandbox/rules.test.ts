import { beforeAll, expect, test } from "vitest";
import { sparkConfEntry } from "../../src/catalog/spark-conf.ts";
import type { Rule } from "../../src/rules/finding.ts";
import { examine, rules } from "../../src/rules/index.ts";
import { subject, type Subject } from "../../src/rules/subject.ts";
import { sqlOf, statementsFor } from "./rules/ddl.ts";
import {
  askEngine,
  type FreshConf,
  javaStarts,
  type Outcome,
  type Request,
  type SetOutcome,
} from "./rules/engine.ts";
import { type Proof, PROOFS } from "./rules/proofs.ts";

const errors = rules.filter(({ severity }) => severity === "error");
const sides = ["wrong", "right"] as const;
type Side = (typeof sides)[number];

/** Every other conf of a launch or a session that a rule speaks of and shows no example of. */
const MORE: Readonly<Record<string, Request>> = {
  "4 keys": { sql: ["CREATE TABLE four (a INT, b INT, c INT, d INT) USING delta CLUSTER BY (a, b, c, d)"] },
  "5 keys": {
    sql: ["CREATE TABLE five (a INT, b INT, c INT, d INT, e INT) USING delta CLUSTER BY (a, b, c, d, e)"],
  },
  buckets: {
    sql: [
      "SELECT count(DISTINCT hash(id) % 50), min(hash(id) % 50), max(hash(id) % 50), count(DISTINCT pmod(hash(id), 50)) FROM range(1, 3058)",
    ],
  },
  "ANALYZE of Delta": {
    sql: ["CREATE TABLE analysed (id INT) USING delta", "ANALYZE TABLE analysed COMPUTE STATISTICS"],
  },
  "ZORDER of clustered": {
    sql: [
      "CREATE TABLE clustered (id INT) USING delta CLUSTER BY (id)",
      "INSERT INTO clustered VALUES (1)",
      "OPTIMIZE clustered ZORDER BY (id)",
    ],
  },
  "a table with buckets": {
    sql: ["CREATE TABLE bucketed (id INT) USING delta CLUSTERED BY (id) INTO 4 BUCKETS"],
  },
  "all of a plain table": {
    sql: ["CREATE TABLE plain (id INT, day DATE) USING delta", "OPTIMIZE plain FULL"],
  },
  "rows of a plain table": {
    sql: ["CREATE TABLE plain2 (id INT) USING delta", "OPTIMIZE plain2 WHERE id > 1"],
  },
  "all of a clustered table": {
    sql: ["CREATE TABLE keyed (id INT) USING delta CLUSTER BY (id)", "OPTIMIZE keyed FULL"],
  },
  "a property of Databricks": {
    sql: ["CREATE TABLE sized (id INT) USING delta TBLPROPERTIES ('delta.targetFileSize' = '128mb')"],
  },
  "static conf": { set: ["spark.sql.extensions", "a.b.C"] },
  heartbeat: { launch: { "spark.executor.heartbeatInterval": "120s" } },
  "heartbeat in time": { launch: { "spark.executor.heartbeatInterval": "119s" } },
  "task cpus": { launch: { "spark.task.cpus": "5", "spark.executor.cores": "4" } },
  "a key in Java's options": { launch: { "spark.executor.extraJavaOptions": "-Dspark.a.b=c" } },
  "little memory": { launch: { "spark.executor.memory": "449m" } },
  "enough memory": { launch: { "spark.executor.memory": "450m" } },
  fresh: { conf: true },
};

let outcomes: Readonly<Record<string, unknown>> = {};
beforeAll(async () => {
  const asked = errors.flatMap((rule) =>
    sides.flatMap((side): [string, Request][] => {
      const request = requestFor(rule, side);
      return request === undefined ? [] : [[`${rule.id} ${side}`, request]];
    }),
  );
  outcomes = await askEngine({ ...Object.fromEntries(asked), ...MORE });
}, 600_000);

/** What the engine is asked about one side of a rule's example. */
function requestFor({ id, example }: Rule, side: Side): Request | undefined {
  const name = `${id.replaceAll(/\W/g, "_")}_${side}`;
  const { confs, tables, statements } = subject(example[side]);
  const entries = confs.flatMap((conf) => conf.entries);
  const [entry] = entries;
  switch (PROOFS[id]?.by) {
    case "statements":
      return { sql: [...tables.flatMap((table) => statementsFor(table, name)), ...run(statements, name)] };
    case "set":
    case "set, and nobody reads it":
      return entry === undefined ? undefined : { set: [entry.key, entry.value] };
    case "launch":
      return { launch: Object.fromEntries(entries.map(({ key, value }) => [key, value])) };
    case "test":
    case "none":
    case undefined:
      return undefined;
  }
}

/** A statement with something to run on: what may be analysed is no Delta table in open-source Spark. */
function run(statements: Subject["statements"], name: string): readonly string[] {
  return statements.flatMap((statement) => {
    const sql = sqlOf(statement, name);
    if (sql === undefined) return [];
    if (statement.kind !== "analyze") return [`CREATE TABLE ${name} (id INT) USING delta`, sql];
    const made = statement.view === true ? "VIEW" : "TABLE";
    const using = statement.view === true ? "" : " USING parquet";
    return [`CREATE ${made} ${name}${using} AS SELECT 1 AS id`, sql];
  });
}

function errorOf(name: string): string | undefined {
  const outcome = outcomes[name] as Outcome | readonly Outcome[];
  return [outcome].flat().find(({ error }) => error !== undefined)?.error;
}

test("every error rule is confirmed by an engine, or says why none can confirm it", () => {
  expect(Object.keys(PROOFS)).toEqual(errors.map(({ id }) => id).toSorted());
});

test.each(errors.filter(({ id }) => /^(statements|set|launch)/.test(PROOFS[id]?.by ?? "")))(
  "$id: the engine refuses the example or ignores it, and takes the one next to it",
  ({ id }) => {
    const proof = PROOFS[id] as Proof;
    if ("refused" in proof) {
      expect(errorOf(`${id} right`)).toBeUndefined();
      expect(errorOf(`${id} wrong`)).toMatch(proof.refused);
      return;
    }
    const [wrong, right] = sides.map((side) => outcomes[`${id} ${side}`] as SetOutcome);
    expect(wrong).toEqual({ registered: false });
    expect(right?.registered).toBe(true);
  },
);

test("Delta has no buckets, and optimizes in full what is clustered", () => {
  expect(errorOf("a table with buckets")).toMatch(/^DELTA_OPERATION_NOT_ALLOWED/);
  expect(errorOf("all of a plain table")).toMatch(/^DELTA_OPTIMIZE_FULL_NOT_SUPPORTED/);
  expect(errorOf("rows of a plain table")).toMatch(/non-partition column/);
  expect(errorOf("all of a clustered table")).toBeUndefined();
});

test("a remainder of a hash makes twice as many values, less one", () => {
  const [counted] = outcomes["buckets"] as readonly Outcome[];
  expect(counted?.rows).toEqual([[99, -49, 49, 50]]);
});

test.each([
  ["4 keys", undefined],
  ["5 keys", "DELTA_CLUSTER_BY_INVALID_NUM_COLUMNS"],
  ["ANALYZE of Delta", "NOT_SUPPORTED_COMMAND_FOR_V2_TABLE"],
  ["ZORDER of clustered", "DELTA_CLUSTERING_WITH_ZORDER_BY"],
  ["a property of Databricks", "DELTA_UNKNOWN_CONFIGURATION"],
  ["static conf", "CANNOT_MODIFY_CONFIG"],
  ["heartbeat", "spark.executor.heartbeatInterval"],
  ["heartbeat in time", undefined],
  ["task cpus", "has to be >= the number of cpus per task = 5"],
  ["a key in Java's options", "INVALID_SPARK_CONFIG"],
  ["little memory", "Executor memory 470810624 must be at least 471859200"],
  ["enough memory", undefined],
])("%s: what the rules say beside their examples is so too", (name, refused) => {
  if (refused === undefined) expect(errorOf(name)).toBeUndefined();
  else expect(errorOf(name)).toContain(refused);
});

test("Java takes one collector, and passes over one that it does not have where Spark tells it to", async () => {
  expect(await javaStarts("-XX:+UseG1GC -XX:-UseParallelGC")).toBe(true);
  expect(await javaStarts("-XX:+UseG1GC -XX:+UseParallelGC")).toBe(false);
  const { context } = outcomes["fresh"] as FreshConf;
  const own = /-XX:\S+/.exec(context["spark.executor.extraJavaOptions"] ?? "")?.[0] ?? "";
  expect(own).toBe("-XX:+IgnoreUnrecognizedVMOptions");
  expect(await javaStarts(`${own} -XX:+UseConcMarkSweepGC`)).toBe(true);
  expect(await javaStarts("-XX:+UseConcMarkSweepGC")).toBe(false);
});

/** SET -v lists what is fixed as well. */
function isSession({ key }: { readonly key: string }): boolean {
  return sparkConfEntry(key)?.scope === "session";
}

test("every conf of a fresh session raises no alarm", () => {
  const { session, context } = outcomes["fresh"] as FreshConf;
  const entries = (conf: object) =>
    Object.entries(conf as Record<string, string | null>)
      // SET -v has these words where there is no value.
      .filter(([, value]) => value !== null && !/^<(undefined|value of .*)>$/.test(value))
      .map(([key, value]) => ({ key, value: value ?? "" }));
  const [listed, own] = [entries(session), entries(context)];
  expect(listed.length).toBeGreaterThan(200);
  expect(own.length).toBeGreaterThan(10);
  const confs = [
    { setAt: "session", on: "spark", runtime: "17.3", entries: listed.filter(isSession) },
    { setAt: "launch", on: "spark", runtime: "17.3", entries: [...listed, ...own] },
  ] as const;
  const alarms = examine(subject({ confs }), { today: new Date("2026-11-24") }).filter(
    ({ severity }) => severity !== "info",
  );
  expect(alarms.map(({ rule, where, message }) => [rule, where, message])).toEqual([]);
});
