import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LayoutProgram } from "./support/layouts.ts";

/** Tables and views in whose place something else stands by now; each test stands on the one before it. */
describe("a table that became something else", () => {
  let program: LayoutProgram;

  beforeAll(async () => {
    program = await LayoutProgram.open("became-something-else");
    await program.sandbox.sql("CREATE SCHEMA dev.gold");
    for (const name of ["dim", "other", "source"])
      await program.sandbox.sql(`CREATE TABLE dev.gold.${name} (id BIGINT) USING DELTA`);
    program.declare(layouts, { mv });
    await program.up();
  });

  afterAll(async () => {
    await program.sandbox.stop();
  });

  const properties = { "delta.checkpointInterval": "20" };
  const dim = { table: "dev.gold.dim", properties, onRemoval: "unset" } as const;
  const other = { table: "dev.gold.other", properties };
  const late = { table: "dev.gold.late", properties };
  const layouts = { dim, other, late };
  const mv = { view: "dev.gold.mv", query: "SELECT id FROM dev.gold.source", onRemoval: "drop" } as const;
  const isView =
    "dev.gold.dim is a view; a TableLayout is for Delta tables. A view has no layout: the tables that it reads have. Remove this resource, or make it a Delta table again.";
  const spoil = () =>
    program.sandbox.sql("ALTER TABLE dev.gold.other UNSET TBLPROPERTIES ('delta.checkpointInterval')");
  const putBack = "ALTER TABLE `dev`.`gold`.`other` SET TBLPROPERTIES ('delta.checkpointInterval' = '20')";

  test("is warned of by a refresh, which goes on and puts back all else", async () => {
    await program.sandbox.sql("DROP TABLE dev.gold.dim");
    await program.sandbox.sql("CREATE VIEW dev.gold.dim AS SELECT 1 AS id");
    await program.sandbox.sql("DROP MATERIALIZED VIEW dev.gold.mv");
    await program.sandbox.sql("CREATE TABLE dev.gold.mv (id BIGINT) USING DELTA");
    await program.sandbox.sql("CREATE VIEW dev.gold.late AS SELECT 1 AS id");
    await spoil();
    const said = await program.ok("preview", "--refresh");
    expect(said).toContain(`warning: ${isView} It counts as it was recorded.`);
    expect(said).toContain("warning: dev.gold.mv is a Delta table; a MaterializedView is for one");
    expect(said).toContain("warning: dev.gold.late is a view; a TableLayout is for Delta tables.");
    expect(said).toContain(putBack);
    expect(await program.statementsOf(() => program.up("--refresh"))).toEqual([putBack]);
    await program.ok("refresh", "--yes", "--skip-preview");
    await program.ok("preview", "--refresh", "--expect-no-changes");
  });

  test("fails by itself where its own declaration changes: with --continue-on-error all else is done", async () => {
    await spoil();
    program.declare({ ...layouts, dim: { ...dim, comment: "c" } }, { mv });
    const { code, stdout, stderr } = await program.pulumi("preview");
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain(isView);
    const sent = await program.statementsOf(async () => {
      const ended = await program.pulumi("up", "--yes", "--skip-preview", "--refresh", "--continue-on-error");
      expect(ended.code).not.toBe(0);
      expect(ended.stdout + ended.stderr).toContain(`error: ${isView}`);
    });
    expect(sent).toEqual([putBack]);
    program.declare(layouts, { mv: { ...mv, query: `${mv.query} WHERE id > 1` } });
    const ended = await program.pulumi("up", "--yes", "--skip-preview");
    expect(ended.stdout + ended.stderr).toContain(
      "error: dev.gold.mv is a Delta table; a MaterializedView is for",
    );
  });

  test("is let go of without a statement, whatever its declaration asks for, and that is said", async () => {
    program.declare({ other, late: dim }, {});
    await program.pulumi("preview");
    program.declare({ other }, {});
    const sent = await program.statementsOf(async () => {
      const said = await program.up();
      expect(said).toContain("dev.gold.dim is a view by now; nothing is sent.");
      expect(said).toContain("dev.gold.mv is a Delta table by now; nothing is sent.");
    });
    expect(sent).toEqual([]);
    expect(await program.sandbox.sql("SELECT * FROM dev.gold.dim")).toEqual([["1"]]);
  });
});
