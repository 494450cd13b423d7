import fc from "fast-check";
import { expect, test } from "vitest";
import { queryTokens } from "../../../src/model/query-text.ts";
import { whyNotOneExpression } from "../../../src/model/sql-expression.ts";

test.each([
  "1",
  "-1.5e3",
  "'it''s, -- no comment; (really'",
  String.raw`'a\'b'`,
  "current_timestamp()",
  "x IS NOT NULL",
  "NOT NULL",
  "a NOT IN (1, 2) AND NOT b",
  "CASE WHEN a > 1 THEN 'b' ELSE NULL END",
  "CAST(`odd , name` AS DECIMAL(10, 2))",
  "coalesce(first(x), t.comment, `default`)",
  "map('a', array(1, 2))['a'][0]",
  "comment",
  "INTERVAL '1' DAY + date_col",
  String.raw`r'\'`,
  "a::map<string, array<int>>",
  "x -> x + 1",
  "a < b AND c > d",
  "a || 'b' COLLATE UTF8_LCASE",
])("%s is one expression", (text) => {
  expect(whyNotOneExpression(text)).toBeUndefined();
});

test.each([
  ["1, evil STRING", `"," ends the expression`],
  ["1); DROP TABLE t", `")" closes what was not opened`],
  ["(1", `")" is missing`],
  ["(1]", `"]" closes what was not opened`],
  ["1; SELECT 1", `";" ends the expression`],
  ["1 -- and", "a comment would hide what follows it"],
  ["1 /* and", "a comment would hide what follows it"],
  ["'open", "' is not closed"],
  ["`open", "` is not closed"],
  ["1 NOT NULL", `"NULL" ends the expression`],
  ["1 COMMENT 'x'", `"COMMENT" ends the expression`],
  ["f(1) GENERATED ALWAYS AS (2)", `"GENERATED" ends the expression`],
  ["'a' DEFAULT 2", `"DEFAULT" ends the expression`],
  [String.raw`r'\', evil STRING COMMENT '\''`, `"," ends the expression`],
  [String.raw`r'\'), evil STRING GENERATED ALWAYS AS ('\''`, `")" closes what was not opened`],
  [String.raw`SELECT r'\' -- hidden'`, "a comment would hide what follows it"],
  ["named_struct('all', 1).all COMMENT 'evil'", `"COMMENT" ends the expression`],
  ["INTERVAL COMMENT 'x'", `"COMMENT" ends the expression`],
  ["1 UNIQUE", `"UNIQUE" ends the expression`],
  ["x AS y", `"AS" ends the expression`],
])("%s is none", (text, why) => {
  expect(whyNotOneExpression(text)).toBe(why);
});

test("what is taken keeps its place: no comma, bracket or semicolon of it is the statement's", () => {
  const part = fc.oneof(
    fc.constantFrom(..."()[]{},;'\"`-/* a1".split("")),
    fc.constantFrom("--", "/*", "*/", "''", "NOT", " NULL "),
  );
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 12 }).map((parts) => parts.join("")),
      (text) => {
        if (whyNotOneExpression(text) !== undefined) return;
        const all = queryTokens(`DEFAULT ${text} COMMENT 'c', b INT)`).map((token) => token.text);
        expect(all.slice(-6)).toEqual(["COMMENT", "'c'", ",", "b", "INT", ")"]);
        expect(all.slice(1, -6)).toEqual(queryTokens(text).map((token) => token.text));
      },
    ),
    { numRuns: 5_000 },
  );
});

test("quotes that never close cost no more than their length: where it grew with the square, this would take minutes", () => {
  for (const part of ["\\'", "'\\\\`", '\\"', "r'", "`"]) {
    const text = part.repeat(200_000);
    expect(() => whyNotOneExpression(text)).not.toThrow();
  }
});
