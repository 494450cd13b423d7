import * as grpc from "@grpc/grpc-js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LayoutDeclaration } from "../../../src/model/layout.ts";
import type { Tags } from "../../../src/model/tags.ts";
import { selectTags, writeSql } from "../../../src/plan/sql.ts";
import { knownLayout, readDeclaration } from "../../../src/provider/table-layout/declaration.ts";
import { diffLayout } from "../../../src/provider/table-layout/diff.ts";
import type { LiveLayout } from "../../../src/provider/table-layout/live.ts";
import { after, planLayoutChange, planRelease } from "../../../src/provider/table-layout/plan.ts";
import { report } from "../../../src/provider/table-layout/report.ts";
import type { DeclaredTags } from "../../../src/provider/table-layout/tags.ts";
import { UNKNOWN, type Value } from "../../../src/pulumi-rpc/value.ts";
import { SchemaTags } from "../../../src/databricks/tags.ts";
import { inputs, mark, outputs, usePlugin } from "./plugin-under-test.ts";
import type { Changes } from "../../../src/pulumi-rpc/resource.ts";

const table = "dev.gold.t";
const manager = { stack: "kineo/dev", resource: "gold.t" };

describe("reading declared tags", () => {
  const read = (tags: Value) => {
    const { declared, failures } = readDeclaration({ table, properties: {}, tags });
    return { declared, faults: failures.map(({ property, reason }) => `${property}: ${reason}`) };
  };

  test("takes sound ones as they are", () => {
    const tags = { cost_center: "bi", Cost_center: "x", pii: "", "class.email_address": "a, b = c" };
    const { declared, faults } = read(tags);
    expect(faults).toEqual([]);
    expect(knownLayout(declared)).toEqual({ table, properties: {}, tags });
  });

  test.each<[string, Value, string]>([
    ["what is no map", ["a"], 'tags: ["a"] is no map of tags'],
    ["a value that is no text", { a: 1 }, 'tags["a"]: 1 is no text; a tag without a value has the value ""'],
    ["no name", { "": "x" }, 'tags[""]: a tag without a name; write 1 to 255 characters'],
    [
      "a long name",
      { ["k".repeat(256)]: "" },
      `tags["${"k".repeat(256)}"]: the tag name "${"k".repeat(256)}" has 256 characters; write at most 255`,
    ],
    [
      "reserved characters",
      { "a-b=c": "x" },
      'tags["a-b=c"]: the tag name "a-b=c" holds - =; write a name without , - = :',
    ],
    [
      "white space around a name",
      { " a": "x" },
      'tags[" a"]: the tag name " a" begins or ends with white space; write "a"',
    ],
    [
      "a long value",
      { a: "v".repeat(1001) },
      'tags["a"]: the value of the tag "a" has 1001 characters; write at most 1000',
    ],
    [
      "white space around a value",
      { a: "x\n" },
      'tags["a"]: the value of the tag "a" begins or ends with white space; write "x"',
    ],
    [
      "more than a table takes",
      Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`k${at}`, ""])),
      "tags: 51 tags; write at most 50",
    ],
  ])("refuses %s", (_name, tags, fault) => {
    expect(read(tags).faults).toEqual([fault]);
  });

  test("takes the longest that Databricks takes, counted in characters", () => {
    expect(read({ ["🏷".repeat(255)]: "🏷".repeat(1000) }).faults).toEqual([]);
  });

  test("leaves what is unknown at preview for later", () => {
    for (const tags of [UNKNOWN, { a: UNKNOWN, b: "x" }] as const) {
      const { declared, faults } = read(tags);
      expect(faults).toEqual([]);
      expect(declared.tags).toEqual(tags);
      expect(knownLayout(declared)).toBeUndefined();
    }
  });
});

describe("the difference between recorded and declared tags", () => {
  test.each<{ name: string; old?: Tags; tags?: DeclaredTags; expected: Changes }>([
    { name: "none on either side", expected: {} },
    { name: "the same", old: { a: "1" }, tags: { a: "1" }, expected: {} },
    {
      name: "one each way",
      old: { a: "1", b: "2", c: "3" },
      tags: { a: "1", b: "x", A: "" },
      expected: { 'tags["b"]': "update", 'tags["A"]': "add", 'tags["c"]': "delete" },
    },
    { name: "all gone", old: { a: "1" }, expected: { 'tags["a"]': "delete" } },
    { name: "unknown values", old: { a: "1" }, tags: { a: UNKNOWN }, expected: { 'tags["a"]': "update" } },
    { name: "all unknown", tags: UNKNOWN, expected: { tags: "update" } },
  ])("$name", ({ old, tags, expected }) => {
    const recorded = { table, properties: {}, ...(old && { tags: old }), status: "applied" } as const;
    expect(diffLayout(recorded, { table, properties: {}, ...(tags && { tags }) })).toEqual(expected);
  });
});

