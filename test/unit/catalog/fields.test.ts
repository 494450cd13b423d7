import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fieldPattern, inputPath, type ResourceField } from "../../../src/catalog/fields/field.ts";
import { OBJECT_FIELDS } from "../../../src/catalog/fields/index.ts";
import { TABLE_PROPERTIES, tableProperty } from "../../../src/catalog/fields/table-property.ts";

const kinds = Object.entries<readonly ResourceField[]>(OBJECT_FIELDS);
const all = [...kinds, ["table property", TABLE_PROPERTIES] as const];

/** Where `@pulumi/databricks` declares the inputs of a kind of which single fields are judged. */
const DECLARED: Readonly<Record<string, string>> = {
  cluster: "cluster",
  clusterPolicy: "clusterPolicy",
  warehouse: "sqlEndpoint",
  job: "job",
};

test.each(all)("every field of %s says something, once", (_, rows) => {
  const silent = rows.filter(
    (row) => !row.impact && !row.change && !row.byBackend && !("changes" in row && row.changes),
  );
  expect(silent).toEqual([]);
  expect(rows.filter(({ setting, notAdopted, impact }) => (setting ?? notAdopted) && !impact)).toEqual([]);
  for (const part of ["impact", "change", "byBackend"] as const) {
    const fields = rows.flatMap((row) => (row[part] === undefined ? [] : row.fields));
    expect(new Set(fields).size).toBe(fields.length);
  }
});

test.each(kinds)("every field of %s whose change is judged is an input of its resource", (kind, rows) => {
  const judged = rows.flatMap(({ fields, change }) => (change === undefined ? [] : fields));
  const file = DECLARED[kind];
  if (file === undefined) {
    expect(judged).toEqual([]);
    return;
  }
  const declared = readFileSync(`node_modules/@pulumi/databricks/${file}.d.ts`, "utf8");
  const unknown = judged
    .map((field) => inputPath(field).split(".")[0] ?? "")
    .filter((name) => !new RegExp(`\\b${name}\\??: `).test(declared));
  expect(unknown).toEqual([]);
});

test("a field stands for all that is under it, and for nothing beside it", () => {
  expect(inputPath("autoscale.min_workers")).toBe("autoscale.minWorkers");
  const tags = fieldPattern("tags");
  expect(["tags", "tags.a", 'tags["a.b"]', "tagset", "my.tags"].map((path) => tags.test(path))).toEqual([
    ...[true, true, true],
    ...[false, false],
  ]);
  expect(fieldPattern("last_*_time").test("last_activity_time")).toBe(true);
  expect(fieldPattern("[*").test('["group admins"]')).toBe(true);
});

test("a property is found whatever its case", () => {
  expect(tableProperty("DELTA.appendonly")).toBe(tableProperty("delta.appendOnly"));
  expect(tableProperty("delta.appendOnly")?.impact).toBeDefined();
  expect(tableProperty("quality")).toBeUndefined();
});
