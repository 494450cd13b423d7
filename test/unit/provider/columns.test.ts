import { describe, expect, test } from "vitest";
import type { ColumnDeclaration, LayoutDeclaration } from "../../../src/model/layout.ts";
import { writeSql } from "../../../src/plan/sql.ts";
import { planColumns } from "../../../src/provider/table-layout/column-plan.ts";
import { sameExpression, sameType } from "../../../src/provider/table-layout/column-types.ts";
import { columnsAfter, diffColumns, reportColumns } from "../../../src/provider/table-layout/columns.ts";
import type { LiveLayout } from "../../../src/provider/table-layout/live.ts";
import { readColumns } from "../../../src/provider/table-layout/read-columns.ts";
import { UNKNOWN, type Value } from "../../../src/pulumi-rpc/value.ts";
import { type LiveColumn, liveColumns, livePrimaryKey } from "../../../src/databricks/columns.ts";

const table = "dev.gold.t";
type Details = Omit<ColumnDeclaration, "position">;

const placed = (columns: Readonly<Record<string, Details>>) =>
  Object.fromEntries(
    Object.entries(columns).map(([name, details], position) => [name, { position, ...details }]),
  );

const live = (name: string, type: string, more: Partial<LiveColumn> = {}): LiveColumn => ({
  name,
  type,
  nullable: true,
  source: {},
  ...more,
});

function plan(
  columns: Readonly<Record<string, Details>> | undefined,
  there: readonly LiveColumn[],
  {
    ours = [],
    ...more
  }: Partial<LayoutDeclaration> & { ours?: readonly string[]; live?: Partial<LiveLayout> } = {},
) {
  const { live: liveMore, ...declared } = more;
  const result = planColumns({
    declared: {
      table,
      properties: {},
      ...(columns === undefined ? {} : { columns: placed(columns) }),
      ...declared,
    },
    live: {
      table,
      properties: {},
      clustering: { kind: "none" },
      partitionedBy: [],
      columns: there,
      ...liveMore,
    },
    ourColumns: ours,
  });
  return {
    statements: [...result.added, ...result.altered].map(writeSql),
    properties: { ...result.enabled, ...result.properties },
    refused: result.refused.map(({ what, ways }) => ({
      what,
      statements: ways.flatMap(({ script }) => script),
    })),
    notes: result.notes,
  };
}

const nothing = { statements: [], properties: {}, refused: [], notes: [] };

