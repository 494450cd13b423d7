import { describe, expect, test } from "vitest";
import {
  databricksRuntime,
  databricksRuntimeVersions,
  engineOf,
} from "../../../src/catalog/databricks-runtimes.ts";
import { deltaFeatureNames, isKnownFeature } from "../../../src/catalog/delta-features.ts";
import {
  deltaProperty,
  deltaPropertyKeys,
  reservedProperty,
  sessionDefaultOf,
} from "../../../src/catalog/delta-properties.ts";
import { ENGINES } from "../../../src/catalog/engine.ts";
import { sparkConfEntry, sparkConfHistory, sparkConfKeys } from "../../../src/catalog/spark-conf.ts";

test.each([
  ["17.3.x-scala2.13", "4.0"],
  ["17.3.x-photon-scala2.13", "4.0"],
  ["16.4 LTS", "3.5"],
  ["15.4.x-scala2.12", "3.5"],
  ["13.3.x-cpu-ml-scala2.12", "3.5"],
  ["18", "4.0"],
  ["18.2.x-scala2.13", "4.0"],
  ["15.3.x-scala2.12", undefined],
  ["7.3.x-scala2.12", undefined],
  ["173.x-scala2.13", undefined],
  ["17.3.1", undefined],
  ["auto:latest-lts", undefined],
  ["", undefined],
])("a cluster with runtime %j is read by the catalogue of Spark %s", (runtime, engine) => {
  expect(engineOf(runtime)).toBe(engine);
});

test("every runtime is a line of facts with its provenance, and its catalogue the nearest", () => {
  expect(databricksRuntimeVersions()).toEqual(
    "12.2 13.3 14.3 15.4 16.4 17.0 17.1 17.2 17.3 18 19".split(" "),
  );
  for (const version of databricksRuntimeVersions()) {
    const { spark, catalogue, released, endOfSupport, source, read } = databricksRuntime(version) ?? {};
    expect(spark, version).toMatch(/^[34]\.\d\.\d$/);
    expect(catalogue, version).toBe(spark?.startsWith("4.") === true ? "4.0" : "3.5");
    for (const day of [released, endOfSupport ?? released, read]) {
      expect(day, version).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
    expect((endOfSupport ?? "9999") > (released ?? ""), version).toBe(true);
    expect(source, version).toContain("Databricks Runtime release notes");
  }
});

describe("a key that only one engine has", () => {
  test("is of that engine alone, and 4.0 where none is named", () => {
    expect(sparkConfEntry("spark.sql.defaultCacheStorageLevel")?.since).toBe("4.0.0");
    expect(sparkConfEntry("spark.sql.defaultCacheStorageLevel", "3.5")).toBeUndefined();
    expect(sparkConfEntry("spark.sql.hive.verifyPartitionPath", "3.5")?.type).toBe("boolean");
    expect(sparkConfEntry("spark.sql.hive.verifyPartitionPath")).toBeUndefined();
    expect(sparkConfHistory("spark.sql.hive.verifyPartitionPath").removed?.since).toBe("4.0.0");
  });

  test("and a default may differ", () => {
    expect(ENGINES.map((engine) => sparkConfEntry("spark.sql.ansi.enabled", engine)?.default)).toEqual([
      "false",
      "true",
    ]);
  });

  test("holds for properties and features", () => {
    expect(deltaProperty("delta.enableVariantShredding", "3.5")).toBeUndefined();
    expect(deltaProperty("delta.enableVariantShredding")?.kind).toBe("boolean");
    expect(isKnownFeature("catalogManaged", "3.5")).toBe(false);
    expect(isKnownFeature("CATALOGMANAGED")).toBe(true);
  });
});

test.each(ENGINES)("Spark %s: Delta's session confs are in the catalogue", (engine) => {
  const delta = sparkConfKeys(engine).filter((key) => key.startsWith("spark.databricks.delta."));
  expect(delta.length).toBeGreaterThan(200);
  // What Delta declares as static is fixed with the session's catalogue.
  const scopes = new Set(delta.map((key) => sparkConfEntry(key, engine)?.scope));
  expect([...scopes].sort()).toEqual(["session", "static"]);
  expect(sparkConfEntry("spark.databricks.delta.optimizeWrite.enabled", engine)).toMatchObject({
    scope: "session",
    type: "boolean",
  });
});

test.each(ENGINES)("Spark %s: what Databricks only has is known beside Delta's own", (engine) => {
  expect(deltaPropertyKeys(engine)).toContain("delta.targetFileSize");
  expect(deltaFeatureNames(engine)).toContain("deletionVectors");
  expect(deltaProperty("DELTA.ISOLATIONLEVEL", engine)?.values).toEqual([
    "Serializable",
    "WriteSerializable",
  ]);
});

test.each([
  ["delta.columnMapping.maxColumnId", "DELTA_CANNOT_MODIFY_TABLE_PROPERTY"],
  ["clusteringColumns", "DELTA_CANNOT_MODIFY_TABLE_PROPERTY"],
  ["DELTA.feature.clustering", "DELTA_ALTER_TABLE_SET_CLUSTERING_TABLE_FEATURE_NOT_ALLOWED"],
  ["delta.rowTracking.materializedRowIdColumnName", "DELTA_UNKNOWN_CONFIGURATION"],
  ["delta.constraints.positive", "DELTA_ADD_CONSTRAINTS"],
  ["owner", "UNSUPPORTED_FEATURE.SET_TABLE_PROPERTY"],
  ["Owner", undefined],
  ["option.header", "NOT_A_PROPERTY"],
  ["spark.sql.sources.schema", "NOT_A_PROPERTY"],
  ["EXTERNAL", "NOT_A_PROPERTY"],
  ["optional", undefined],
  ["delta.feature.deletionVectors", undefined],
  ["delta.minReaderVersion", undefined],
])("the name %s is refused with %s", (name, condition) => {
  for (const engine of ENGINES) expect(reservedProperty(name, engine)?.condition).toBe(condition);
});

test("what the engine takes and keeps elsewhere is no property, and what to write instead is said", () => {
  expect(reservedProperty("comment")).toMatchObject({
    condition: "NOT_A_PROPERTY",
    instead: "the table's comment",
  });
  expect(reservedProperty("path")).toMatchObject({
    condition: "NOT_A_PROPERTY",
    instead: "LOCATION in the statement that creates the table",
  });
  expect(reservedProperty("provider")?.instead).toBeUndefined();
});

test("a session default names its property", () => {
  expect(sessionDefaultOf("spark.databricks.delta.properties.defaults.appendOnly")).toBe("delta.appendOnly");
  expect(sessionDefaultOf("spark.databricks.delta.properties.defaults.feature.rowTracking", "3.5")).toBe(
    "delta.feature.rowTracking",
  );
  expect(sessionDefaultOf("spark.databricks.delta.optimizeWrite.enabled")).toBeUndefined();
});
