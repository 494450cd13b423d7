import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sameMeaning } from "../../../src/catalog/property-values.ts";
import type { Clustering, LayoutDeclaration } from "../../../src/model/layout.ts";
import { writeSql } from "../../../src/plan/sql.ts";
import { folded, whyNotUnset } from "../../../src/provider/table-layout/keys.ts";
import { clusteringOf, type LiveLayout, sameClustering } from "../../../src/provider/table-layout/live.ts";
import { MARK } from "../../../src/provider/table-layout/mark.ts";
import {
  after,
  OtherPartitions,
  planCreation,
  planLayoutChange,
  planRelease,
} from "../../../src/provider/table-layout/plan.ts";
import { RefusedLayout } from "../../../src/pulumi-rpc/resource.ts";

const table = "prod.gold.t";
const manager = { stack: "kineo/prod", resource: "gold.t" };
const ownMark = { [MARK]: "kineo/prod/gold.t on prod.gold.t" };
const bare: LiveLayout = { table, properties: {}, clustering: { kind: "none" }, partitionedBy: [] };

/** What is to be planned for a table that bears our mark already, unless `live` says otherwise. */
function asked(
  declared: Partial<LayoutDeclaration>,
  live: Partial<LiveLayout>,
  ours: readonly string[] = [],
) {
  return {
    declared: { table, properties: {}, ...declared },
    live: { ...bare, ...live, properties: { ...ownMark, ...live.properties } },
    ours,
    manager,
  };
}

function sql(...parts: Parameters<typeof asked>) {
  return planLayoutChange(asked(...parts)).statements.map(writeSql);
}

function released(...parts: Parameters<typeof asked>) {
  return planRelease(asked(...parts)).statements.map(writeSql);
}

const columns = (...names: string[]): Clustering => ({ kind: "columns", columns: names });

const SAME_COUNT =
  "SELECT assert_true((SELECT count(*) FROM `prod`.`gold`.`t`) = (SELECT count(*) FROM `prod`.`gold`.`t_new`), " +
  "'prod.gold.t got rows while it was copied: drop prod.gold.t_new and begin anew')";

