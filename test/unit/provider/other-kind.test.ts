import { expect, test } from "vitest";
import { otherThanTable, otherThanView } from "../../../src/provider/other-kind.ts";

const found = (type: string | undefined, format?: string) => ({
  table: "a.b.c",
  ...(type === undefined ? {} : { type }),
  ...(format === undefined ? {} : { format }),
});

test.each([
  ["VIEW", "UNKNOWN_DATA_SOURCE_FORMAT", "a view"],
  ["METRIC_VIEW", undefined, "a metric view"],
  ["MATERIALIZED_VIEW", "DELTA", "a materialized view"],
  ["STREAMING_TABLE", "DELTA", "a streaming table"],
  ["FOREIGN", "DELTA", "a foreign table"],
  ["FOREIGN", "MYSQL_FORMAT", "a foreign table"],
  ["MANAGED", "ICEBERG", "an Iceberg table"],
  ["EXTERNAL", "PARQUET", "a table in the format PARQUET"],
  ["MANAGED", "DELTASHARING", "a table in the format DELTASHARING"],
])("a TableLayout on %s in %s is refused by name: %s", (type, format, now) => {
  const other = otherThanTable(found(type, format));
  expect(other?.now).toBe(now);
  expect(other?.message).toMatch(
    new RegExp(`^a\\.b\\.c is ${now}; a TableLayout is for Delta tables\\. .*[Rr]emove this resource`),
  );
});

test.each([
  ["MANAGED", "DELTA"],
  ["EXTERNAL", "delta"],
  ["MANAGED_SHALLOW_CLONE", "DELTA"],
  ["EXTERNAL_SHALLOW_CLONE", "DELTA"],
  ["MANAGED", "DELTA_UNIFORM_ICEBERG"],
  [undefined, undefined],
])("a TableLayout takes %s in %s", (type, format) => {
  expect(otherThanTable(found(type, format))).toBeUndefined();
});

test("a MaterializedView takes one whose query is told, and names what else there is", () => {
  const view = { ...found("MATERIALIZED_VIEW"), definition: "SELECT 1" };
  expect(otherThanView(view)).toBeUndefined();
  const now = (...parts: Parameters<typeof found>) => otherThanView(found(...parts))?.now;
  expect(now("MATERIALIZED_VIEW")).toBe("a materialized view whose query the workspace does not tell");
  expect([now("MANAGED", "DELTA"), now("VIEW"), now("STREAMING_TABLE")]).toEqual([
    "a Delta table",
    "a view",
    "a streaming table",
  ]);
});