describe("planning columns", () => {
  test("nothing where both say the same in other words", () => {
    const columns = {
      Id: { type: "LONG", nullable: false },
      price: { type: "dec( 10 , 2 )", default: "COALESCE( 1, 2 )" },
      tags: { type: "ARRAY< Integer >" },
    };
    const there = [
      live("id", "bigint", { nullable: false }),
      live("price", "decimal(10,2)", { source: { default: "coalesce(1, 2)" } }),
      live("tags", "array<int>"),
    ];
    expect(plan(columns, there)).toEqual(nothing);
  });

  test("nothing about where values come from, where the workspace does not say", () => {
    const unsaid = [{ name: "a", type: "int", nullable: true }];
    expect(plan({ a: { type: "INT", default: "1" } }, unsaid)).toEqual(nothing);
  });

  test("the property that is there already is not set again", () => {
    const there = [live("a", "int")];
    const properties = { "delta.enableTypeWidening": "true" };
    expect(plan({ a: { type: "BIGINT" } }, there, { live: { properties } })).toEqual({
      ...nothing,
      statements: ["ALTER TABLE `dev`.`gold`.`t` ALTER COLUMN `a` TYPE BIGINT"],
    });
  });

  test("a widening that the declared properties forbid is refused", () => {
    const properties = { "delta.enabletypewidening": "FALSE" };
    const { refused } = plan({ a: { type: "BIGINT" } }, [live("a", "int")], { properties });
    expect(refused).toEqual([
      {
        what: 'column "a" is INT and declared BIGINT, and the property delta.enableTypeWidening is declared "false"',
        statements: [],
      },
    ]);
  });

  test.each([
    ["a comment of the whole column", "STRUCT<v: VARCHAR(3)>", { comment: "x" }, {}],
    ["a default", "ARRAY<STRUCT<v: CHAR(3)>>", { default: "array()" }, {}],
    ["NOT NULL taken off", "STRUCT<v: VARCHAR(3)>", {}, { nullable: false }],
    [
      "a default, where the note is older than the type",
      "STRUCT<a: INT>",
      { default: "NULL" },
      { notesFields: true },
    ],
  ] as const)("%s is left to people where fields hold lengths of texts", (...[, type, declared, there]) => {
    const { refused, ...rest } = plan({ s: { type, ...declared } }, [live("s", type, there)]);
    expect(rest).toEqual({ statements: [], properties: {}, notes: [] });
    expect(refused.map(({ what }) => what)).toEqual([
      'column "s" holds lengths of texts in fields, and is to have another default, comment or NOT NULL; ' +
        "Delta makes such fields anew with that, without their comments, NOT NULL or values",
    ]);
  });

  test.each([
    ["STRUCT<v: VARCHAR(3)>", "STRUCT<v: VARCHAR(3), n: INT>", []],
    [
      "STRUCT<v: VARCHAR(3)>",
      "STRUCT<v: VARCHAR(3), w: ARRAY<VARCHAR(9)>>",
      ["whose lengths Delta would forget"],
    ],
    ["STRUCT<v: VARCHAR(3), n: INT>", "STRUCT<v: VARCHAR(3)>", ["dropping it would lose its values"]],
    ["STRUCT<v: VARCHAR(3), n: INT>", "STRUCT<v: STRING, n: INT>", ["go on checking what was there before"]],
    ["STRUCT<c: CHAR(3)>", "STRUCT<c: CHAR(3), n: INT>", ["read such a column by what it was before"]],
    [
      "STRUCT<c: CHAR(3), n: BIGINT>",
      "STRUCT<c: CHAR(3), n: INT>",
      ["read such a column by what it was before"],
    ],
    ["STRUCT<c: CHAR(3), n: INT>", "STRUCT<c: CHAR(3), n: BIGINT>", []],
    ["STRUCT<c: CHAR(3)>", "STRUCT<c: CHAR(3) COMMENT 'x'>", []],
    ["STRUCT<a: INT>", "STRUCT<a: INT, c: CHAR(3), v: VARCHAR(3)>", []],
  ])("fields that hold lengths of texts: %s to %s", (from, to, why) => {
    const { refused } = plan({ s: { type: to } }, [live("s", from)]);
    expect(refused).toHaveLength(why.length);
    for (const [at, each] of why.entries()) expect(refused[at]?.what).toContain(each);
  });

  test("a new column says the comments of its fields again behind its default", () => {
    const type = "STRUCT<v: VARCHAR(3) COMMENT 'x', a: ARRAY<STRUCT<b: INT COMMENT 'y'>>>";
    expect(
      plan({ id: { type: "INT" }, s: { type, default: "NULL" } }, [live("id", "int")]).statements,
    ).toEqual([
      `ALTER TABLE \`dev\`.\`gold\`.\`t\` ADD COLUMNS (\`s\` ${type})`,
      "ALTER TABLE `dev`.`gold`.`t` ALTER COLUMN `s` SET DEFAULT NULL",
      "ALTER TABLE `dev`.`gold`.`t` ALTER COLUMN `s`.`v` COMMENT 'x'",
      "ALTER TABLE `dev`.`gold`.`t` ALTER COLUMN `s`.`a`.`element`.`b` COMMENT 'y'",
    ]);
  });

  test("an identity is as nullable as the table has it, unless it is said", () => {
    const numbered = { source: { identity: { generated: "always", start: 1, step: 1 } } } as const;
    const columns = { id: { type: "BIGINT", identity: { generated: "always" } } } as const;
    expect(plan(columns, [live("id", "bigint", { ...numbered, nullable: false })])).toEqual(nothing);
    expect(plan(columns, [live("id", "bigint", numbered)])).toEqual(nothing);
  });

  test("other numbering and another expression need the table anew, without the columns it computes", () => {
    const columns = {
      id: { type: "BIGINT", identity: { generated: "byDefault", step: 2 } },
      at: { type: "TIMESTAMP" },
      day: { type: "DATE", generatedAs: "CAST(at AS DATE)" },
    } as const;
    const there = [
      live("id", "bigint", { source: { identity: { generated: "always", start: 1, step: 1 } } }),
      live("at", "timestamp"),
      live("day", "date", { source: { generatedAs: "to_date(at)" } }),
    ];
    const { refused, statements } = plan(columns, there);
    expect(statements).toEqual([]);
    expect(refused.map(({ what }) => what)).toEqual([
      'column "id" is to get its values otherwise, which only CREATE TABLE can say',
      'column "day" is to get its values otherwise, which only CREATE TABLE can say',
    ]);
    expect(refused[0]?.statements.slice(2)).toEqual([
      "  INSERT INTO `dev`.`gold`.`t_new` (`id`, `at`) SELECT `id`, `at` FROM `dev`.`gold`.`t`;",
      "  ALTER TABLE `dev`.`gold`.`t_new` ALTER COLUMN `id` SYNC IDENTITY;",
      "  SELECT assert_true((SELECT count(*) FROM `dev`.`gold`.`t`) = (SELECT count(*) FROM `dev`.`gold`.`t_new`), 'dev.gold.t got rows while it was copied: drop dev.gold.t_new and begin anew');",
      "  ALTER TABLE `dev`.`gold`.`t` RENAME TO `dev`.`gold`.`t_before`;",
      "  ALTER TABLE `dev`.`gold`.`t_new` RENAME TO `dev`.`gold`.`t`;",
      "END;",
    ]);
  });

  test("a column that was ours is refused, somebody else's is left alone and told", () => {
    const there = [live("a", "int"), live("Mine", "int"), live("theirs", "int")];
    const { refused, notes } = plan({ a: { type: "INT" } }, there, {
      ours: ["a", "mine", "longGone"],
      live: { properties: { "delta.columnMapping.mode": "name" } },
    });
    expect(refused).toEqual([
      {
        what: 'column "Mine" is no longer declared, and dropping it would lose its values',
        statements: ["ALTER TABLE `dev`.`gold`.`t` DROP COLUMN `Mine`"],
      },
    ]);
    expect(notes).toEqual(['dev.gold.t has the column "theirs", which nobody declared; it is left alone.']);
  });

  test("the last column, and the last field of a struct, can only get another name", () => {
    const alone = plan({ b: { type: "INT" } }, [live("a", "int")], { ours: ["a"] });
    expect(alone.refused).toEqual([
      {
        what: 'column "a" is no longer declared, and dropping it would lose its values',
        statements: [
          "BEGIN",
          "  ALTER TABLE `dev`.`gold`.`t` SET TBLPROPERTIES ('delta.columnMapping.mode' = 'name');",
          "  ALTER TABLE `dev`.`gold`.`t` RENAME COLUMN `a` TO `b`;",
          "END;",
        ],
      },
    ]);
    const field = plan({ s: { type: "STRUCT<b: STRING>" } }, [live("s", "struct<a:int>"), live("c", "int")]);
    expect(field.refused.map(({ statements }) => statements)).toEqual([[]]);
  });

  test("an append-only table takes updates while a script needs one", () => {
    const properties = { "delta.appendOnly": "true", "delta.columnMapping.mode": "name" };
    const { refused } = plan({ a: { type: "INT" } }, [live("a", "string")], { live: { properties } });
    const script = refused.flatMap(({ statements }) => statements);
    expect(script.slice(3, 6).map((line) => line.replace(/ SET `a_new` = .*/, " SET …"))).toEqual([
      "  ALTER TABLE `dev`.`gold`.`t` SET TBLPROPERTIES ('delta.appendOnly' = 'false');",
      "  UPDATE `dev`.`gold`.`t` SET …",
      "  ALTER TABLE `dev`.`gold`.`t` SET TBLPROPERTIES ('delta.appendOnly' = 'true');",
    ]);
  });

  test("columns that are handed over as a whole are told and refused by nobody", () => {
    expect(plan(undefined, [live("a", "int")], { ours: ["a"] })).toEqual({
      ...nothing,
      notes: ["dev.gold.t keeps its columns and rows; the columns are no longer managed."],
    });
    expect(plan(undefined, [live("a", "int")])).toEqual(nothing);
  });

  test("a key is compared where it is known, whatever the case", () => {
    const columns = { a: { type: "INT", nullable: false } };
    const there = [live("a", "int", { nullable: false })];
    expect(plan(columns, there, { primaryKey: ["A"], live: { primaryKey: ["a"] } })).toEqual(nothing);
    expect(plan(columns, there, { primaryKey: ["a"] })).toEqual(nothing);
    expect(plan(columns, there, { primaryKey: ["a"], live: { primaryKey: ["b"] } }).refused).toEqual([
      {
        what: "the primary key is (b) and declared (a); foreign keys and queries may rely on it",
        statements: [
          "BEGIN",
          "  ALTER TABLE `dev`.`gold`.`t` DROP PRIMARY KEY IF EXISTS;",
          "  ALTER TABLE `dev`.`gold`.`t` ADD PRIMARY KEY (`a`);",
          "END;",
        ],
      },
    ]);
  });
});

