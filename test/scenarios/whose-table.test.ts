import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LayoutProgram } from "./support/layouts.ts";

const MARK = "lakewright.managedBy";

/** Whose a table is and which, on the real engine and on real Delta; each test stands on the one before it. */
describe("the mark of a table", () => {
  let program: LayoutProgram;

  beforeAll(async () => {
    program = await LayoutProgram.open("whose-table");
    await program.sandbox.sql("CREATE SCHEMA dev.gold");
    await program.sandbox.sql("CREATE TABLE dev.gold.t (id BIGINT, name STRING) USING DELTA");
    await program.sandbox.sql("INSERT INTO dev.gold.t VALUES (1, 'a')");
  });

  afterAll(async () => {
    await program.sandbox.stop();
  });

  const layout = {
    properties: { "delta.checkpointInterval": "20" },
    clustering: { kind: "columns", columns: ["id"] },
    onRemoval: "unset",
  } as const;
  const t = { table: "dev.gold.t", ...layout };
  const mark = async (table: string) => (await program.sandbox.properties(`gold.${table}`))[MARK];
  const failed = async (...command: readonly string[]) => {
    const { code, stdout, stderr } = await program.pulumi(...command);
    expect(code).not.toBe(0);
    return stdout + stderr;
  };

  test("names its table, so that copies are nobody's: another stack takes them over, and the original stays its stack's", async () => {
    program.declare({ t });
    await program.up();
    expect(await mark("t")).toBe("layouts/test/t on dev.gold.t");
    await program.sandbox.sql("CREATE TABLE dev.gold.cloned SHALLOW CLONE dev.gold.t");
    await program.sandbox.sql("CREATE TABLE dev.gold.alike LIKE dev.gold.t");
    await program.sandbox.sql("CREATE TABLE dev.gold.first (id BIGINT, name STRING) USING DELTA");
    expect(await mark("cloned")).toBe("layouts/test/t on dev.gold.t");
    await program.ok("stack", "init", "second");
    const copies = {
      cloned: { ...t, table: "dev.gold.cloned" },
      alike: { ...t, table: "dev.gold.alike" },
    };
    program.declare(copies);
    const preview = await program.ok("preview", "--stack", "second");
    expect(preview).toContain(
      "ALTER TABLE `dev`.`gold`.`cloned` SET TBLPROPERTIES ('lakewright.managedBy' = 'layouts/second/cloned on dev.gold.cloned')",
    );
    await program.up("--stack", "second");
    await program.ok("preview", "--stack", "second", "--refresh", "--expect-no-changes");
    expect([await mark("cloned"), await mark("t")]).toEqual([
      "layouts/second/cloned on dev.gold.cloned",
      "layouts/test/t on dev.gold.t",
    ]);
    await program.ok("destroy", "--yes", "--skip-preview", "--stack", "second");
    expect([await mark("cloned"), await mark("t")]).toEqual([undefined, "layouts/test/t on dev.gold.t"]);
    await program.ok("stack", "select", "test");
  });

  test("holds a table for one resource of a stack: a second one is refused in preview and up, in other letters too", async () => {
    const twice = { t, also: { ...t, table: "Dev.Gold.T", properties: { "delta.appendOnly": "false" } } };
    program.declare(twice);
    const already =
      /(Dev\.Gold\.T is declared by the resource "t"|dev\.gold\.t is declared by the resource "also") of this stack as well\. Nothing was sent/;
    expect(await failed("preview")).toMatch(already);
    const sent = await program.statementsOf(async () => {
      expect(await failed("up", "--yes", "--skip-preview")).toMatch(already);
    });
    expect(sent).toEqual([]);
    // Both new, in one first up.
    program.declare({
      t,
      one: { ...t, table: "dev.gold.cloned" },
      other: { ...t, table: "dev.gold.CLONED" },
    });
    expect(await failed("up", "--yes", "--skip-preview")).toMatch(
      /is declared by the resource "(one|other)"/,
    );
    program.declare({ t });
    await program.up();
    expect(await mark("cloned")).toBeUndefined();
  });

  test("is the same in other letters: nothing differs, nothing is sent", async () => {
    program.declare({ t: { ...t, table: "dev.Gold.T" } });
    await program.ok("preview", "--expect-no-changes");
    await program.ok("preview", "--refresh", "--expect-no-changes");
    expect(await program.statementsOf(() => program.up())).toEqual([]);
    program.declare({ t: { ...t, table: "dev.GOLD.t", comment: "c" } });
    expect(await program.statementsOf(() => program.up())).toEqual([
      "COMMENT ON TABLE `dev`.`GOLD`.`t` IS 'c'",
    ]);
    expect(await mark("t")).toBe("layouts/test/t on dev.gold.t");
  });

  test("goes with a resource that is renamed: nothing of the table is taken away, and that is what is said", async () => {
    program.declare({ t });
    await program.up();
    program.declare({ renamed: t });
    const sent = await program.statementsOf(async () => {
      const said = await program.up();
      expect(said).toContain('dev.gold.t keeps its layout, which the resource "renamed" manages.');
      expect(said).not.toContain("loses");
    });
    expect(sent).toEqual([
      "ALTER TABLE `dev`.`gold`.`t` SET TBLPROPERTIES ('lakewright.managedBy' = 'layouts/test/renamed on dev.gold.t')",
    ]);
    await program.ok("preview", "--refresh", "--expect-no-changes");
  });

  test("of a former name is the resource's own, where an alias says so", async () => {
    program.declare({ aliased: { ...t, formerly: "renamed" } });
    expect(await program.statementsOf(() => program.up())).toEqual([]);
    await program.ok("preview", "--refresh", "--expect-no-changes");
    program.declare({});
    expect(await program.statementsOf(() => program.up())).toEqual([
      `ALTER TABLE \`dev\`.\`gold\`.\`t\` UNSET TBLPROPERTIES IF EXISTS ('delta.checkpointInterval', '${MARK}')`,
      "ALTER TABLE `dev`.`gold`.`t` CLUSTER BY NONE",
    ]);
  });

  test("changes hands between two resources within one up", async () => {
    const other = { ...t, table: "dev.gold.first", properties: { "delta.checkpointInterval": "30" } };
    program.declare({ a: t, b: other });
    await program.up();
    program.declare({ a: other, b: t });
    await program.up();
    await program.ok("preview", "--refresh", "--expect-no-changes");
    expect([await mark("t"), await mark("first")]).toEqual([
      "layouts/test/b on dev.gold.t",
      "layouts/test/a on dev.gold.first",
    ]);
  });

  test("is told of by a table that moves: preview and up say what becomes of the old one", async () => {
    program.declare({ b: { ...t, table: "dev.gold.cloned" } });
    const said = await program.ok("preview");
    expect(said).toContain(
      "dev.gold.t loses what this stack set on it. This resource is dev.gold.cloned's layout",
    );
    expect(said).toMatch(
      /will run 2 statements:\n +ALTER TABLE `dev`\.`gold`\.`t` UNSET TBLPROPERTIES IF EXISTS \('delta\.checkpointInterval', 'lakewright\.managedBy'\)/,
    );
    expect(await program.up()).toContain("dev.gold.t loses what this stack set on it.");
    expect(await program.sandbox.properties("gold.t")).not.toHaveProperty("delta.checkpointInterval");
  });

  test("survives a table that is replaced by hand, restored or renamed", async () => {
    program.declare({ t: { ...t, properties: { "delta.checkpointInterval": "40" } } });
    await program.up();
    await program.sandbox.sql("RESTORE TABLE dev.gold.t TO VERSION AS OF 0");
    expect(await mark("t")).toBeUndefined();
    await program.up("--refresh");
    expect(await mark("t")).toBe("layouts/test/t on dev.gold.t");
    await program.sandbox.sql("CREATE OR REPLACE TABLE dev.gold.t (id BIGINT) USING DELTA");
    await program.up("--refresh");
    expect(await mark("t")).toBe("layouts/test/t on dev.gold.t");
    await program.sandbox.sql("ALTER TABLE dev.gold.t RENAME TO dev.gold.moved");
    program.declare({
      t: { ...t, table: "dev.gold.moved", properties: { "delta.checkpointInterval": "40" } },
    });
    expect(await program.up()).toContain("dev.gold.t does not exist any more; nothing is sent.");
    expect(await mark("moved")).toBe("layouts/test/t on dev.gold.moved");
    await program.ok("preview", "--refresh", "--expect-no-changes");
    expect(
      await program.statementsOf(() => program.ok("destroy", "--run-program", "--yes", "--skip-preview")),
    ).toEqual([
      `ALTER TABLE \`dev\`.\`gold\`.\`moved\` UNSET TBLPROPERTIES IF EXISTS ('delta.checkpointInterval', '${MARK}')`,
      "ALTER TABLE `dev`.`gold`.`moved` CLUSTER BY NONE",
    ]);
  });
});