describe("planning statements", () => {
  test("a table that was clustered is not Z-ordered: the refusal says what writes it anew", () => {
    const was = { properties: { "delta.feature.clustering": "supported" } };
    const ask = (zordered: boolean, live: Partial<LiveLayout>) =>
      planLayoutChange(asked({ clustering: { kind: "none" }, zordered }, live));
    expect(() => ask(true, was)).toThrow(
      /DELTA_CLUSTERING_WITH_ZORDER_BY.*\nNothing was sent\..*\n(?:.*\n)* +CREATE TABLE .*\n(?:.*\n)* +ALTER TABLE .* RENAME TO /,
    );
    expect(ask(false, was).statements).toEqual([]);
    expect(ask(true, {}).statements).toEqual([]);
  });

  test("no column mapping is none, however it is said, and by id only a new table has it", () => {
    const mode = (declared: string | undefined, live: string | undefined, ours: readonly string[] = []) => {
      const properties = (value: string | undefined): Record<string, string> =>
        value === undefined ? {} : { "delta.columnMapping.mode": value };
      const request = asked({ properties: properties(declared) }, { properties: properties(live) });
      const { statements } = planLayoutChange({ ...request, ours });
      return statements.map(writeSql).filter((statement) => statement.includes("columnMapping"));
    };
    expect(mode("none", undefined)).toEqual([]);
    expect(mode(undefined, "none", ["delta.columnMapping.mode"])).toEqual([]);
    expect(mode(undefined, "name", ["delta.columnMapping.mode"])).toHaveLength(1);
    expect(mode("none", "name")).toHaveLength(1);
    expect(mode("id", "id")).toEqual([]);
    expect(() => mode("id", "name")).toThrow("which Delta changes in CREATE TABLE only");
  });

  test("a table whose clustering key is gone takes properties, and no change of columns or keys", () => {
    const there = {
      clustering: columns("a", "s.gone"),
      columns: [
        { name: "A", type: "INT", nullable: true },
        { name: "s", type: "STRUCT<b: INT>", nullable: true },
      ],
    };
    const a = { position: 0, type: "INT" };
    const refused = 'clustered by a column that it has no more ("s.gone")';
    expect(sql({ properties: { owner: "ana" } }, there)).toHaveLength(1);
    expect(sql({ columns: { a }, clustering: there.clustering }, there)).toEqual([]);
    expect(() => sql({ clustering: columns("a") }, there)).toThrow(refused);
    expect(() => sql({ clustering: columns("a") }, there)).toThrow("CREATE OR REPLACE TABLE");
    expect(() => sql({ columns: { a: { ...a, comment: "x" } } }, there)).toThrow(refused);
    expect(() => sql({ columns: { a: { ...a, comment: "x" } } }, there)).toThrow(
      "CREATE TABLE `prod`.`gold`.`t_new`",
    );
    expect(sql({ clustering: columns("a") }, { ...there, clustering: columns("S.B") })).toHaveLength(1);
  });

  test("sets only the properties that differ", () => {
    expect(
      sql(
        { properties: { "delta.appendOnly": "true", "delta.checkpointInterval": "20", owner: "ana" } },
        { properties: { "delta.appendOnly": "TRUE", "delta.checkpointInterval": "10", foreign: "x" } },
      ),
    ).toEqual([
      "ALTER TABLE `prod`.`gold`.`t` SET TBLPROPERTIES ('delta.checkpointInterval' = '20', 'owner' = 'ana')",
    ]);
  });

  test("unsets what was ours, is no longer declared and is still there, before it sets", () => {
    expect(
      sql(
        { properties: { "delta.enableChangeDataFeed": "true" } },
        { properties: { "delta.appendOnly": "true", foreign: "x" } },
        ["delta.appendonly", "delta.checkpointInterval", "delta.enableChangeDataFeed"],
      ),
    ).toEqual([
      "ALTER TABLE `prod`.`gold`.`t` UNSET TBLPROPERTIES IF EXISTS ('delta.appendOnly')",
      "ALTER TABLE `prod`.`gold`.`t` SET TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true')",
    ]);
  });

  test("leaves a table feature on the table and says why", () => {
    const key = "delta.feature.deletionVectors";
    expect(planLayoutChange(asked({}, { properties: { [key]: "supported" } }, [key]))).toEqual({
      statements: [],
      notes: [
        `prod.gold.t keeps "${key}": a table feature is taken away by ALTER TABLE … DROP FEATURE only.`,
      ],
    });
  });

  test("sends the two retention durations together, since Delta compares them within one statement", () => {
    const log = "delta.logRetentionDuration";
    const files = "delta.deletedFileRetentionDuration";
    expect(
      sql(
        {
          properties: { [files]: "interval 60 days", [log]: "interval 60 days", "delta.appendOnly": "true" },
        },
        { properties: { [log]: "interval 60 days", "delta.appendOnly": "true" } },
      ),
    ).toEqual([
      `ALTER TABLE \`prod\`.\`gold\`.\`t\` SET TBLPROPERTIES ('${files}' = 'interval 60 days', '${log}' = 'interval 60 days')`,
    ]);
  });

  const byAB = "ALTER TABLE `prod`.`gold`.`t` CLUSTER BY (`a`, `b`)";
  test.each<{ name: string; declared?: Clustering; live: Clustering; statements: readonly string[] }>([
    { name: "undeclared is left alone", live: { kind: "auto" }, statements: [] },
    {
      name: "columns are compared without regard to case",
      declared: columns("A", "b"),
      live: columns("a", "B"),
      statements: [],
    },
    { name: "their order counts", declared: columns("a", "b"), live: columns("b", "a"), statements: [byAB] },
    {
      name: "auto to none",
      declared: { kind: "none" },
      live: { kind: "auto" },
      statements: ["ALTER TABLE `prod`.`gold`.`t` CLUSTER BY NONE"],
    },
    {
      name: "none to auto",
      declared: { kind: "auto" },
      live: { kind: "none" },
      statements: ["ALTER TABLE `prod`.`gold`.`t` CLUSTER BY AUTO"],
    },
  ])("clustering: $name", ({ declared, live, statements }) => {
    const clustering = declared === undefined ? {} : { clustering: declared };
    expect(sql(clustering, { clustering: live })).toEqual(statements);
  });

  test("refuses other partitions, unless they are acknowledged", () => {
    const live = { partitionedBy: ["day"], properties: { "delta.appendOnly": "false" } };
    const declared = { partitionedBy: ["year"], properties: { "delta.appendOnly": "true" } };
    expect(() => sql(declared, live)).toThrow(RefusedLayout);
    expect(() => sql(declared, live)).toThrow(
      "prod.gold.t is partitioned by (day) and declared partitioned by (year).",
    );
    expect(() => sql({ ...declared, partitionedUntilRebuilt: ["month"] }, live)).toThrow(RefusedLayout);
    const known = planLayoutChange(asked({ ...declared, partitionedUntilRebuilt: ["Day"] }, live));
    expect(known.statements).toHaveLength(1);
    expect(known.notes).toEqual([
      "prod.gold.t is still partitioned by (day), as acknowledged; its pipeline is to rebuild it partitioned by (year).",
    ]);
  });

  test("a table that was ever clustered is partitioned by another in its place", () => {
    const refused = (features: Readonly<Record<string, string>>) => {
      try {
        sql({ partitionedBy: ["day"] }, { properties: features });
      } catch (error) {
        return error instanceof OtherPartitions ? error.statements : error;
      }
      return undefined;
    };
    expect(refused({})).toEqual([
      "CREATE OR REPLACE TABLE `prod`.`gold`.`t` PARTITIONED BY (`day`) AS SELECT * FROM `prod`.`gold`.`t`",
    ]);
    expect(refused({ "delta.feature.clustering": "supported" })).toEqual([
      "BEGIN",
      "  CREATE TABLE `prod`.`gold`.`t_new` PARTITIONED BY (`day`) AS SELECT * FROM `prod`.`gold`.`t`;",
      `  ${SAME_COUNT};`,
      "  ALTER TABLE `prod`.`gold`.`t` RENAME TO `prod`.`gold`.`t_before`;",
      "  ALTER TABLE `prod`.`gold`.`t_new` RENAME TO `prod`.`gold`.`t`;",
      "END;",
    ]);
  });

  test("says once which table features come with a property and stay, and what rewrites every file", () => {
    const notes = (declared: Record<string, string>, live: Record<string, string>, ours: string[] = []) =>
      planLayoutChange(asked({ properties: declared }, { properties: live }, ours)).notes;
    const stays = "which stays when the property goes";
    expect(notes({ "delta.enableRowTracking": "true" }, {})).toEqual([
      `${table}: delta.enableRowTracking adds the table feature domainMetadata (writer version 7), ${stays}; writers without it can no longer write to the table.`,
      `${table}: delta.enableRowTracking adds the table feature rowTracking (writer version 7), ${stays}; writers without it can no longer write to the table.`,
    ]);
    const vectors = { "delta.enableDeletionVectors": "true" };
    expect(notes(vectors, { "delta.minWriterVersion": "2" })).toEqual([
      `${table}: delta.enableDeletionVectors adds the table feature deletionVectors (reader version 3, writer version 7), ${stays}; readers and writers without it can no longer use the table.`,
    ]);
    expect(notes(vectors, { "delta.feature.deletionVectors": "supported" })).toEqual([]);
    // Below version 7 a version stands for all features up to it.
    const mapped = { "delta.columnMapping.mode": "name" };
    expect(notes(mapped, { "delta.minReaderVersion": "2", "delta.minWriterVersion": "5" })).toEqual([]);
    expect(notes({ "delta.enableDeletionVectors": "false", quality: "gold" }, {})).toEqual([]);
    const rewrites = [
      `${table}: taking off delta.columnMapping.mode rewrites every data file, which takes longer the larger the table is.`,
    ];
    expect(notes({}, mapped, ["delta.columnMapping.mode"])).toEqual(rewrites);
    expect(notes({ "delta.columnMapping.mode": "NONE" }, mapped)).toEqual(rewrites);
  });

  test("keys that the table lacks are refused before anything is sent, and new ones are there by then", () => {
    const there = { columns: [{ name: "a", type: "STRUCT<b: INT>", nullable: true }] };
    const why = 'prod.gold.t: clustering names "c", "a.x", which the table does not have';
    expect(() => sql({ clustering: columns("c", "a.B", "a.x") }, there)).toThrow(why);
    const own = { c: { type: "INT", position: 0 } };
    expect(sql({ columns: own, clustering: columns("c") }, there)).toContain(
      "ALTER TABLE `prod`.`gold`.`t` CLUSTER BY (`c`)",
    );
    const declared = { table: "prod.gold.t", properties: {}, columns: own, clustering: columns("a") };
    expect(() => planCreation({ declared, manager: { stack: "p/s", resource: "t" } })).toThrow('"a", which');
  });

  test("column mapping that Delta does not change is refused before anything is sent", () => {
    const mode = "delta.columnMapping.mode";
    const change = (from: string, to: string, name = "a") =>
      sql(
        { properties: { [mode]: to } },
        { properties: from === "" ? {} : { [mode]: from }, columns: [{ name, type: "INT", nullable: true }] },
      );
    expect(() => change("", "id")).toThrow(
      'is "none" and to be "id", which Delta changes in CREATE TABLE only',
    );
    expect(() => change("name", "id")).toThrow('declare "name"');
    expect(() => change("id", "name")).toThrow('declare "id"');
    expect(() => change("name", "none", "a b")).toThrow('does not take the names in "a b"');
    expect(change("", "name", "a b")).toHaveLength(1);
    expect(change("name", "none")).toHaveLength(1);
    expect(change("id", "none")).toHaveLength(1);
    const unset = [{ properties: {} }, { properties: { [mode]: "name" } }, [mode]] as const;
    expect(sql(...unset)).toHaveLength(1);
  });

  test("keys without an order, and clustering beside partitions, are refused before anything is sent", () => {
    const there = { columns: [{ name: "a", type: "STRUCT<b: BOOLEAN, c: INT>", nullable: true }] };
    expect(() => sql({ clustering: columns("a.c", "a.b") }, there)).toThrow(
      'clustering names "a.b", whose type has no smallest and largest value',
    );
    const parted = { ...there, partitionedBy: ["day"] };
    expect(() => sql({ clustering: { kind: "auto" } }, parted)).toThrow(
      'is partitioned by "day" and declares clustering',
    );
    expect(sql({ clustering: { kind: "none" } }, parted)).toEqual([]);
  });

  test("keys without statistics are refused before anything is sent", () => {
    const there = [
      { name: "s", type: "STRUCT<b: INT, `x.y`: DATE>", nullable: true },
      { name: "c", type: "INT", nullable: true },
    ];
    const by = (properties: Readonly<Record<string, string>>, ...keys: string[]) =>
      sql({ clustering: columns(...keys), properties }, { columns: there, properties });
    expect(() => by({ "delta.dataSkippingNumIndexedCols": "2" }, "s.b", "c")).toThrow(
      'prod.gold.t: clustering names "c", of which Delta collects no statistics',
    );
    expect(by({ "delta.dataSkippingNumIndexedCols": "2" }, "s.`x.y`")).toHaveLength(1);
    expect(by({ "delta.dataSkippingNumIndexedCols": "-1" }, "c")).toHaveLength(1);
    const named = { "delta.dataSkippingStatsColumns": "c, s.`x.y`" };
    expect(by(named, "c", "s.`x.y`")).toHaveLength(1);
    expect(() => by(named, "s.b")).toThrow('name it in "delta.dataSkippingStatsColumns"');
  });

  test("a change of clustering says what it leaves to OPTIMIZE", () => {
    expect(planLayoutChange(asked({ clustering: columns("a") }, {})).notes).toEqual([
      "prod.gold.t: files already there keep their order until OPTIMIZE `prod`.`gold`.`t` FULL; OPTIMIZE alone orders new ones.",
    ]);
    expect(planLayoutChange(asked({ clustering: { kind: "auto" } }, {})).notes).toEqual([
      "prod.gold.t: Databricks chooses the keys by the queries it sees, where predictive optimization runs; files already there keep their order until OPTIMIZE `prod`.`gold`.`t` FULL.",
    ]);
    expect(
      planLayoutChange(asked({ clustering: { kind: "none" } }, { clustering: columns("a") })).notes,
    ).toEqual([
      [
        "prod.gold.t: files keep the order they have; new ones come as they are written. The table keeps the feature clustering, with which OPTIMIZE … ZORDER BY is refused; to Z-order it, write it anew:",
        "    BEGIN",
        "      CREATE TABLE `prod`.`gold`.`t_new` AS SELECT * FROM `prod`.`gold`.`t`;",
        `      ${SAME_COUNT};`,
        "      ALTER TABLE `prod`.`gold`.`t` RENAME TO `prod`.`gold`.`t_before`;",
        "      ALTER TABLE `prod`.`gold`.`t_new` RENAME TO `prod`.`gold`.`t`;",
        "    END;",
      ].join("\n"),
    ]);
  });

  test("a comment is written when it differs, and left alone when it is not declared", () => {
    expect(sql({ comment: "it's" }, {})).toEqual(["COMMENT ON TABLE `prod`.`gold`.`t` IS 'it\\'s'"]);
    expect(sql({ comment: "same" }, { comment: "same" })).toEqual([]);
    expect(sql({}, { comment: "somebody's" })).toEqual([]);
  });

  test("what nobody declares travels along as it stands where Delta wants both", () => {
    const log = "delta.logRetentionDuration";
    const files = "delta.deletedFileRetentionDuration";
    expect(
      sql({ properties: { [files]: "interval 8 days" } }, { properties: { [log]: "interval 90 days" } }),
    ).toEqual([
      `ALTER TABLE \`prod\`.\`gold\`.\`t\` SET TBLPROPERTIES ('${files}' = 'interval 8 days', '${log}' = 'interval 90 days')`,
    ]);
  });

  test("leaves partitions alone that nobody declared", () => {
    expect(sql({}, { partitionedBy: ["day"] })).toEqual([]);
  });
});