test("after its statements a table has nothing left to do", () => {
  const columns = placed({
    a: { type: "BIGINT", comment: "x" },
    b: { type: "INT" },
    c: { type: "STRING", default: "'z'" },
  });
  const before = [live("A", "int", { nullable: false }), live("b", "int", { source: { default: "1" } })];
  const declared = { table, properties: {}, columns };
  const at = (there: readonly LiveColumn[]): LiveLayout => ({
    table,
    properties: {},
    clustering: { kind: "none" },
    partitionedBy: [],
    columns: there,
  });
  const { added, altered } = planColumns({ declared, live: at(before) });
  expect([...added, ...altered]).toHaveLength(6);
  let there: readonly LiveColumn[] = before;
  for (const statement of [...added, ...altered]) {
    if ("column" in statement || statement.kind === "addColumns") there = columnsAfter(there, statement);
  }
  const { added: more, altered: further } = planColumns({ declared, live: at(there) });
  expect([...more, ...further]).toEqual([]);
});

describe("differences", () => {
  const recorded = placed({ a: { type: "INT" }, b: { type: "STRING", default: "'x'" } });

  test("are named by column and field, and its place is none", () => {
    const declared = {
      c: { position: 0, type: "INT" },
      B: { position: 7, type: "STRING", comment: "new" },
    };
    expect(diffColumns(recorded, declared)).toEqual({
      'columns["c"]': "add",
      'columns["B"].default': "delete",
      'columns["B"].comment': "add",
      'columns["a"]': "delete",
    });
  });

  test("of all columns are one", () => {
    expect(diffColumns(undefined, recorded)).toEqual({ columns: "add" });
    expect(diffColumns(recorded, undefined)).toEqual({ columns: "delete" });
    expect(diffColumns(recorded, UNKNOWN)).toEqual({ columns: "update" });
    expect(diffColumns(undefined, undefined)).toEqual({});
  });
});

