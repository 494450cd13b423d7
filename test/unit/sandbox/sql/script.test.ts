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

test.each([
  "BEGIN SELECT 1; SELECT 2; END",
  "begin not atomic DECLARE x INT DEFAULT 1; IF x = 1 THEN SELECT 1; ELSE SELECT 2; END IF; SELECT x; END",
  "BEGIN BEGIN SELECT 1; END; BEGIN END; SELECT 2; END",
  "outer_one: BEGIN inner_one: BEGIN SELECT 1; END inner_one; SELECT 2; END outer_one",
  "BEGIN SELECT CASE WHEN true THEN 1 END AS a, CASE 1 WHEN 1 THEN 2 ELSE 3 END; SELECT 2; END",
  "BEGIN CASE WHEN true THEN SELECT 1; ELSE SELECT 2; END CASE; SELECT CASE WHEN true THEN 1 END; END",
  "BEGIN DECLARE i INT DEFAULT 0; l: LOOP SET i = i + 1; IF i > 3 THEN LEAVE l; END IF; END LOOP l; SELECT i; END",
  "BEGIN WHILE i < 3 DO BEGIN SET i = i + 1; END; END WHILE; REPEAT SET i = 0; UNTIL i = 0 END REPEAT; SELECT i; END",
  "BEGIN FOR r AS SELECT 1 AS a DO SELECT r.a; END FOR; SELECT 1; END",
  "BEGIN SELECT w.end, w.begin, w.case FROM w; SELECT 1 AS end, if(true, 1, 2); END",
  "BEGIN SELECT 'END;', \"; END\" /* END; */ AS `end`; -- END;\nSELECT 1; END",
  "BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN SELECT 'failed'; END; SELECT 1 / 0; END",
  "CREATE OR REPLACE PROCEDURE p() LANGUAGE SQL AS BEGIN SELECT 1; SELECT 2; END",
])("keeps %s whole wherever it stands in a script", (compound) => {
  expect(splitStatements(`SELECT 0;\n${compound};\nSELECT 9;\n${compound}`)).toEqual([
    "SELECT 0",
    compound,
    "SELECT 9",
    compound,
  ]);
});

test.each([
  ["SELECT CASE WHEN true THEN 1 END; SELECT 2", ["SELECT CASE WHEN true THEN 1 END", "SELECT 2"]],
  ["SELECT 1 AS begin; SELECT 2", ["SELECT 1 AS begin", "SELECT 2"]],
  ["BEGIN WORK; SELECT 1; COMMIT", ["BEGIN WORK", "SELECT 1", "COMMIT"]],
  ["SELECT r'a\\'; SELECT 2", ["SELECT r'a\\'", "SELECT 2"]],
  ["BEGIN SELECT 1; SELECT 2", ["BEGIN SELECT 1; SELECT 2"]],
])("splits %s", (script, statements) => {
  expect(splitStatements(script)).toEqual(statements);
});
