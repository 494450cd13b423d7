import fc from "fast-check";
import { expect, test } from "vitest";
import { queryFaults, queryTokens, sameQuery } from "../../../src/model/index.ts";

const query =
  "SELECT a.`b c`, 'It''s' || \"x\" AS Total FROM t AS a WHERE n >= 1.5e3 AND /*+ KEEP(a) */ m <=> 2";

test.each([
  [
    "blanks and line ends",
    "select  a.`b c`,\n\t'It''s'||\"x\" AS Total\r\nfrom t as a where n>=1.5E3 and /*+ KEEP(a) */ m<=>2",
  ],
  ["comments of both kinds, nested ones included", `-- what it is\n${query} /* one /* two */ ' */ -- end`],
  ["a semicolon at the end", `${query} ;\n`],
  ["parentheses around the whole", `((${query}))`],
])("%s are no difference", (_, text) => {
  expect(sameQuery(text, query)).toBe(true);
});

test.each([
  ["a string's case", query.replace("It", "it")],
  ["a quoted name's case", query.replace("b c", "B c")],
  ["the case of a column's new name", query.replace("Total", "total")],
  ["a hint", query.replace("KEEP(a)", "KEEP(b)")],
  ["a hint that became a comment", query.replace("/*+", "/* +")],
  ["an operator in two pieces", query.replace(">=", "> =")],
  ["another column", query.replace("`b c`", "`d`")],
  ["a comment that swallows the rest", query.replace("WHERE", "-- WHERE")],
])("%s is a difference", (_, text) => {
  expect(sameQuery(text, query)).toBe(false);
});

test("parentheses of two parts are not taken for one pair around the whole", () => {
  expect(sameQuery("(SELECT 1) UNION (SELECT 2)", "SELECT 1) UNION (SELECT 2")).toBe(false);
});

test("whatever blanks and comments stand between the tokens, the query is the same", () => {
  const gap = fc.constantFrom(" ", "\n", "\t  ", " /* ' */ ", ' -- "x\n', "\r\n");
  const tokens = queryTokens(query).map(({ text }) => text);
  fc.assert(
    fc.property(fc.array(gap, { minLength: tokens.length, maxLength: tokens.length }), (gaps) => {
      const text = tokens.map((token, at) => `${token}${gaps[at] ?? " "}`).join("");
      expect(sameQuery(text, query)).toBe(true);
    }),
  );
});

test("any text is read to its end, whatever is left open in it", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("'", '"', "`", "/*", "*/", "--", "\n", "a", "\\", " ") }),
      (text) => {
        expect(sameQuery(text, text)).toBe(true);
      },
    ),
  );
});

test("a query is one SELECT statement without what Spark fills in, and every fault is told", () => {
  expect(queryFaults("WITH x AS (SELECT 1) SELECT * FROM x; -- done")).toEqual([]);
  expect(queryFaults("(SELECT 1) UNION ALL (SELECT ';')")).toEqual([]);
  expect(queryFaults("DELETE FROM t; SELECT '${x}'").map(({ message }) => message)).toEqual([
    "has the query \"DELETE FROM t; SELECT '${x}'\"",
    "has more than one statement in its query",
    'has "${" in its query: Spark puts a value in its place before it parses',
  ]);
  expect(queryFaults(" ").map(({ instead }) => instead)).toEqual(["one SELECT statement"]);
});