test("a report keeps the declared words for what is the same, and tells what is left of ours", () => {
  const declared = placed({ a: { type: "LONG", comment: "x" }, b: { type: "INT" }, gone: { type: "INT" } });
  const there = [
    live("mine", "string", { nullable: false }),
    live("a", "bigint", { nullable: false }),
    live("B", "int", { source: { default: "1" } }),
    live("theirs", "int"),
  ];
  expect(reportColumns(declared, { live: there, ours: ["a", "mine"] })).toEqual({
    a: { position: 0, type: "LONG", nullable: false, comment: "" },
    b: { position: 1, type: "INT", default: "1" },
    mine: { position: 0, type: "string", nullable: false },
  });
});

describe("reading the workspace", () => {
  const field = (metadata: unknown) => JSON.stringify({ name: "a", nullable: true, metadata });

  test("a column's values come from its field's metadata", () => {
    const columns = [
      {
        name: "a",
        type_text: "bigint",
        nullable: false,
        type_json: field({ "delta.identity.start": 3, "delta.identity.step": 2 }),
      },
      {
        name: "b",
        type_text: "int",
        nullable: true,
        comment: "x",
        type_json: field({ CURRENT_DEFAULT: "1" }),
      },
      { name: "c", type_text: "int", type_json: field({ "delta.generationExpression": "b + 1" }) },
      { name: "d", type_text: "bigint", type_json: '"long"' },
      { type_text: "bigint" },
    ];
    expect(liveColumns({ columns })).toEqual([
      {
        name: "a",
        type: "BIGINT",
        nullable: false,
        source: { identity: { generated: "always", start: 3, step: 2 } },
      },
      { name: "b", type: "INT", nullable: true, comment: "x", source: { default: "1" } },
      { name: "c", type: "INT", nullable: true, source: { generatedAs: "b + 1" } },
      { name: "d", type: "BIGINT", nullable: true },
    ]);
  });

  test("the key is the primary one among the constraints", () => {
    const table_constraints = [
      { foreign_key_constraint: { child_columns: ["x"] } },
      { primary_key_constraint: { name: "k", child_columns: ["a", "b"] } },
    ];
    expect(livePrimaryKey({ table_constraints })).toEqual(["a", "b"]);
    expect(livePrimaryKey({})).toEqual([]);
  });
});

