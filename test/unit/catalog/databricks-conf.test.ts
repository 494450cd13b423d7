import { expect, test } from "vitest";
import {
  databricksConf,
  databricksConfKeys,
  isDatabricksConf,
  offHeapNodeTypes,
  serverlessConfs,
  warehouseParameters,
} from "../../../src/catalog/databricks-conf.ts";
import { databricksRuntimeVersions } from "../../../src/catalog/databricks-runtimes.ts";
import { ENGINES } from "../../../src/catalog/engine.ts";
import { nodeTypeFacts } from "../../../src/catalog/node-types.ts";
import { sparkConfEntry } from "../../../src/catalog/spark-conf.ts";
import names from "../../../src/catalog/databricks-conf-names.json" with { type: "json" };
import data from "../../../src/catalog/databricks-conf.json" with { type: "json" };
import unregistered from "../../../src/catalog/spark-conf-unregistered.json" with { type: "json" };

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
    const { type, alsoTakes, notIn, ownedBy } = databricksConf(key) ?? {};
    expect(type === undefined, key).toBe(known);
    if (known) expect(alsoTakes ?? notIn ?? ownedBy, key).toBeDefined();
  }
});

test("access modes and runtimes that a key does not go with are ones that there are", () => {
  for (const key of databricksConfKeys()) {
    const { notIn } = databricksConf(key) ?? {};
    if (notIn === undefined) continue;
    expect(["dedicated", "none", "standard"], key).toEqual(expect.arrayContaining([...notIn.modes]));
    expect(notIn.because, key).toMatch(/\w/);
    if (notIn.from !== undefined) expect(databricksRuntimeVersions(), key).toContain(notIn.from);
  }
});

test("node types with memory off the heap are listed once, each with where it was read", () => {
  expect(new Set(offHeapNodeTypes()).size).toBe(offHeapNodeTypes().length);
  expect(offHeapNodeTypes().filter((id) => nodeTypeFacts(id) === undefined)).toEqual([]);
  expect(data.offHeap.read).toMatch(READ);
});

test("keys that are read by their text alone stand in order, and say where they were read", () => {
  const keys = Object.entries(unregistered.keys);
  expect(keys.map(([key]) => key)).toEqual(keys.map(([key]) => key).sort());
  for (const [key, { source, read }] of keys) {
    expect(source, key).toMatch(/\w/);
    expect(read, key).toMatch(READ);
  }
  // One that every engine registers needs no entry.
  expect(
    keys.filter(([key]) => ENGINES.every((engine) => sparkConfEntry(key, engine) !== undefined)),
  ).toEqual([]);
});

test("names stand once, each of a page that was read, and nowhere else in the catalogue", () => {
  const all = names.pages.flatMap(({ keys }) => keys);
  expect(new Set(all).size).toBe(all.length);
  for (const { source, read, keys } of names.pages) {
    expect(source).toMatch(/\w/);
    expect(read, source).toMatch(READ);
    expect(keys, source).toEqual(keys.toSorted());
  }
  expect(all.filter((key) => databricksConf(key) !== undefined)).toEqual([]);
  expect(all.filter((key) => ENGINES.some((engine) => sparkConfEntry(key, engine) !== undefined))).toEqual(
    [],
  );
  expect(isDatabricksConf("spark.databricks.clusterUsageTags.clusterName")).toBe(true);
  expect(isDatabricksConf("spark.databricks.clusterUsageTag")).toBe(false);
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
