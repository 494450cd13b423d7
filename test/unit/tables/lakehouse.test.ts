import { expect, test } from "vitest";
import { tables } from "../../../dev/start/kineo.ts";

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