describe("reading a declaration", () => {
  const faults = (columns: Value, primaryKey?: Value) => {
    const told: string[] = [];
    readColumns({ columns, primaryKey, columnMapping: undefined }, (property, reason) =>
      told.push(`${property}: ${reason}`),
    );
    return told;
  };

  test("takes everything a column can have, and what is not known yet as a whole", () => {
    const columns = {
      id: {
        position: 0,
        type: "BIGINT",
        nullable: false,
        identity: { generated: "byDefault", start: 2, step: -1 },
      },
      b: { position: 1, type: "INT", nullable: true, default: "1", comment: "c", generatedAs: null },
    };
    expect(
      readColumns({ columns, primaryKey: ["id"], columnMapping: undefined }, expect.unreachable),
    ).toEqual({
      columns: { ...columns, b: { position: 1, type: "INT", nullable: true, default: "1", comment: "c" } },
      primaryKey: ["id"],
    });
    const open: Value = { a: { position: 0, type: UNKNOWN } };
    expect(
      readColumns({ columns: open, primaryKey: undefined, columnMapping: undefined }, expect.unreachable),
    ).toEqual({
      columns: UNKNOWN,
    });
  });

  test("tells every fault at once, at its place", () => {
    expect(
      faults(
        {
          a: { type: 7, nulable: true },
          b: {
            position: 0,
            type: "INT; DROP",
            nullable: "no",
            comment: 1,
            identity: { generated: "sometimes" },
          },
          c: "INT",
        },
        ["nobody"],
      ),
    ).toEqual([
      'columns["a"].nulable: unknown field "nulable"; a column has position, type, nullable, default, generatedAs, identity, comment',
      'columns["a"].position: nothing is no number',
      'columns["a"].type: 7 is no type; write one such as "BIGINT"',
      'columns["b"].nullable: "no" is no boolean',
      'columns["b"].comment: 1 is no text',
      'columns["b"].identity: {"generated":"sometimes"} is no identity; write { generated: "always" } or { generated: "byDefault" }, with start and step where they are not 1',
      'columns["c"]: "INT" is no column; write { position, type }',
      'columns["b"]: column "b" has the type "INT; DROP": ";" does not belong to a type; write a type as SQL spells it, such as BIGINT or ARRAY<STRING>',
      'primaryKey: the primary key has "nobody", which is no column; write one of b',
    ]);
    expect(faults(null, ["a"])).toEqual([
      "primaryKey: a primary key without columns; declare the columns of a table that this stack creates",
    ]);
    expect(faults([])).toEqual(["columns: [] is no map of columns; write { name: { position, type } }"]);
    expect(faults({})).toEqual(["primaryKey: has no column; write at least one column"]);
  });

  test.each([
    ["INT, another STRING", '"," does not belong to a type'],
    ["INT) USING PARQUET PARTITIONED BY (a", '")" does not belong to a type'],
    ["INT NOT NULL", '"NOT" does not belong to a type'],
    ["ARRAY<INT", '">" is missing'],
    ["STRUCT<a: INT>, b STRING", '"," does not belong to a type'],
  ])("refuses %s as a type, which would declare more than one", (type, why) => {
    expect(faults({ a: { position: 0, type } })).toEqual([
      `columns["a"]: column "a" has the type ${JSON.stringify(type)}: ${why}; write a type as SQL spells it, such as BIGINT or ARRAY<STRING>`,
    ]);
  });

  test.each([
    "decimal( 10, 2 )",
    "ARRAY<STRUCT<a: INT, b: MAP<STRING, DECIMAL(5,1)>>>",
    "STRING COLLATE UTF8_LCASE",
  ])("takes %s as a type", (type) => {
    expect(faults({ a: { position: 0, type } })).toEqual([]);
  });
});

test("types are one in all their spellings, and what is not known as it is written", () => {
  expect(sameType("struct<a:int,long:decimal(5,0)>", " Struct< Long numeric( 5 ), `a` : Integer > ")).toBe(
    true,
  );
  expect(sameType("decimal(10,0)", "DEC")).toBe(true);
  expect(sameType("timestamp", "TIMESTAMP_LTZ")).toBe(true);
  expect(sameType("struct<x: int>", "STRUCT<x: INT NOT NULL>")).toBe(false);
  expect(sameType("struct<x: int>", "STRUCT<x: INT COMMENT 'new'>")).toBe(false);
  expect(sameType("struct<x: int COMMENT 'theirs'>", "STRUCT<x: INT>")).toBe(true);
  expect(sameType("HyperLogLog ", "hyperloglog")).toBe(true);
});

test("expressions are one but for blanks and case outside quotes", () => {
  expect(sameExpression("CAST( ts  AS DATE )", "cast(ts as date)")).toBe(true);
  expect(sameExpression("'A b'", "'a b'")).toBe(false);
  expect(sameExpression("'A  b'", "'A b'")).toBe(false);
  expect(sameExpression(undefined, "1")).toBe(false);
});