describe("the mark of the stack that manages a layout", () => {
  const set = "ALTER TABLE `prod`.`gold`.`t` SET TBLPROPERTIES";
  const unset = "ALTER TABLE `prod`.`gold`.`t` UNSET TBLPROPERTIES IF EXISTS";
  const appendOnly = { properties: { "delta.appendOnly": "true" } };
  const marked = (by: string, on = table) => ({ properties: { [MARK]: `${by} on ${on}` } });

  test("goes with the first statement, and alone where everything is as declared", () => {
    const unmarked = { declared: { table, ...appendOnly }, live: bare, ours: [], manager };
    expect(planLayoutChange(unmarked).statements.map(writeSql)).toEqual([
      `${set} ('delta.appendOnly' = 'true', '${MARK}' = 'kineo/prod/gold.t on prod.gold.t')`,
    ]);
    const asDeclared = { ...unmarked, live: { ...bare, ...appendOnly } };
    expect(planLayoutChange(asDeclared).statements.map(writeSql)).toEqual([
      `${set} ('${MARK}' = 'kineo/prod/gold.t on prod.gold.t')`,
    ]);
  });

  test("is not put on a table of which nothing is declared", () => {
    const declared = { table, properties: {}, clustering: { kind: "none" } as const };
    expect(planLayoutChange({ declared, live: bare, ours: [], manager }).statements).toEqual([]);
  });

  test("goes with a comment alone, which two stacks would write in turn", () => {
    const declared = { table, properties: {}, comment: "ours" };
    expect(planLayoutChange({ declared, live: bare, ours: [], manager }).statements.map(writeSql)).toEqual([
      `${set} ('${MARK}' = 'kineo/prod/gold.t on prod.gold.t')`,
      "COMMENT ON TABLE `prod`.`gold`.`t` IS 'ours'",
    ]);
  });

  test("of another stack refuses, and names it", () => {
    expect(() => sql(appendOnly, marked("billing/prod/invoices"))).toThrow(
      'prod.gold.t\'s layout is managed by the stack billing/prod (resource "invoices")',
    );
  });

  test("moves with the table from one resource to another of the stack", () => {
    expect(sql(appendOnly, marked("kineo/prod/old.name"))).toEqual([
      `${set} ('delta.appendOnly' = 'true', '${MARK}' = 'kineo/prod/gold.t on prod.gold.t')`,
    ]);
  });

  test("of the resource under a former name goes with it, and that of another stack does not", () => {
    expect(released(appendOnly, marked("kineo/prod/old.name"))).toEqual([`${unset} ('${MARK}')`]);
    expect(released({ ...appendOnly, onRemoval: "unset" }, marked("billing/prod/invoices"))).toEqual([]);
  });

  test("that came with a copy of another table says nothing, and is written anew", () => {
    const copied = {
      properties: { ...appendOnly.properties, ...marked("kineo/prod/gold.t", "live.gold.t").properties },
    };
    expect(sql(appendOnly, copied)).toEqual([`${set} ('${MARK}' = 'kineo/prod/gold.t on prod.gold.t')`]);
    expect(released(appendOnly, copied)).toEqual([]);
    expect(sql(appendOnly, marked("billing/prod/invoices", "live.gold.t"))).toEqual([
      `${set} ('delta.appendOnly' = 'true', '${MARK}' = 'kineo/prod/gold.t on prod.gold.t')`,
    ]);
  });

  test("is read in whatever letters the table's name is written, and wherever its resource's name has the same words", () => {
    const asDeclared = {
      properties: { ...appendOnly.properties, ...marked("kineo/prod/gold.t", "Prod.GOLD.t").properties },
    };
    expect(sql(appendOnly, asDeclared)).toEqual([]);
    expect(() => sql(appendOnly, marked("a/b/c on d.e.f/g"))).toThrow('stack a/b (resource "c on d.e.f/g")');
  });

  test("without a table, and one that is no mark, say nothing", () => {
    for (const mark of ["billing/prod/invoices", "", " on prod.gold.t", "someone on prod.gold.t"]) {
      expect(sql(appendOnly, { properties: { [MARK]: mark } }), mark).toHaveLength(1);
    }
  });

  test("is taken off when the table is released, and what we set only where that was asked for", () => {
    const live = { properties: { "delta.appendOnly": "true", foreign: "x" }, clustering: columns("a") };
    const declared = { ...appendOnly, clustering: columns("a") };
    expect(released(declared, live)).toEqual([`${unset} ('${MARK}')`]);
    expect(released({ ...declared, onRemoval: "unset" }, live)).toEqual([
      `${unset} ('delta.appendOnly', '${MARK}')`,
      "ALTER TABLE `prod`.`gold`.`t` CLUSTER BY NONE",
    ]);
  });
});

