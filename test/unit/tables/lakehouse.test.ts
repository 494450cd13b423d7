import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkTableFiles } from "../../../src/config/table-files.ts";
import { materializedViews, tables } from "../../../tables/index.ts";

test("every table file is in the index, and every name is its path", () => {
  expect(() => {
    checkTableFiles(
      "tables",
      [...tables, ...materializedViews].map(({ name }) => name),
    );
  }).not.toThrow();
});

test("a file that is not in the index, and a name without a file, are named together", () => {
  const directory = mkdtempSync(join(tmpdir(), "tables-"));
  mkdirSync(join(directory, "gold"));
  writeFileSync(join(directory, "gold", "forgotten.ts"), "");
  expect(() => {
    checkTableFiles(directory, ["gold.moved"]);
  }).toThrow(
    "tables/gold/forgotten.ts is not in tables/index.ts; import it there and add it to the list\n" +
      "gold.moved is in tables/index.ts, but tables/gold/moved.ts does not exist; name and path must agree",
  );
  rmSync(directory, { recursive: true });
});

test("the lakehouse has the tables and the counts that Kineo names", () => {
  const rows = Object.fromEntries(tables.map(({ name, size }) => [name, size.rows]));
  expect(tables.length).toBeGreaterThanOrEqual(30);
  expect(Object.values(rows).reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(230_000);
  expect(rows).toMatchObject({
    "gold.dim_user": 3_057,
    "gold.dim_organizations": 1_001,
    "gold.dim_positions": 889,
    "gold.dim_certification_progress": 92_000,
    "gold.dim_manager_relationship": 7_794,
  });
});
