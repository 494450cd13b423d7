import { beforeAll, describe, expect, test } from "vitest";
import type { Tags } from "../../src/model/tags.ts";
import { LayoutProgram } from "./support/layouts.ts";

/** Unity Catalog tags as part of a layout, on the real engine; each test has tables of its own. */
describe("tags of a table", () => {
  let program: LayoutProgram;

  beforeAll(async () => {
    program = await LayoutProgram.open("tags");
    await program.sandbox.sql("CREATE SCHEMA dev.gold");
    return () => program.sandbox.stop();
  });

  const create = (name: string) =>
    program.sandbox.sql(`CREATE TABLE dev.gold.${name} (id BIGINT) USING DELTA`);
  const layout = (name: string, tags: Tags) => ({ table: `dev.gold.${name}`, properties: {}, tags });
  const ofSchema =
    "SELECT table_name, tag_name, tag_value FROM `dev`.information_schema.table_tags WHERE schema_name = 'gold'";

  test("are set, changed and taken off one by one, and a hand-made one is left alone", async () => {
    await create("tagged");
    await program.sandbox.sql("ALTER TABLE dev.gold.tagged SET TAGS ('reviewed' = 'by hand')");
    program.declare({ tagged: layout("tagged", { cost_center: "bi", pii: "" }) });
    const read = `${ofSchema} AND table_name = 'tagged'`;
    expect(await program.statementsOf(() => program.up())).toEqual([
      read,
      "ALTER TABLE `dev`.`gold`.`tagged` SET TBLPROPERTIES ('lakewright.managedBy' = 'layouts/test/tagged on dev.gold.tagged')",
      "ALTER TABLE `dev`.`gold`.`tagged` SET TAGS ('cost_center' = 'bi', 'pii' = '')",
    ]);
    expect(await program.sandbox.tags("gold.tagged")).toEqual({
      cost_center: "bi",
      pii: "",
      reviewed: "by hand",
    });
    await program.ok("preview", "--refresh", "--expect-no-changes");

    program.declare({ tagged: layout("tagged", { cost_center: "finance" }) });
    expect(await program.preview()).toEqual([
      { op: "update", name: "tagged", diff: { 'tags["cost_center"]': "update", 'tags["pii"]': "delete" } },
    ]);
    expect(await program.statementsOf(() => program.up())).toEqual([
      read,
      "ALTER TABLE `dev`.`gold`.`tagged` UNSET TAGS ('pii')",
      "ALTER TABLE `dev`.`gold`.`tagged` SET TAGS ('cost_center' = 'finance')",
    ]);
    expect(await program.sandbox.tags("gold.tagged")).toEqual({
      cost_center: "finance",
      reviewed: "by hand",
    });

    program.declare({ tagged: { table: "dev.gold.tagged", properties: {} } });
    await program.up();
    expect(await program.sandbox.tags("gold.tagged")).toEqual({ reviewed: "by hand" });
    expect(
      await program.statementsOf(() => program.ok("preview", "--refresh", "--expect-no-changes")),
    ).toEqual([]);
  });

  test("drift by hand is detected and reverted; a refresh of two tables asks once", async () => {
    await create("first");
    await create("second");
    await create("untagged");
    program.declare({
      first: layout("first", { team: "bi", pii: "no" }),
      second: layout("second", { team: "data" }),
      untagged: { table: "dev.gold.untagged", properties: { "delta.appendOnly": "false" } },
    });
    await program.up();
    await program.sandbox.sql("ALTER TABLE dev.gold.first SET TAGS ('team' = 'somebody', 'new' = 'x')");
    await program.sandbox.sql("ALTER TABLE dev.gold.first UNSET TAGS ('pii')");
    const drift = [{ op: "update", name: "first", diff: { 'tags["pii"]': "add", 'tags["team"]': "update" } }];
    const sent = await program.statementsOf(async () => {
      const seen = (await program.preview("--refresh")).filter(({ op }) => op === "update");
      expect(seen).toEqual(drift);
    });
    expect(sent).toEqual([ofSchema]);
    expect(await program.statementsOf(() => program.up("--refresh"))).toEqual([
      ofSchema,
      `${ofSchema} AND table_name = 'first'`,
      "ALTER TABLE `dev`.`gold`.`first` SET TAGS ('pii' = 'no', 'team' = 'bi')",
    ]);
    expect(await program.sandbox.tags("gold.first")).toEqual({ team: "bi", pii: "no", new: "x" });
    expect(await program.sandbox.tags("gold.second")).toEqual({ team: "data" });
    await program.ok("preview", "--refresh", "--expect-no-changes");
  });

  test("a name and a value of any text are read back as they were written", async () => {
    await create("hostile");
    const tags = {
      'it\'s "a" \\ `name`\nof ${spark}': "x'); DROP TABLE dev.gold.hostile; --\\",
      ordinary: "two\r\nlines, ${spark.app.name} \\u0041 🏷️",
    };
    program.declare({ hostile: layout("hostile", tags) });
    await program.up();
    expect(await program.sandbox.tags("gold.hostile")).toEqual(tags);
    await program.ok("preview", "--refresh", "--expect-no-changes");
  });

  test("a fault is told before anything is sent", async () => {
    await create("faulty");
    program.declare({ faulty: layout("faulty", { "cost-center": "bi" }) });
    const sent = await program.statementsOf(async () => {
      const { code, stdout, stderr } = await program.pulumi("preview");
      expect(code).not.toBe(0);
      expect(stdout + stderr).toContain('the tag name "cost-center" holds -; write a name without , - = :');
    });
    expect(sent).toEqual([]);
  });

  test("a refusal of Unity Catalog names the statement and its reason, and the next up goes on", async () => {
    await create("refused");
    program.declare({ refused: layout("refused", { "a.b": "x", team: "bi" }) });
    const { code, stdout, stderr } = await program.pulumi("up", "--yes", "--skip-preview");
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain(
      "failed with INVALID_PARAMETER_VALUE.INVALID_PARAMETER_VALUE on warehouse",
    );
    expect(stdout + stderr).toContain("Tag name a.b contains one or more of the reserved characters");
    program.declare({ refused: layout("refused", { team: "bi" }) });
    await program.up();
    expect(await program.sandbox.tags("gold.refused")).toEqual({ team: "bi" });
  });

  test("go with the resource where that was asked for, and stay otherwise", async () => {
    await create("kept");
    await create("lent");
    program.declare({
      kept: layout("kept", { team: "bi" }),
      lent: { ...layout("lent", { team: "bi" }), onRemoval: "unset" },
    });
    await program.up();
    await program.sandbox.sql("ALTER TABLE dev.gold.lent SET TAGS ('reviewed' = '')");
    program.declare({});
    await program.up();
    expect(await program.sandbox.tags("gold.kept")).toEqual({ team: "bi" });
    expect(await program.sandbox.tags("gold.lent")).toEqual({ reviewed: "" });
  });
});
