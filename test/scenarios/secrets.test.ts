import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LayoutProgram, secret } from "./support/layouts.ts";

const PASSWORD = 'hunter2\'s "canary"';

/** Secrets that a program gives, on the real engine; each test stands on the one before it. */
describe("secrets in a table's layout and in a view", () => {
  let program: LayoutProgram;
  const said: string[] = [];

  /** Runs Pulumi, whatever comes of it, and keeps all that it says. */
  const pulumi = async (...args: readonly string[]) => {
    const ended = await program.pulumi(...args);
    said.push(ended.stdout, ended.stderr);
    return ended;
  };

  beforeAll(async () => {
    program = await LayoutProgram.open("secrets");
    await program.sandbox.sql("CREATE SCHEMA dev.gold");
    await program.sandbox.sql("CREATE TABLE dev.gold.t (id BIGINT) USING DELTA");
  });

  afterAll(async () => {
    await program.sandbox.stop();
  });

  const t = {
    table: "dev.gold.t",
    comment: secret(PASSWORD),
    properties: { "delta.checkpointInterval": "20", "etl.password": secret(PASSWORD) },
  };
  const v = {
    view: "dev.gold.v",
    query: secret("SELECT 'canary' AS a FROM dev.gold.t"),
    comment: secret(PASSWORD),
  };

  test("a preview, an up and what comes after them work as with any value", async () => {
    program.declare({ t }, { v });
    for (const options of [[], ["--diff"], ["--json"]])
      expect(await pulumi("preview", ...options)).toMatchObject({ code: 0 });
    expect(said.join("")).toContain("'etl.password' = '(secret)'");
    expect(await pulumi("up", "--yes", "--skip-preview")).toMatchObject({ code: 0 });
    expect(await program.sandbox.properties("gold.t")).toMatchObject({ "etl.password": PASSWORD });
    expect(await pulumi("preview", "--expect-no-changes")).toMatchObject({ code: 0 });
    expect(await pulumi("preview", "--refresh", "--diff", "--expect-no-changes")).toMatchObject({ code: 0 });
  });

  test("what was changed by hand shows as a change of a secret, and is reverted", async () => {
    await program.sandbox.sql("ALTER TABLE dev.gold.t SET TBLPROPERTIES ('etl.password' = 'another canary')");
    const preview = await pulumi("preview", "--refresh", "--diff");
    expect(preview.stdout).toContain("[secret]");
    expect(await pulumi("up", "--yes", "--refresh", "--skip-preview")).toMatchObject({ code: 0 });
    expect(await program.sandbox.properties("gold.t")).toMatchObject({ "etl.password": PASSWORD });
  });

  test("drift does not compare them, and says so", async () => {
    await program.sandbox.sql("ALTER TABLE dev.gold.t SET TBLPROPERTIES ('etl.password' = 'another canary')");
    for (const format of ["text", "json", "markdown"]) {
      const ended = await program.driftFromState("test", "--format", format);
      said.push(ended.stdout, ended.stderr);
      expect(ended, ended.stderr).toMatchObject({ code: 0 });
      expect(ended.stdout).toContain("secret, not compared");
    }
  });

  test("a refused value is told by the error's class, and not recorded openly", async () => {
    program.declare(
      { t: { ...t, properties: { ...t.properties, "delta.appendOnly": secret("not canary") } } },
      { v },
    );
    const failed = await pulumi("up", "--yes", "--skip-preview", "--continue-on-error");
    expect(failed.code).not.toBe(0);
    expect(failed.stdout + failed.stderr).toContain("(secret)");
  });

  test("none of it was said, and none stands in the state", async () => {
    expect(said.join("\n")).not.toMatch(/canary|hunter2/);
    const state = join(program.directory, "state");
    const files = readdirSync(state, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.length).toBeGreaterThan(0);
    for (const { parentPath, name } of files) {
      expect(readFileSync(join(parentPath, name), "utf8"), name).not.toMatch(/canary|hunter2/);
    }
    await program.ok("destroy", "--yes", "--skip-preview");
  });
});