/** What is to be planned for a table that bears our mark already. */
function asked(tags: Tags | undefined, live: Tags | undefined, ourTags: readonly string[] = []) {
  const declared: LayoutDeclaration = { table, properties: {}, ...(tags && { tags }) };
  const bare: LiveLayout = { table, properties: mark, clustering: { kind: "none" }, partitionedBy: [] };
  return { declared, live: { ...bare, ...(live && { tags: live }) }, ours: [], ourTags, manager };
}

describe("planning tags", () => {
  const sql = (...parts: Parameters<typeof asked>) =>
    planLayoutChange(asked(...parts)).statements.map(writeSql);

  test("sets what differs, case and empty values included, and leaves all others alone", () => {
    expect(sql({ a: "1", pii: "", Team: "x" }, { a: "1", team: "x", foreign: "y" })).toEqual([
      "ALTER TABLE `dev`.`gold`.`t` SET TAGS ('pii' = '', 'Team' = 'x')",
    ]);
  });

  test("unsets what was ours, is no longer declared and is still there, before it sets", () => {
    expect(sql({ a: "2" }, { a: "1", b: "1", foreign: "y" }, ["a", "b", "gone"])).toEqual([
      "ALTER TABLE `dev`.`gold`.`t` UNSET TAGS ('b')",
      "ALTER TABLE `dev`.`gold`.`t` SET TAGS ('a' = '2')",
    ]);
    expect(sql(undefined, { a: "1" }, ["a"])).toEqual(["ALTER TABLE `dev`.`gold`.`t` UNSET TAGS ('a')"]);
  });

  test("without having read the table says so and plans nothing", () => {
    expect(planLayoutChange(asked({ a: "1" }, undefined))).toEqual({
      statements: [],
      notes: ["dev.gold.t: its tags are read once its SQL warehouse is known; what differs is set then."],
    });
    expect(planLayoutChange(asked(undefined, undefined))).toEqual({ statements: [], notes: [] });
  });

  test("marks the table as ours", () => {
    const request = asked({ a: "1" }, { a: "1" });
    const unmarked = { ...request, live: { ...request.live, properties: {} } };
    expect(planLayoutChange(unmarked).statements.map(writeSql)).toEqual([
      "ALTER TABLE `dev`.`gold`.`t` SET TBLPROPERTIES ('lakewright.managedBy' = 'kineo/dev/gold.t on dev.gold.t')",
    ]);
  });

  test("lets them go with the table, where that was asked for", () => {
    const request = asked({ a: "1" }, { a: "other", b: "1", foreign: "y" }, ["b"]);
    const unmark = "ALTER TABLE `dev`.`gold`.`t` UNSET TBLPROPERTIES IF EXISTS ('lakewright.managedBy')";
    expect(planRelease(request).statements.map(writeSql)).toEqual([unmark]);
    const unset = { ...request, declared: { ...request.declared, onRemoval: "unset" } as const };
    expect(planRelease(unset).statements.map(writeSql)).toEqual([
      unmark,
      "ALTER TABLE `dev`.`gold`.`t` UNSET TAGS ('a', 'b')",
    ]);
  });

  test("reports the live values of what is ours, and nothing where none were read", () => {
    expect(
      report(asked({ a: "1", missing: "1" }, { a: "2", left: "3", foreign: "y" }, ["left"])).tags,
    ).toEqual({
      a: "2",
      left: "3",
    });
    expect(report(asked({ a: "1" }, undefined))).not.toHaveProperty("tags");
    expect(report(asked(undefined, { foreign: "y" }))).not.toHaveProperty("tags");
  });

  test("whatever the table has, the statements make it as declared and a second plan is empty", () => {
    const name = fc.constantFrom("a", "A", "b", "it's", "c");
    const tags = fc.dictionary(name, fc.constantFrom("", "1", "o'clock"));
    fc.assert(
      fc.property(tags, tags, fc.uniqueArray(name.map(String)), (wanted, live, ourTags) => {
        const request = asked(wanted, live, ourTags);
        const end = planLayoutChange(request).statements.reduce(after, request.live);
        const others = Object.entries(live).filter(([key]) => !(key in wanted) && !ourTags.includes(key));
        expect(end.tags).toEqual({ ...Object.fromEntries(others), ...wanted });
        expect(planLayoutChange({ ...request, live: end }).statements).toEqual([]);
      }),
    );
  });
});

