import { beforeAll, describe, expect, test } from "vitest";
import type { TableLayoutArgs } from "../../components/table-layout.ts";
import { LayoutProgram } from "./support/layouts.ts";

type Layout = Omit<TableLayoutArgs, "warehouseId" | "table">;

const columns = { id: { position: 0, type: "BIGINT" }, name: { position: 1, type: "STRING" } } as const;
const keys = (...names: readonly string[]) => ({ kind: "columns", columns: names }) as const;

/** Edits of a layout, each undone by reverting it and deploying again, as a review says. */
const EDITS: Readonly<Record<string, { readonly before: Layout; readonly after: Layout }>> = {
  "a property added": {
    before: { properties: {} },
    after: { properties: { "delta.checkpointInterval": "20" } },
  },
  "a property removed": { before: { properties: { team: "finance" } }, after: { properties: {} } },
  "a property changed": {
    before: { properties: { "delta.logRetentionDuration": "interval 30 days" } },
    after: { properties: { "delta.logRetentionDuration": "interval 60 days" } },
  },
  "append-only switched on": {
    before: { properties: { "delta.appendOnly": "false" } },
    after: { properties: { "delta.appendOnly": "true" } },
  },
  "clustering keys changed": {
    before: { properties: {}, clustering: keys("id") },
    after: { properties: {}, clustering: keys("name", "id") },
  },
  "clustering switched off": {
    before: { properties: {}, clustering: keys("id") },
    after: { properties: {}, clustering: { kind: "none" } },
  },
  "clustering switched on": {
    before: { properties: {}, clustering: { kind: "none" } },
    after: { properties: {}, clustering: keys("id") },
  },
  "a comment changed": {
    before: { properties: {}, comment: "old" },
    after: { properties: {}, comment: "new" },
  },
  "tags changed": {
    before: { properties: {}, tags: { owner: "people" } },
    after: { properties: {}, tags: { domain: "hr" } },
  },
  "a constraint added": {
    before: { properties: {}, columns, constraints: {} },
    after: { properties: {}, columns, constraints: { positive: "id > 0" } },
  },
  "a constraint dropped": {
    before: { properties: {}, columns, constraints: { positive: "id > 0" } },
    after: { properties: {}, columns, constraints: {} },
  },
};

describe("the undo of an edit", () => {
  let program: LayoutProgram;
  const edits = Object.entries(EDITS).map(([what, sides], at) => ({ what, name: `t${at}`, ...sides }));

  beforeAll(async () => {
    program = await LayoutProgram.open("undo");
    await program.sandbox.sql("CREATE SCHEMA dev.gold");
    for (const { name, before } of edits.filter((edit) => edit.before.columns === undefined)) {
      const clustered = before.clustering === undefined ? "" : " CLUSTER BY (id)";
      await program.sandbox.sql(`CREATE TABLE dev.gold.${name} (id BIGINT, name STRING)${clustered}`);
    }
    await program.sandbox.sql("CREATE TABLE dev.gold.ordered AS SELECT id, id % 7 AS day FROM range(100)");
    return () => program.sandbox.stop();
  });

  const declare = (side: "before" | "after", ordered: Layout) => {
    const all = edits.map((edit) => [edit.name, { table: `dev.gold.${edit.name}`, ...edit[side] }]);
    program.declare({
      ...(Object.fromEntries(all) as Parameters<LayoutProgram["declare"]>[0]),
      ordered: { table: "dev.gold.ordered", ...ordered },
    });
  };

  const zordered: Layout = { properties: { team: "finance" }, clustering: { kind: "none" }, zordered: true };
  const clustered: Layout = { properties: { team: "finance" }, clustering: keys("day") };

  /** What layouts are about, without the features that an edit leaves behind for ever, and who manages it. */
  const live = async (name: string) => {
    const { properties, comment } = await program.sandbox.send<{
      properties: Record<string, string>;
      comment?: string;
    }>("GET", `/api/2.1/unity-catalog/tables/dev.gold.${name}`);
    const kept = Object.entries(properties).filter(
      ([key]) => !/^(delta\.(feature|min)|lakewright\.)/.test(key),
    );
    const { clusteringColumns = "[]", ...all } = Object.fromEntries(kept);
    const tags = await program.sandbox.sql(
      `SELECT tag_name, tag_value FROM dev.information_schema.table_tags WHERE table_name = '${name}'`,
    );
    return { ...all, clusteringColumns, comment, tags };
  };
  const states: Record<string, unknown>[] = [];
  const look = async () => {
    const all = await Promise.all(edits.map(async ({ name }) => [name, await live(name)] as const));
    states.push(Object.fromEntries(all));
  };

  test("is tried of all of them: deployed, edited, and reverted", async () => {
    declare("before", zordered);
    await program.up();
    await program.sandbox.sql("OPTIMIZE dev.gold.ordered ZORDER BY (day)");
    await look();
    declare("after", clustered);
    await program.up();
    await look();
    declare("before", clustered);
    await program.up();
    await look();
    await program.ok("preview", "--refresh", "--expect-no-changes");
  });

  test.each(edits)("$what: the table is as it was", ({ name }) => {
    const [before, after, undone] = states;
    expect(after?.[name]).not.toEqual(before?.[name]);
    expect(undone?.[name]).toEqual(before?.[name]);
  });

  test("a Z-order is not undone by an ALTER: the revert is refused, and what it prints makes it possible", async () => {
    declare("before", zordered);
    const { code, stdout } = await program.pulumi("preview");
    expect(code).not.toBe(0);
    expect(stdout).toContain("DELTA_CLUSTERING_WITH_ZORDER_BY");
    await expect(program.sandbox.sql("OPTIMIZE dev.gold.ordered ZORDER BY (day)")).rejects.toThrow(
      "DELTA_CLUSTERING_WITH_ZORDER_BY",
    );
    const script = [...new Set(stdout.split("\n").map((line) => line.trim()))].filter((line) =>
      /^(CREATE|SELECT|ALTER) .*`ordered/.test(line),
    );
    expect(script.length).toBeGreaterThanOrEqual(3);
    for (const statement of script) await program.sandbox.sql(statement.replace(/;$/, ""));
    await program.up("--refresh");
    await program.sandbox.sql("OPTIMIZE dev.gold.ordered ZORDER BY (day)");
    expect(await program.sandbox.rows("gold.ordered")).toBe(100);
    expect(await live("ordered")).toMatchObject({ team: "finance", clusteringColumns: "[]" });
    await program.ok("preview", "--refresh", "--expect-no-changes");
  });

  test("a Z-ordered table that somebody clustered and let be is drift: its maintenance fails", async () => {
    await program.sandbox.sql("ALTER TABLE dev.gold.ordered CLUSTER BY (id)");
    await program.sandbox.sql("ALTER TABLE dev.gold.ordered CLUSTER BY NONE");
    const { code, stdout } = await program.driftFromState("test", "--json");
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      resources: [
        {
          name: "ordered",
          differences: [
            {
              path: 'properties["delta.feature.clustering"]',
              who: { operation: "CLUSTER BY" },
              impact: expect.stringContaining("DELTA_CLUSTERING_WITH_ZORDER_BY") as string,
            },
          ],
        },
      ],
    });
  });
});
