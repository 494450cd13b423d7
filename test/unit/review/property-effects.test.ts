import { describe, expect, test } from "vitest";
import { deltaProperty, deltaPropertyKeys } from "../../../src/catalog/delta-properties.ts";
import { tableProperty } from "../../../src/catalog/fields/table-property.ts";
import { featuresAdded, propertyEffects } from "../../../src/catalog/property-features.ts";
import { judgeProperty } from "../../../src/review/impact/table-properties.ts";

/** Changes that shut somebody out although no table feature comes with them. */
const SHUTS_OUT_BY_ITSELF: Readonly<Record<string, (to: string | null) => boolean>> = {
  "delta.appendOnly": (to) => to === "true",
  "delta.enableChangeDataCapture": (to) => to !== "true",
  "delta.enableChangeDataFeed": (to) => to !== "true",
  "delta.compatibility.symlinkFormatManifest.enabled": (to) => to !== "true",
  "delta.universalFormat.enabledFormats": (to) => to === null,
};

const keys = deltaPropertyKeys();
const judge = (key: string, from: string | null, to: string | null) =>
  judgeProperty({
    path: ["properties", key],
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
  });

describe("a review says of a property what the engine did when it was changed", () => {
  const tried = keys.flatMap((key) =>
    propertyEffects(key)
      .filter(({ refused }) => refused === undefined)
      .map((effect) => [key, effect.from, effect.to, effect] as const),
  );

  test.each(tried)("%s: %s → %s", (...[key, from, to, { rewrites = false, adds = [] }]) => {
    const { rank, why, takes } = judge(key, from, to);
    expect(rank === "rewrite").toBe(rewrites);
    if (rewrites) expect(takes).toMatch(/^grows with the table/);
    const byItself = from !== to && SHUTS_OUT_BY_ITSELF[key]?.(to) === true;
    if (rank === "interruption") expect(adds.length > 0 || byItself, why).toBe(true);
    if (adds.length > 0) expect(rank).toBe("interruption");
    const versions = key === "delta.minWriterVersion";
    if (!versions) expect(adds.filter((feature) => !why.includes(feature))).toEqual([]);
  });

  test("and no feature goes with a property", () => {
    for (const key of keys) {
      const effects = propertyEffects(key);
      for (const { from, to, writer = 0 } of effects.filter((effect) => effect.to === null)) {
        const before = effects.find((effect) => effect.to === from && effect.from === null);
        expect(writer, `${key}: ${from} → ${to}`).toBe(before?.writer);
      }
    }
    expect(tried.length).toBeGreaterThan(150);
  });
});

test("every property of the catalogue is known in both directions, or as how long something is kept", () => {
  const unknown = keys.filter((key) => {
    const { changes, shorter } = tableProperty(key) ?? {};
    return changes === undefined && shorter === undefined;
  });
  expect(unknown).toEqual([]);
  expect(keys.length).toBeGreaterThanOrEqual(49);
});

test("every property that Delta lets a user set was tried on the engine", () => {
  const databricks = ["delta.targetFileSize", "delta.tuneFileSizesForRewrites"];
  const untried = keys.filter(
    (key) => deltaProperty(key)?.editable !== false && propertyEffects(key).length === 0,
  );
  expect(untried.sort()).toEqual(databricks);
});

test("a property taken off is judged by what then holds", () => {
  const rank = (...[key, from, to]: Parameters<typeof judge>) => judge(key, from, to).rank;
  expect(rank("delta.columnMapping.mode", "name", null)).toBe("rewrite");
  expect(rank("delta.columnMapping.mode", null, "none")).toBe("rewrite");
  expect(rank("DELTA.columnmapping.MODE", "name", "NONE")).toBe("rewrite");
  expect(rank("delta.columnMapping.mode", null, "name")).toBe("interruption");
  expect(rank("delta.enableExpiredLogCleanup", "false", null)).toBe("data");
  expect(rank("delta.enableExpiredLogCleanup", null, "true")).toBe("metadata");
  expect(rank("delta.setTransactionRetentionDuration", null, "interval 1 day")).toBe("data");
  expect(rank("delta.setTransactionRetentionDuration", "interval 1 day", null)).toBe("cost");
  expect(rank("delta.checkpointInterval", "10", null)).toBe("metadata");
  expect(rank("delta.enableDeletionVectors", "TRUE", "true")).toBe("metadata");
  // Not known before the deployment, or refused by the engine: the worse of both.
  expect(rank("delta.columnMapping.mode", "name", "[unknown]")).toBe("rewrite");
  expect(rank("delta.feature.rowTracking", null, "supported")).toBe("interruption");
  expect(rank("delta.feature.rowTracking", "supported", null)).toBe("metadata");
});

test("a value brings its features however it is spelt, and a feature by name brings itself", () => {
  expect(featuresAdded("DELTA.enablerowtracking", "True")).toEqual(["domainMetadata", "rowTracking"]);
  expect(featuresAdded("delta.enableRowTracking", "false")).toEqual([]);
  expect(featuresAdded("delta.feature.TYPEWIDENING", "supported")).toEqual(["typeWidening"]);
  expect(featuresAdded("quality", "gold")).toEqual([]);
});
