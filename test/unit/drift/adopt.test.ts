import { globSync, readFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { editSparkConf } from "../../../src/drift/adopt/spark-conf-source.ts";
import { editSettings } from "../../../src/drift/adopt/stack-yaml.ts";
import { editTable, NotEditable, type TableEdit } from "../../../src/drift/adopt/table-source.ts";
import { engineProperties, readProperty, type TableProperties } from "../../../src/model/properties.ts";
import { tables } from "../../../dev/start/kineo.ts";

const fileOf = (name: string) => `tables/${name.replace(".", "/")}.ts`;

/** The lines that an edit changes, `-` before and `+` after. */
async function changed(name: string, ...edits: readonly TableEdit[]): Promise<readonly string[]> {
  const path = fileOf(name);
  const before = readFileSync(path, "utf8");
  const table = tables.find((other) => other.name === name);
  if (table === undefined) throw new Error(`no table ${name}`);
  const text = editTable(before, table, edits);
  const after = await format(text, { ...(await resolveConfig(path)), filepath: path });
  const [old, now] = [before.split("\n"), after.split("\n")];
  return [
    ...old.filter((line) => !now.includes(line)).map((line) => `-${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+${line}`),
  ];
}

const property = (table: string, key: string, value?: string | number | boolean): TableEdit => ({
  ...{ in: "table", table, field: "properties", key },
  ...(value === undefined ? {} : { value }),
});

describe("adopting into a table's file", () => {
  test("a property beside a shared constant", async () => {
    expect(
      await changed("gold.dim_user", property("gold.dim_user", "delta.autoOptimize.autoCompact", false)),
    ).toEqual([
      "-  properties: optimizedWrites,",
      '+  properties: { ...optimizedWrites, "delta.autoOptimize.autoCompact": false },',
    ]);
  });

  test("a property less than a shared constant has, whose import goes where nothing needs it", async () => {
    const edits = await changed("gold.dim_user", property("gold.dim_user", "delta.targetFileSize"));
    expect(edits).toEqual([
      '-import { optimizedWrites } from "../writes.ts";',
      "-  properties: optimizedWrites,",
      '+  properties: { "delta.autoOptimize.optimizeWrite": true, "delta.autoOptimize.autoCompact": true },',
    ]);
  });

  test("when a materialized view is refreshed, its clustering and its comment", async () => {
    const name = "gold.mv_certification_status";
    const text = editTable(readFileSync(fileOf(name), "utf8"), { name }, [
      { in: "table", table: name, field: "refresh", value: { every: "6 hours" } },
      { in: "table", table: name, field: "layout", value: "unordered" },
      { in: "table", table: name, field: "comment", value: "By status" },
    ]);
    const formatted = await format(text, { ...(await resolveConfig(fileOf(name))), filepath: fileOf(name) });
    expect(formatted.slice(formatted.indexOf("  layout"))).toBe(
      '  layout: "unordered",\n  refresh: { every: "6 hours" },\n  comment: "By status",\n});\n',
    );
  });

  test("the last property takes the field with it", async () => {
    const name = "gold.dim_user";
    const keys = [
      "delta.autoOptimize.optimizeWrite",
      "delta.autoOptimize.autoCompact",
      "delta.targetFileSize",
    ];
    expect(await changed(name, ...keys.map((key) => property(name, key)))).toEqual([
      '-import { optimizedWrites } from "../writes.ts";',
      "-  properties: optimizedWrites,",
    ]);
  });

  test("fields that the file does not have yet, where a reader looks for them", async () => {
    const name = "silver.certifications";
    const table = tables.find((other) => other.name === name);
    if (table === undefined) throw new Error(name);
    const text = editTable(readFileSync(fileOf(name), "utf8"), table, [
      { in: "table", table: name, field: "tags", key: "domain", value: "hr" },
      { in: "table", table: name, field: "comment", value: 'The "official" list' },
      property(name, "delta.enableChangeDataFeed", true),
      { in: "table", table: name, field: "layout", value: { cluster: ["cert_id"] } },
    ]);
    const formatted = await format(text, { ...(await resolveConfig(fileOf(name))), filepath: fileOf(name) });
    expect(formatted.slice(formatted.indexOf("  layout"))).toBe(`  layout: { cluster: ["cert_id"] },
  properties: { "delta.enableChangeDataFeed": true },
  comment: 'The "official" list',
  tags: { domain: "hr" },
});
`);
  });

  test("a file that is written otherwise is left to a person", () => {
    const table = tables[0];
    if (table === undefined) throw new Error("no table");
    expect(() =>
      editTable("export const x = make();", table, [property(table.name, "delta.appendOnly", true)]),
    ).toThrow(NotEditable);
  });

  test("any table file of this repository takes an edit and stays a table file", () => {
    for (const table of tables) {
      const text = readFileSync(fileOf(table.name), "utf8");
      const edited = editTable(text, table, [property(table.name, "delta.checkpointInterval", 20)]);
      expect(edited).toContain('"delta.checkpointInterval": 20');
      expect(
        editTable(edited, { ...table, properties: { ...table.properties, "delta.checkpointInterval": 20 } }, [
          property(table.name, "delta.checkpointInterval", 10),
        ]),
      ).toContain('"delta.checkpointInterval": 10');
    }
  });
});

describe("adopting into the settings", () => {
  test.each(globSync("Pulumi.*.yaml"))("%s keeps comments, order and style", (file) => {
    const text = readFileSync(file, "utf8");
    expect(editSettings(text, [], "kineo:settings")).toBe(text);
    const edited = editSettings(
      text,
      [{ in: "settings", path: ["warehouse", "clusters", "max"], value: 7 }],
      "kineo:settings",
    );
    const different = edited.split("\n").filter((line, at) => line !== text.split("\n")[at]);
    expect(different).toHaveLength(1);
    expect(different[0]).toMatch(/clusters: \{ min: \d, max: 7 \}/);
  });

  test("a setting that was left to its default is added to its group", () => {
    const text = readFileSync("Pulumi.sandbox.yaml", "utf8");
    const edited = editSettings(
      text,
      [{ in: "settings", path: ["warehouse", "channel"], value: "preview" }],
      "kineo:settings",
    );
    expect(edited).toContain("autoStopMinutes: 10\n      channel: preview\n    maintenance:");
  });

  test("each edit is seen by the next, and whatever is not edited keeps its very characters", () => {
    const text = 'config:\n  s:\n    a: {b:  1,c: [ x,y ] } # why\n    d: "e"   # f\n\n';
    const set = (path: readonly string[], value: string | number) =>
      ({ in: "settings", path, value }) as const;
    const edits = [set(["a", "g"], 2), set(["a", "b"], 10), set(["d"], "two: words"), set(["h", "i"], 3)];
    expect(editSettings(text, edits, "s")).toBe(
      'config:\n  s:\n    a: {b:  10,c: [ x,y ], g: 2 } # why\n    d: "two: words"   # f\n    h: { i: 3 }\n\n',
    );
  });
});

test("adopting into the Spark conf changes the value and keeps the reason", () => {
  const text = readFileSync("tables/spark-conf.ts", "utf8");
  const edited = editSparkConf(text, [
    { in: "sparkConf", key: "spark.sql.adaptive.advisoryPartitionSizeInBytes", value: "64MB" },
  ]);
  const different = edited.split("\n").filter((line, at) => line !== text.split("\n")[at]);
  expect(different).toEqual(['        value: "64MB",']);
  expect(() => editSparkConf(text, [{ in: "sparkConf", key: "spark.no.such", value: "1" }])).toThrow(
    NotEditable,
  );
});

describe("a live property as a table file says it", () => {
  test.each<[key: string, text: string, value: unknown]>([
    ["delta.appendOnly", "TRUE", true],
    ["delta.autoOptimize.autoCompact", "auto", "auto"],
    ["delta.targetFileSize", "134217728", "128 MB"],
    ["delta.targetFileSize", "1g", "1 GB"],
    ["delta.targetFileSize", "1000", undefined],
    ["delta.logRetentionDuration", "interval 1 week", "1 week"],
    ["delta.logRetentionDuration", "interval 1 day 2 hours", undefined],
    ["delta.checkpointInterval", "ten", undefined],
    ["delta.dataSkippingStatsColumns", "a,`b c`", ["a", "b c"]],
    ["delta.setTransactionRetentionDuration", "interval 1 day", "1 day"],
    ["delta.checkpointPolicy", "v2", "v2"],
    ["delta.universalFormat.enabledFormats", "iceberg,hudi", ["iceberg", "hudi"]],
    ["delta.notKnown", "interval 1 day", undefined],
    ["quality", "gold", "gold"],
  ])("%s = %s", (key, text, value) => {
    expect(readProperty(key, text)).toEqual(value);
  });

  test("reads back whatever a table file can say", () => {
    const interval = fc
      .tuple(fc.integer({ min: 2, max: 400 }), fc.constantFrom("hours", "days", "weeks"))
      .map(([amount, unit]) => `${amount} ${unit}`);
    const bytes = fc
      .tuple(fc.integer({ min: 1, max: 999 }), fc.constantFrom("KB", "MB", "GB", "TB"))
      .map(([amount, unit]) => `${amount} ${unit}`);
    const properties = fc.record(
      {
        "delta.appendOnly": fc.boolean(),
        "delta.autoOptimize.autoCompact": fc.constantFrom(true, false, "auto"),
        "delta.checkpointInterval": fc.integer({ min: 1, max: 1000 }),
        "delta.dataSkippingNumIndexedCols": fc.integer({ min: -1, max: 99 }),
        "delta.dataSkippingStatsColumns": fc.array(fc.constantFrom("a", "b_c", "d e"), { minLength: 1 }),
        "delta.deletedFileRetentionDuration": interval,
        "delta.targetFileSize": bytes,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(properties, (written) => {
        const engine = engineProperties(written as TableProperties);
        const read = Object.entries(engine).map(([key, text]) => [key, readProperty(key, text)]);
        expect(Object.fromEntries(read)).toEqual(written);
      }),
    );
  });
});
