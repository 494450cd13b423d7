import { expect, test } from "vitest";
import { tableResults } from "../../../../sandbox/clusters/results.ts";

/** One value of a column of that type, and the type's name in the schema. */
function shown(type_text: string, value: string | null): readonly unknown[] {
  const columns = [{ name: "c", type_text, type_name: "" }];
  const sent = JSON.stringify(tableResults({ columns, rows: [[value]], truncated: false }));
  const { data, schema } = JSON.parse(sent) as { data: unknown[][]; schema: { type: string }[] };
  return [data[0]?.[0], JSON.parse(schema[0]?.type ?? "") as unknown];
}

test.each([
  ["TINYINT", "1", 1, "byte"],
  ["SMALLINT", "-2", -2, "short"],
  ["INT", "3", 3, "integer"],
  ["BIGINT", "4", 4, "long"],
  ["FLOAT", "0.5", 0.5, "float"],
  ["DOUBLE", "1.0E10", 1e10, "double"],
  ["DOUBLE", "Infinity", "Infinity", "double"],
  ["DECIMAL(10,2)", "1.50", "1.50", "decimal(10,2)"],
  ["BOOLEAN", "false", false, "boolean"],
  ["STRING", "7", "7", "string"],
  ["DATE", "2026-01-02", "2026-01-02", "date"],
  ["TIMESTAMP", "2026-01-02T03:04:05.678Z", "2026-01-02T03:04:05.678Z", "timestamp"],
  ["VOID", null, null, "void"],
  ["BIGINT", null, null, "long"],
] as const)("a %s %s is %j of the type %s", (type_text, value, ...expected) => {
  expect(shown(type_text, value)).toEqual(expected);
});

test("what is nested has its fields' values in order, and its type in full", () => {
  const [value, type] = shown(
    "STRUCT<b: ARRAY<DECIMAL(4,1)>, odd: name: MAP<STRING, STRUCT<x: INT, y: STRING>>>",
    '{"b":[1.5],"odd: name":{"k":{"y":"s"}}}',
  );
  expect(value).toEqual([[1.5], { k: [null, "s"] }]);
  expect(type).toMatchObject({
    type: "struct",
    fields: [
      { name: "b", type: { type: "array", elementType: "decimal(4,1)", containsNull: true } },
      {
        name: "odd: name",
        type: {
          type: "map",
          keyType: "string",
          valueType: { type: "struct", fields: [{ name: "x", type: "integer" }, { name: "y" }] },
        },
      },
    ],
  });
});

test("no digit of a long is lost", () => {
  const columns = [
    { name: "l", type_text: "BIGINT", type_name: "LONG" },
    { name: "a", type_text: "ARRAY<BIGINT>", type_name: "ARRAY" },
  ];
  const rows = [["9223372036854775807", "[9223372036854775807]"]];
  expect(JSON.stringify(tableResults({ columns, rows, truncated: false }))).toContain(
    '"data":[[9223372036854775807,[9223372036854775807]]]',
  );
});

test("a statement without a result answers an empty text", () => {
  expect(tableResults({ columns: [], rows: [], truncated: false })).toEqual({ resultType: "text", data: "" });
});
