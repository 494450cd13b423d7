import { beforeAll, expect, test } from "vitest";
import type { ColumnDeclaration } from "../../src/model/layout.ts";
import type { Values } from "../../src/pulumi-rpc/value.ts";
import { scriptsIn } from "../scenarios/support/printed-scripts.ts";
import { DeclaredTable } from "./support/declared-table.ts";
import { sharedWorkspace } from "./support/shared-workspace.ts";

const workspace = sharedWorkspace("manual-migrations");

beforeAll(async () => {
  await workspace.rows("CREATE SCHEMA dev.gold");
});

type Columns = Readonly<Record<string, string | Omit<ColumnDeclaration, "position">>>;

interface Declared {
  readonly columns: Columns;
  readonly more?: Values;
}

interface Migration {
  readonly before: Declared;
  /** Statements on the table T between the two deployments. */
  readonly rows: readonly string[];
  readonly after: Declared;
  /** Which of the printed scripts is pasted. @default the first */
  readonly way?: number;
  /** What the script ends with. @default nothing: it runs whole */
  readonly fails?: string;
  /** All rows once all is done, or once it failed. */
  readonly left: readonly (readonly (string | null)[])[];
}

const numbered = { type: "BIGINT", nullable: false, identity: { generated: "byDefault" } } as const;
const mapped = { properties: { "delta.columnMapping.mode": "name" } };
const keyedBy = (...columns: readonly string[]): Values => ({ clustering: { kind: "columns", columns } });

