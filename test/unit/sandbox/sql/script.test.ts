import { expect, test } from "vitest";
import { splitStatements } from "../../../../sandbox/sql/script.ts";

test("splits the maintenance file into its three statements", () => {
  expect(
    splitStatements("DECLARE OR REPLACE VARIABLE s STRING;\nSET VAR s = :statement;\nEXECUTE IMMEDIATE s;\n"),
  ).toEqual(["DECLARE OR REPLACE VARIABLE s STRING", "SET VAR s = :statement", "EXECUTE IMMEDIATE s"]);
});

test.each([
  ["a string", "SELECT 'a;b'", ["SELECT 'a;b'"]],
  ["a string with a doubled quote", "SELECT 'it''s; fine'; SELECT 2", ["SELECT 'it''s; fine'", "SELECT 2"]],
  [
    "a string with an escaped quote",
    "SELECT 'it\\'s; fine'; SELECT 2",
    ["SELECT 'it\\'s; fine'", "SELECT 2"],
  ],
  ["a double-quoted string", 'SELECT "a;b"', ['SELECT "a;b"']],
  ["a quoted name", "SELECT 1 AS `a;``b`; SELECT 2", ["SELECT 1 AS `a;``b`", "SELECT 2"]],
  ["a line comment", "SELECT 1 -- one; two\n; SELECT 2", ["SELECT 1 -- one; two", "SELECT 2"]],
  ["a block comment", "SELECT 1 /* one; 'two */; SELECT 2", ["SELECT 1 /* one; 'two */", "SELECT 2"]],
  [
    "a quote inside a comment",
    "-- it's a note\nSELECT 1; SELECT 2",
    ["-- it's a note\nSELECT 1", "SELECT 2"],
  ],
  ["an unfinished string, for Spark to complain about", "SELECT 'a; SELECT 2", ["SELECT 'a; SELECT 2"]],
])("does not split inside %s", (_what, script, statements) => {
  expect(splitStatements(script)).toEqual(statements);
});

test("leaves out what is empty or only comment", () => {
  expect(splitStatements(";; SELECT 1;\n-- the end; really\n;/* nothing */")).toEqual(["SELECT 1"]);
  expect(splitStatements("  -- nothing\n")).toEqual([]);
});

test("keeps a compound statement whole, and splits what only starts like one", () => {
  expect(splitStatements("-- twice\nBEGIN SELECT 1; SELECT 2; END;")).toEqual([
    "-- twice\nBEGIN SELECT 1; SELECT 2; END",
  ]);
  expect(splitStatements("BEGIN TRANSACTION; SELECT 1")).toEqual(["BEGIN TRANSACTION", "SELECT 1"]);
});
