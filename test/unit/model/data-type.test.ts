import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DataType, sameDataType, withinType, writeDataType } from "../../../src/model/data-type.ts";
import { dataTypeOf, readDataType, whyNoDataType } from "../../../src/model/read-data-type.ts";

const leaf: fc.Arbitrary<DataType> = fc.oneof(
  fc
    .constantFrom(
      "bigint",
      "string",
      "timestamp_ntz",
      "variant",
      "string collate DE",
      "interval day to second",
    )
    .map((name) => ({ kind: "plain" as const, name })),
  fc.record({
    kind: fc.constantFrom("char" as const, "varchar" as const),
    length: fc.integer({ min: 1, max: 99 }),
  }),
  fc.integer({ min: 1, max: 38 }).chain((precision) =>
    fc.record({
      kind: fc.constant("decimal" as const),
      precision: fc.constant(precision),
      scale: fc.integer({ min: 0, max: precision }),
    }),
  ),
);

const { type: anyType } = fc.letrec<{ type: DataType }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3 },
    leaf,
    tie("type").map((element) => ({ kind: "array" as const, element })),
    fc.tuple(tie("type"), tie("type")).map(([key, value]) => ({ kind: "map" as const, key, value })),
    fc
      .uniqueArray(
        fc.record(
          {
            name: fc.oneof(
              fc.constantFrom("a", "b2", "select", "a b", "a`b", "1", "x.y"),
              fc.string({ minLength: 1 }),
            ),
            type: tie("type"),
            nullable: fc.boolean(),
            comment: fc.oneof(fc.string(), fc.constantFrom("${x}", "it's\n", "\\u0041")),
          },
          { requiredKeys: ["name", "type", "nullable"] },
        ),
        { maxLength: 4, selector: ({ name }) => name.toLowerCase() },
      )
      .map((fields) => ({ kind: "struct" as const, fields })),
  ),
}));

test("what is written is what is read", () => {
  fc.assert(
    fc.property(anyType, (type) => {
      expect(readDataType(writeDataType(type))).toEqual(type);
    }),
  );
});

describe("reading a type", () => {
  test.each([
    ["TIMESTAMP_LTZ", "TIMESTAMP"],
    ["CHARACTER(3)", "CHAR(3)"],
    ["STRUCT<x INT, y STRING>", "STRUCT<x: INT, y: STRING>"],
    ["STRUCT<x: INT NOT NULL COMMENT 'it\\'s'>", "STRUCT<x: INT NOT NULL COMMENT 'it\\'s'>"],
    ["STRUCT<x: INT COMMENT '\\u0024{a}\n'>", "STRUCT<x: INT COMMENT '\\u0024{a}\\n'>"],
    ["struct<>", "STRUCT<>"],
    ["map<string,array<array<int>>>", "MAP<STRING, ARRAY<ARRAY<INT>>>"],
    ["numeric", "DECIMAL(10,0)"],
    ["dec(5)", "DECIMAL(5,0)"],
    ["INTERVAL year TO month", "INTERVAL YEAR TO MONTH"],
    ["interval second", "INTERVAL SECOND"],
    ["string collate utf8_lcase", "STRING COLLATE UTF8_LCASE"],
    ["GEOGRAPHY(4326)", "GEOGRAPHY(4326)"],
    ["STRUCT<`a b`: byte>", "STRUCT<`a b`: TINYINT>"],
  ])("%s is %s", (text, written) => {
    expect(writeDataType(readDataType(text))).toBe(written);
  });

  test.each([
    ["STRNG", '"STRNG" is no type; did you mean STRING'],
    ["VARCHAR", "VARCHAR takes its greatest length, as in VARCHAR(20)"],
    ["DECIMAL(39,2)", "DECIMAL(39,2): a precision of 1 to 38 and a scale of at most as much"],
    ["DECIMAL(5,6)", "DECIMAL(5,6): a precision of 1 to 38 and a scale of at most as much"],
    ["STRUCT<a: INT, A: STRING>", 'a struct has the field "A" twice'],
    ["STRUCT<1: INT>", '"1" is no field\'s name; quote it with backticks'],
    ["ARRAY", '"<" is missing'],
    ["MAP<STRING>", '">" stands where "," is expected'],
    ["INT -- comment", "a comment would hide what follows it"],
    [
      "INTERVAL DAY TO MONTH",
      "INTERVAL day to month: write INTERVAL YEAR TO MONTH or INTERVAL DAY TO SECOND",
    ],
    ["", "a type is missing at its end"],
  ])("%s is none: %s", (text, why) => {
    expect(whyNoDataType(text)).toBe(why);
    expect(dataTypeOf(text)).toBeUndefined();
  });
});

test("types are the same whatever the order and the case of their fields", () => {
  const same = (a: string, b: string) => sameDataType(readDataType(a), readDataType(b));
  expect(same("STRUCT<a: INT, b: STRING>", "struct<B string, A int>")).toBe(true);
  expect(same("ARRAY<VARCHAR(3)>", "ARRAY<VARCHAR(4)>")).toBe(false);
  expect(same("MAP<STRING, INT>", "MAP<STRING, BIGINT>")).toBe(false);
  expect(same("STRUCT<a: INT>", "STRUCT<a: INT, b: INT>")).toBe(false);
  expect(same("CHAR(3)", "VARCHAR(3)")).toBe(false);
});

test("what stands within a type is changed, and all else stays", () => {
  const type = readDataType("STRUCT<a: ARRAY<MAP<STRING, STRUCT<B: INT>>>>");
  const wider = withinType(type, ["a", "element", "VALUE", "b"], () => readDataType("BIGINT"));
  expect(writeDataType(wider)).toBe("STRUCT<a: ARRAY<MAP<STRING, STRUCT<B: BIGINT>>>>");
  expect(withinType(type, ["nobody", "b"], () => readDataType("BIGINT"))).toEqual(type);
  expect(withinType(type, ["a", "key"], () => readDataType("BIGINT"))).toEqual(type);
});