const MIGRATIONS: Readonly<Record<string, Migration>> = {
  "a column that is a clustering key goes after the keys have changed": {
    before: { columns: { id: "BIGINT", old: "STRING" }, more: keyedBy("old") },
    rows: ["INSERT INTO T VALUES (1, 'x')"],
    after: { columns: { id: "BIGINT" }, more: keyedBy("id") },
    left: [["1"]],
  },
  "a struct with a clustering key goes after the keys have changed": {
    before: { columns: { id: "BIGINT", s: "STRUCT<k: INT, l: STRING>" }, more: keyedBy("s.k") },
    rows: ["INSERT INTO T VALUES (1, named_struct('k', 3, 'l', 'x')), (2, NULL)"],
    after: { columns: { id: "BIGINT" }, more: keyedBy("id") },
    left: [["1"], ["2"]],
  },
  "a clustering key gets a narrower type, and stays a key": {
    before: { columns: { id: "BIGINT", v: "STRING" }, more: keyedBy("v", "id") },
    rows: ["INSERT INTO T VALUES (1, '12'), (2, NULL)"],
    after: { columns: { id: "BIGINT", v: "INT" }, more: keyedBy("v", "id") },
    left: [
      ["1", "12"],
      ["2", null],
    ],
  },
  "a field gets a narrower type, and a struct that is NULL stays NULL": {
    before: { columns: { id: "BIGINT", s: "STRUCT<k: INT, l: STRING>" } },
    rows: ["INSERT INTO T VALUES (1, named_struct('k', 3, 'l', '44')), (2, NULL)"],
    after: { columns: { id: "BIGINT", s: "STRUCT<k: INT, l: SMALLINT>" } },
    left: [
      ["1", '{"k":3,"l":44}'],
      ["2", "{}"],
    ],
  },
  "a value that would be another one ends the script before anything is changed": {
    before: { columns: { d: "DECIMAL(10,2)" } },
    rows: ["INSERT INTO T VALUES (1.5), (1.25)"],
    after: { columns: { d: "DECIMAL(10,1)" } },
    fails: "a value would be another one as DECIMAL(10,1)",
    left: [["1.25"], ["1.50"]],
  },
  "a text that is a day with a time is no day": {
    before: { columns: { d: "STRING" } },
    rows: ["INSERT INTO T VALUES ('2025-01-02 03:04:05')"],
    after: { columns: { d: "DATE" } },
    fails: "a value would be another one as DATE",
    left: [["2025-01-02 03:04:05"]],
  },
  "a column that a CHECK constraint names is widened, and the constraint stays": {
    before: { columns: { id: "INT" } },
    rows: ["INSERT INTO T VALUES (1)", "ALTER TABLE T ADD CONSTRAINT positive CHECK (id > 0)"],
    after: { columns: { id: "BIGINT" } },
    left: [["1"]],
  },
  "an append-only table gets another type, and stays one": {
    before: { columns: { a: "STRING" }, more: { properties: { "delta.appendOnly": "true" } } },
    rows: ["INSERT INTO T VALUES ('1')"],
    after: { columns: { a: "INT" }, more: { properties: { "delta.appendOnly": "true" } } },
    left: [["1"]],
  },
  "another name keeps the values": {
    before: { columns: { a: "INT", b: "INT" } },
    rows: ["INSERT INTO T VALUES (1, 2)"],
    after: { columns: { a: "INT", c: "INT" } },
    left: [["1", "2"]],
  },
  "the second way drops the column": {
    before: { columns: { a: "INT", b: "INT" } },
    rows: ["INSERT INTO T VALUES (1, 2)"],
    after: { columns: { a: "INT", c: "INT" } },
    way: 1,
    left: [["1", null]],
  },
  "a partition column gets another type with the table written anew": {
    before: { columns: { a: "INT", p: "INT" }, more: { partitionedBy: ["p"] } },
    rows: ["INSERT INTO T VALUES (1, 2)"],
    after: { columns: { a: "INT", p: "SMALLINT" }, more: { partitionedBy: ["p"] } },
    left: [["1", "2"]],
  },
  "a table written anew keeps numbers, the columns of others and constraints, and goes on counting": {
    before: { columns: { n: numbered, v: "STRING" } },
    rows: [
      "INSERT INTO T (v) VALUES ('a')",
      "INSERT INTO T (v) VALUES ('b')",
      "DELETE FROM T WHERE v = 'a'",
      "ALTER TABLE T ADD COLUMNS (theirs INT)",
      "UPDATE T SET theirs = 7",
      "ALTER TABLE T ADD CONSTRAINT short CHECK (length(v) < 3)",
    ],
    after: { columns: { n: numbered, v: "STRING", g: { type: "STRING", generatedAs: "upper(v)" } } },
    left: [["2", "b", "B", "7"]],
  },
  "a column with lengths of texts in fields gets a comment with the table written anew, since ALTER COLUMN loses the values":
    {
      before: { columns: { s: "STRUCT<v: VARCHAR(3) COMMENT 'x', n: INT NOT NULL>" }, more: mapped },
      rows: ["INSERT INTO T SELECT named_struct('v', 'abc', 'n', 1)"],
      after: {
        columns: { s: { type: "STRUCT<v: VARCHAR(3) COMMENT 'x', n: INT NOT NULL>", comment: "y" } },
        more: mapped,
      },
      left: [['{"v":"abc","n":1}']],
    },
  "a struct with a CHAR gets a field with the table written anew, since Delta would not read the field": {
    before: { columns: { a: "ARRAY<STRUCT<c: CHAR(3)>>" } },
    rows: ["INSERT INTO T SELECT array(named_struct('c', 'abc'))"],
    after: { columns: { a: "ARRAY<STRUCT<c: CHAR(3), n: INT>>" } },
    left: [['[{"c":"abc"}]']],
  },
  "a struct with a VARCHAR gets another with the table written anew, and both keep their lengths": {
    before: { columns: { s: "STRUCT<v: VARCHAR(3)>" } },
    rows: ["INSERT INTO T SELECT named_struct('v', 'abc')"],
    after: { columns: { s: "STRUCT<w: VARCHAR(4), v: VARCHAR(3)>" } },
    left: [['{"v":"abc"}']],
  },
  "a table written anew has its nested values field by field": {
    before: {
      columns: { p: "INT", a: "ARRAY<STRUCT<x: INT>>", m: "MAP<INT, STRUCT<x: INT, y: INT>>" },
      more: { partitionedBy: ["p"] },
    },
    rows: [
      "INSERT INTO T SELECT 1, array(named_struct('x', 1), CAST(NULL AS STRUCT<x: INT>)), map(5, named_struct('x', 2, 'y', 3))",
      "INSERT INTO T VALUES (2, NULL, NULL)",
    ],
    after: {
      columns: {
        p: "SMALLINT",
        a: "ARRAY<STRUCT<z: ARRAY<STRUCT<w: INT>>, x: BIGINT>>",
        m: "MAP<STRING, STRUCT<y: INT, x: INT>>",
      },
      more: { partitionedBy: ["p"] },
    },
    left: [
      ["1", '[{"x":1},null]', '{"5":{"y":3,"x":2}}'],
      ["2", null, null],
    ],
  },
  "a table whose clustering key was dropped is written anew": {
    before: { columns: { id: "INT", "a b": "INT" }, more: { ...mapped, ...keyedBy("id", "a b") } },
    rows: ["INSERT INTO T VALUES (1, 2)", "ALTER TABLE T DROP COLUMN `a b`"],
    after: { columns: { id: "INT", c: "INT" }, more: { ...mapped, ...keyedBy("id") } },
    left: [["1", null]],
  },
};

