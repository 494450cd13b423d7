import { describe, expect, test } from "vitest";
import { propertyMeaning, sameMeaning } from "../../../src/catalog/property-values.ts";

describe("two texts of a property", () => {
  test.each([
    ["delta.appendOnly", "TRUE", "true"],
    ["DELTA.APPENDONLY", "True", "true"],
    ["delta.checkpointInterval", "010", "10"],
    ["delta.logRetentionDuration", "interval 14 days", "14 days"],
    ["delta.logRetentionDuration", "INTERVAL 2 weeks", "336 hours"],
    ["delta.logRetentionDuration", "1 day 12 hours", "36 hours"],
    ["delta.targetFileSize", "134217728", "128mb"],
    ["delta.targetFileSize", "128MB", "131072k"],
    ["delta.autoOptimize.autoCompact", "Auto", "auto"],
    ["delta.isolationLevel", "serializable", "Serializable"],
    ["delta.universalFormat.enabledFormats", "iceberg,hudi", "hudi,iceberg,"],
  ])("%s: %s is %s", (key, a, b) => {
    expect(sameMeaning(key, a, b)).toBe(true);
  });

  test.each([
    ["delta.appendOnly", "true", "false"],
    ["delta.logRetentionDuration", "14 days", "15 days"],
    ["delta.targetFileSize", "128mb", "128"],
    ["delta.checkpointPolicy", "V2", "v2"],
    ["delta.autoOptimize.autoCompact", "sometimes", "Sometimes"],
    // Nobody declares these to be anything but text.
    ["owner", "TRUE", "true"],
    ["appendOnly", "TRUE", "true"],
  ])("%s: %s is not %s", (key, a, b) => {
    expect(sameMeaning(key, a, b)).toBe(false);
  });
});

test.each([
  ["boolean", "yes"],
  ["boolean", " true"],
  ["integer", "1.0"],
  ["bytes", "128 MB"],
  ["bytes", "0.5g"],
  ["interval", "1 month"],
  ["interval", "interval"],
  ["interval", "-1 day"],
  ["interval", "5"],
] as const)("as %s the engine refuses %j", (kind, text) => {
  expect(propertyMeaning(kind, text)).toBeUndefined();
});