describe("tags of many tables", () => {
  const of = (name: string) => ({ table: `dev.gold.${name}`, warehouseId: "w1" });

  test("come with one statement a schema, for half a minute", async () => {
    const sent: string[] = [];
    let now = 0;
    const rows = [
      ["a", "k", "1"],
      ["b", "k", null],
      ["a", "l", "2"],
    ];
    const statements = {
      run: ({ sql }: { sql: string }) => {
        sent.push(sql);
        now += 60_000;
        return Promise.resolve({ columns: [], rows });
      },
    };
    const tags = new SchemaTags(statements, { now: () => now, sleep: () => Promise.resolve() });
    expect(await Promise.all([of("A"), of("b"), of("c")].map((each) => tags.find(each)))).toEqual([
      { k: "1", l: "2" },
      { k: "" },
      {},
    ]);
    now += 29_999;
    await tags.find(of("b"));
    expect(sent).toEqual([selectTags({ catalog: "dev", schema: "gold" })]);
    now += 1;
    await tags.find(of("b"));
    await tags.find({ table: "dev.silver.a", warehouseId: "w1" });
    expect(sent).toHaveLength(3);
  });

  test("are refused to all where the statement fails", async () => {
    const tags = new SchemaTags({ run: () => Promise.reject(new Error("no warehouse")) });
    const asked = await Promise.allSettled([tags.find(of("a")), tags.find(of("b"))]);
    expect(asked.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });
});

describe("the plugin with tags", () => {
  const plugin = usePlugin();
  const tagged = { ...inputs, tags: { team: "bi" } };
  const ofTable = selectTags({ catalog: "dev", schema: "gold", table: "t" });
  const ofSchema = selectTags({ catalog: "dev", schema: "gold" });
  const columns = ["table_name", "tag_name", "tag_value"];
  const has = (rows: readonly (readonly string[])[]) => {
    plugin.workspace.tables.set(table, { properties: { a: "1", ...mark } });
    plugin.workspace.results.set(ofTable, { columns, rows });
    plugin.workspace.results.set(ofSchema, { columns, rows });
  };

  test("reads the one table right before it sends", async () => {
    has([["t", "foreign", "x"]]);
    expect((await plugin.create(tagged)).properties).toEqual({ ...tagged, status: "applied" });
    expect(plugin.workspace.statements).toEqual([
      ofTable,
      "ALTER TABLE `dev`.`gold`.`t` SET TAGS ('team' = 'bi')",
    ]);
  });

  test("a table that does not exist is not asked for its tags", async () => {
    expect((await plugin.create(tagged)).properties).toEqual({ ...tagged, status: "waiting" });
    expect(plugin.workspace.statements).toEqual([]);
  });

  test("a refresh reports drift, with one statement for the schema", async () => {
    has([
      ["t", "team", "by hand"],
      ["t", "foreign", "x"],
    ]);
    plugin.workspace.tables.set("dev.gold.u", { properties: {} });
    const read = (each: string) => {
      const layout = { ...tagged, table: each };
      return plugin.read(each, { inputs: layout, state: { ...layout, status: "applied" } });
    };
    const [t, u] = await Promise.all([read(table), read("dev.gold.u")]);
    expect([t.state?.["tags"], u.state?.["tags"]]).toEqual([{ team: "by hand" }, {}]);
    expect(plugin.workspace.statements).toEqual([ofSchema]);
  });

  test("a layout without tags asks for none, and an import neither", async () => {
    has([["t", "team", "bi"]]);
    await plugin.read(table, { inputs, state: outputs });
    await plugin.read(table);
    await plugin.create(inputs);
    await plugin.remove({ inputs: tagged, state: { ...tagged, status: "applied" } });
    expect(plugin.workspace.statements.filter((sql) => sql.startsWith("SELECT"))).toEqual([]);
  });

  test("what is declared no longer is taken off", async () => {
    has([
      ["t", "team", "bi"],
      ["t", "foreign", "x"],
    ]);
    expect(await plugin.update({ ...tagged, status: "applied" }, inputs)).toEqual(outputs);
    expect(plugin.workspace.statements).toEqual([
      ofTable,
      "ALTER TABLE `dev`.`gold`.`t` UNSET TAGS ('team')",
    ]);
  });

  test("a refresh goes on without a warehouse that is gone, and keeps what was recorded", async () => {
    has([["t", "team", "bi"]]);
    plugin.workspace.faults.push({
      on: "POST",
      status: 404,
      body: { error_code: "NOT_FOUND", message: "no w1" },
    });
    const state = { ...tagged, tags: { team: "as recorded" }, status: "applied" };
    expect((await plugin.read(table, { inputs: tagged, state })).state).toEqual(state);
    expect(plugin.said()).toEqual([
      expect.stringMatching(/^dev\.gold\.t: its tags could not be read, and count as they were\. .*no w1$/s),
    ]);
  });

  test("without a warehouse is refused before anything is sent", async () => {
    has([]);
    await expect(plugin.create({ ...tagged, warehouseId: null })).rejects.toMatchObject({
      code: grpc.status.INVALID_ARGUMENT,
      details: 'dev.gold.t: no SQL warehouse to run statements on; give "warehouseId"',
    });
    expect(plugin.workspace.statements).toEqual([]);
  });
});