async function refusalOf(run: Promise<unknown>): Promise<string> {
  try {
    await run;
  } catch (error) {
    return String(error);
  }
  return expect.unreachable("nothing was refused");
}

test.each(Object.entries(MIGRATIONS))("%s", async (title, { before, rows, after, way = 0, fails, left }) => {
  const name = `t${Object.keys(MIGRATIONS).indexOf(title)}`;
  const table = `dev.gold.${name}`;
  const declared = ({ columns, more = {} }: Declared): Values => ({
    table,
    properties: {},
    ...more,
    columns: Object.fromEntries(
      Object.entries(columns).map(([column, details], position) => [
        column,
        { position, ...(typeof details === "string" ? { type: details } : details) },
      ]),
    ) as unknown as Values,
  });
  const layout = new DeclaredTable(workspace, name);
  await layout.up(declared(before));
  for (const statement of rows) await workspace.rows(statement.replace(/\bT\b/, table));

  const refused = await refusalOf(layout.up(declared(after)));
  expect(refused).toContain("Nothing was sent");
  expect(await refusalOf(layout.preview(declared(after)))).toBe(refused);
  const script = scriptsIn(refused)[way] ?? expect.unreachable(refused);
  const { status } = await workspace.sql(script);

  const all = async () => [...(await workspace.rows(`SELECT * FROM ${table}`))].sort();
  if (fails !== undefined) {
    expect(status.error?.message).toContain(fails);
    expect(await all()).toEqual(left);
    return;
  }
  expect(status.error?.message).toBeUndefined();
  await layout.refresh();
  await layout.up(declared(after));
  expect(await layout.again(declared(after))).toEqual({});
  expect(await all()).toEqual(left);
});

test("GENERATED ALWAYS is not written anew, since its numbers would be others", async () => {
  const always = { type: "BIGINT", nullable: false, identity: { generated: "always" }, position: 0 };
  const v = { type: "STRING", position: 1 };
  const g = { type: "STRING", generatedAs: "upper(v)", position: 2 };
  const layout = new DeclaredTable(workspace, "always");
  const declared = { table: "dev.gold.always", properties: {} };
  await layout.up({ ...declared, columns: { n: always, v } });
  const refused = await refusalOf(layout.up({ ...declared, columns: { n: always, v, g } }));
  expect(refused).toContain('declare identity.generated "byDefault", and the numbers are kept');
  expect(scriptsIn(refused)).toEqual([]);
});
