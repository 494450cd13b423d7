import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { packNpm } from "../../dev/release/npm-package.ts";
import { npmInstall } from "../component/package/install.ts";
import { type Ended, run } from "./support/process.ts";
import { runJob } from "./support/maintenance.ts";
import { Bench } from "./support/workbench.ts";

const CUSTOMERS = `import { bigint, defineTable, string } from "lakewright";

export const customers = defineTable("sales.customers", {
  about: "One row per customer.",
  managedBy: "stack",
  size: { rows: 50_000, bytes: "8 MB" },
  columns: { customer_id: { type: bigint, nullable: false }, country: string },
  layout: { cluster: ["country"] },
  maintenance: { optimize: "weekly", analyze: "weekly", vacuum: "weekly", keep: "14 days" },
});
`;

/** Of a pipeline: it exists already. */
const VISITS = `import { bigint, date, defineTable } from "lakewright";

export const visits = defineTable("sales.visits", {
  about: "One row per visit.",
  managedBy: "pipeline",
  size: { rows: 2_000_000, bytes: "300 MB" },
  columns: { visit_id: bigint, customer_id: bigint, day: date },
  layout: { cluster: ["customer_id", "day"] },
  properties: { "delta.autoOptimize.optimizeWrite": true },
});
`;

/** Another company installs the package, and has what Kineo has, in the workspace where Kineo's stack is. */
describe("a second company beside Kineo in one workspace", () => {
  let kineo: Bench;
  let folder: string;
  let env: Readonly<Record<string, string>>;

  beforeAll(async () => {
    kineo = await Bench.open({ name: "second-company", stack: "dev" });
    await kineo.up();
    await kineo.sandbox.sql("CREATE SCHEMA dev.sales");
    await kineo.sandbox.sql("CREATE TABLE dev.sales.visits (visit_id BIGINT, customer_id BIGINT, day DATE)");
    folder = mkdtempSync(join(tmpdir(), "acme-"));
    const state = join(folder, ".lakewright", "state");
    mkdirSync(state, { recursive: true });
    env = { ...kineo.env, PULUMI_BACKEND_URL: `file://${state}`, PULUMI_STACK: "dev", PATH: ownPath() };
    return async () => {
      rmSync(folder, { recursive: true });
      await kineo.sandbox.stop();
    };
  });

  /** Nothing of this repository but its Node and its Pulumi. */
  function ownPath(): string {
    const bin = join(folder, ".node");
    mkdirSync(bin);
    writeFileSync(join(bin, "node"), `#!/bin/sh\nexec '${process.execPath}' "$@"\n`, { mode: 0o755 });
    const parts = (kineo.env["PATH"] ?? "").split(delimiter).filter((part) => !part.includes("node_modules"));
    return [bin, ...parts].join(delimiter);
  }

  const pulumi = (...args: readonly string[]) =>
    run(kineo.program, [...args, "--non-interactive"], { cwd: folder, env });
  const lakewright = (...args: readonly string[]) =>
    run(join(folder, "node_modules", ".bin", "lakewright"), args, { cwd: folder, env });

  function succeeded({ code, stdout, stderr }: Ended, expected = 0): string {
    expect(code, stdout + stderr).toBe(expected);
    return stdout;
  }

  test("installs the tarball, makes its project and adds two tables", async () => {
    const { archive } = await packNpm(join(kineo.directory, "dist"));
    await npmInstall(folder, archive);
    expect(succeeded(await lakewright("init", "--name", "acme"))).toContain("tables/default/orders.ts");
    await npmInstall(folder);
    mkdirSync(join(folder, "tables", "sales"));
    writeFileSync(join(folder, "tables", "sales", "customers.ts"), CUSTOMERS);
    writeFileSync(join(folder, "tables", "sales", "visits.ts"), VISITS);
    expect(existsSync(join(folder, "node_modules", "lakewright", "plugin"))).toBe(true);
    const plan = succeeded(await lakewright("plan", "--stack", "dev"));
    for (const text of ["default.orders", "sales.customers", "sales.visits", "acme-dev-analytics"])
      expect(plan).toContain(text);
    expect(succeeded(await lakewright("lint"))).toContain("0 errors");
  });

  test("deploys, finds nothing to do and no drift, and has its preview reviewed", async () => {
    succeeded(await pulumi("stack", "select", "--create", "dev"));
    const preview = join(folder, "preview.json");
    writeFileSync(preview, succeeded(await pulumi("preview", "--json")));
    expect(succeeded(await lakewright("review", preview))).toContain("acme-dev-dashboards");
    succeeded(await pulumi("up", "--yes", "--skip-preview"));
    succeeded(await pulumi("preview", "--refresh", "--expect-no-changes"));
    expect(succeeded(await lakewright("drift", "--stack", "dev"))).toContain("no drift");
    expect(await kineo.sandbox.properties("sales.visits")).toMatchObject({
      "lakewright.managedBy": "acme/dev/sales.visits on dev.sales.visits",
    });
  });

  test("a bad declaration is one clear error of preview, with its file, and no stack", async () => {
    const file = join(folder, "tables", "sales", "visits.ts");
    writeFileSync(file, VISITS.replace("layout:", "layuot:"));
    const { code, stdout, stderr } = await pulumi("preview");
    expect(code).not.toBe(0);
    expect(stdout + stderr).toContain('tables/sales/visits.ts: layuot: unknown key; did you mean "layout"?');
    expect(stdout + stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
    writeFileSync(file, VISITS);
  });

  test("what is another company's stays: Kineo's preview is empty before and after, and its weekly job runs", async () => {
    await kineo.ok("preview", "--refresh", "--expect-no-changes");
    succeeded(await pulumi("destroy", "--yes", "--skip-preview"));
    await kineo.ok("preview", "--refresh", "--expect-no-changes");
    expect((await runJob(kineo, "weekly-small", ["gold-dim_course-optimize"])).result).toBe("SUCCESS");
    // Its tables are its own: a stack never drops one.
    expect(await kineo.sandbox.properties("sales.customers")).not.toHaveProperty("lakewright.managedBy");
  });
});