const key = fc.constantFrom(
  "delta.appendOnly",
  "delta.APPENDONLY",
  "delta.checkpointInterval",
  "delta.feature.clustering",
  "delta.logRetentionDuration",
  "delta.deletedFileRetentionDuration",
  "owner",
  "Owner",
  "it's",
);
const value = fc.constantFrom("true", "TRUE", "false", "7", "interval 7 days", "o'clock");
const clustering: fc.Arbitrary<Clustering> = fc.oneof(
  fc.constant({ kind: "auto" as const }),
  fc.constant({ kind: "none" as const }),
  fc.record({
    kind: fc.constant("columns" as const),
    columns: fc.uniqueArray(fc.constantFrom("a", "b", "c"), { minLength: 1 }),
  }),
);
/** A map as Delta holds it: one spelling a key. */
const properties = fc
  .uniqueArray(fc.tuple(key, value), { selector: ([name]) => folded(name) })
  .map((entries) => Object.fromEntries(entries));
const request = fc.record({
  declared: fc.record({ table: fc.constant(table), properties, clustering }),
  live: fc.record({ table: fc.constant(table), properties, clustering, partitionedBy: fc.constant([]) }),
  ours: fc.uniqueArray(key),
});

describe("whatever the table is", () => {
  const valueOf = (map: Readonly<Record<string, string>>, name: string) =>
    Object.entries(map).find(([other]) => folded(other) === folded(name))?.[1];

  test("the statements make it as declared", () => {
    fc.assert(
      fc.property(request, ({ declared, live, ours }) => {
        const end = planLayoutChange({ declared, live, ours, manager }).statements.reduce(after, live);
        for (const [name, wanted] of Object.entries(declared.properties)) {
          expect(sameMeaning(name, wanted, valueOf(end.properties, name) ?? "")).toBe(true);
        }
        expect(sameClustering(end.clustering, declared.clustering)).toBe(true);
      }),
    );
  });

  test("what is not ours keeps its value, and what was ours and can go is gone", () => {
    fc.assert(
      fc.property(request, ({ declared, live, ours }) => {
        const end = planLayoutChange({ declared, live, ours, manager }).statements.reduce(after, live);
        for (const [name, found] of Object.entries(live.properties)) {
          if (valueOf(declared.properties, name) !== undefined) continue;
          const own = ours.some((other) => folded(other) === folded(name));
          const left = own && whyNotUnset(name) === undefined ? undefined : found;
          expect(valueOf(end.properties, name)).toBe(left);
        }
      }),
    );
  });

  test("a second plan is empty", () => {
    fc.assert(
      fc.property(request, ({ declared, live, ours }) => {
        const end = planLayoutChange({ declared, live, ours, manager }).statements.reduce(after, live);
        expect(planLayoutChange({ declared, live: end, ours, manager }).statements).toEqual([]);
      }),
    );
  });
});

describe("reading live clustering from the table's properties", () => {
  test.each<[string, Record<string, string>, Clustering]>([
    ["no property", {}, { kind: "none" }],
    ["an empty list", { clusteringColumns: "[]" }, { kind: "none" }],
    ["paths", { clusteringColumns: '[["a"],["b","c"]]' }, { kind: "columns", columns: ["a", "b.c"] }],
    ["bare names", { clusteringColumns: "a, b" }, { kind: "columns", columns: ["a", "b"] }],
    [
      "auto wins over the columns it chose",
      { clusteringColumns: '[["a"]]', clusterByAuto: "true" },
      { kind: "auto" },
    ],
    [
      "auto switched off",
      { clusteringColumns: '[["a"]]', clusterByAuto: "false" },
      { kind: "columns", columns: ["a"] },
    ],
  ])("%s", (_name, found, expected) => {
    expect(clusteringOf(found)).toEqual(expected);
  });
});
