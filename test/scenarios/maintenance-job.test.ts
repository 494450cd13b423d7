import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { MaintenanceJobArgs } from "../../components/maintenance-job.ts";
import { type Change, PluginProgram } from "./support/deployment.ts";

/** A program of nothing but maintenance jobs, on the real engine, the real plugin and a workspace of its own. */
let program: PluginProgram;
let warehouseId: string;

const PROGRAM = `import { readFileSync } from "node:fs";
import { MaintenanceJob } from "../../../components/maintenance-job.ts";

const declared = JSON.parse(readFileSync(new URL("declared.json", import.meta.url), "utf8"));
for (const [name, args] of Object.entries(declared)) new MaintenanceJob(name, args);
Error.stackTraceLimit = 0; // as in index.ts
`;

beforeAll(async () => {
  program = await PluginProgram.open("maintenance-job", { project: "jobs", program: PROGRAM });
  const { sandbox } = program;
  ({ id: warehouseId } = await sandbox.send<{ id: string }>("POST", "/api/2.0/sql/warehouses", {
    name: "jobs",
    cluster_size: "2X-Small",
    max_num_clusters: 1,
  }));
  return () => sandbox.stop();
});

const vacuum = (table: string) => ({ vacuum: `VACUUM ${table}` });

function job(change: Partial<MaintenanceJobArgs> = {}): MaintenanceJobArgs {
  return {
    jobName: "nightly",
    start: { kind: "schedule", cron: "0 0 3 * * ?", timezone: "Europe/Berlin" },
    runsOn: { warehouseId },
    scripts: { run: "/Shared/run.sql", runIfDue: "/Shared/run-if-due.sql" },
    tables: { "dev.gold.a": { optimize: "OPTIMIZE dev.gold.a", ...vacuum("dev.gold.a") } },
    permissions: { engineers: "CAN_MANAGE_RUN" },
    ...change,
  };
}

function declare(jobs: Readonly<Record<string, MaintenanceJobArgs>>): void {
  writeFileSync(join(program.directory, "declared.json"), JSON.stringify(jobs));
}

async function changes(...options: readonly string[]): Promise<readonly Omit<Change, "type">[]> {
  const found = await program.changes(...options);
  return (
    found
      // What a refresh reads is no change of its own.
      .filter(({ op, type }) => op !== "refresh" && type === "lakewright:index:MaintenanceJob")
      .map(({ op, name, diff }) => ({ op, name, diff }))
  );
}

interface Listed {
  readonly job_id: number;
  readonly settings: { readonly name: string };
}

async function jobs(): Promise<readonly Listed[]> {
  const { jobs: all = [] } = await program.sandbox.send<{ jobs?: readonly Listed[] }>(
    "GET",
    "/api/2.2/jobs/list?limit=100",
  );
  return all;
}

async function onlyJob(): Promise<number> {
  const all = await jobs();
  expect(all.map(({ settings }) => settings.name)).toEqual(["nightly"]);
  return all[0]?.job_id ?? 0;
}

describe("a maintenance job", () => {
  test("is made once, with who may use it, and is no difference from then on", async () => {
    declare({ nightly: job() });
    await program.ok("up", "--yes", "--skip-preview");
    const id = await onlyJob();
    const { settings } = await program.sandbox.send<{ settings: object }>(
      "GET",
      `/api/2.2/jobs/get?job_id=${id}`,
    );
    expect(settings).toMatchObject({
      name: "nightly",
      schedule: { quartz_cron_expression: "0 0 3 * * ?", pause_status: "UNPAUSED" },
      tags: { lakewright: "jobs/test/nightly" },
      tasks: [
        { task_key: "gold-a-optimize", sql_task: { parameters: { table: "`dev`.`gold`.`a`" } } },
        { task_key: "gold-a-vacuum", depends_on: [{ task_key: "gold-a-optimize" }] },
      ],
    });
    expect(await access(id)).toEqual({ engineers: "CAN_MANAGE_RUN" });
    expect(await changes("--refresh")).toEqual([]);
  });

  test("shows a table more, and one less, as that key and nothing else", async () => {
    declare({ nightly: job({ tables: { ...job().tables, "dev.gold.b": vacuum("dev.gold.b") } }) });
    expect(await changes()).toEqual([
      { op: "update", name: "nightly", diff: { 'tables["dev.gold.b"]': "add" } },
    ]);
    await program.ok("up", "--yes", "--skip-preview");
    declare({ nightly: job() });
    expect(await changes()).toEqual([
      { op: "update", name: "nightly", diff: { 'tables["dev.gold.b"]': "delete" } },
    ]);
    await program.ok("up", "--yes", "--skip-preview");
    expect(await changes("--refresh")).toEqual([]);
  });

  test("that somebody changed by hand is put back, task by task", async () => {
    const id = await onlyJob();
    const { settings } = await program.sandbox.send<{
      settings: { tasks: readonly { sql_task: object }[] };
    }>("GET", `/api/2.2/jobs/get?job_id=${id}`);
    const [optimize, last] = settings.tasks;
    await program.sandbox.send("POST", "/api/2.2/jobs/reset", {
      job_id: id,
      new_settings: {
        ...settings,
        max_concurrent_runs: 3,
        schedule: {
          quartz_cron_expression: "0 0 3 * * ?",
          timezone_id: "Europe/Berlin",
          pause_status: "PAUSED",
        },
        tasks: [
          optimize,
          { ...last, sql_task: { ...last?.sql_task, parameters: { statement: "SELECT 1" } } },
        ],
      },
    });
    await program.sandbox.send("PATCH", `/api/2.0/permissions/jobs/${id}`, {
      access_control_list: [{ group_name: "strangers", permission_level: "CAN_MANAGE" }],
    });
    expect(await changes("--refresh")).toEqual([
      {
        op: "update",
        name: "nightly",
        diff: {
          other: "delete",
          paused: "delete",
          "permissions.strangers": "delete",
          'tables["dev.gold.a"].vacuum': "update",
        },
      },
    ]);
    await program.ok("up", "--yes", "--skip-preview", "--refresh");
    expect(await changes("--refresh")).toEqual([]);
    expect(await access(id)).toEqual({ engineers: "CAN_MANAGE_RUN" });
    expect(await onlyJob()).toBe(id);
  });

  test("that an interrupted up left behind is found, and not made a second time", async () => {
    const id = await onlyJob();
    await program.ok(
      "state",
      "delete",
      "--yes",
      "urn:pulumi:test::jobs::lakewright:index:MaintenanceJob::nightly",
    );
    const said = await program.ok("up", "--yes", "--skip-preview");
    expect(said).toContain(`Job ${id} was left by an up that was interrupted, and is taken over.`);
    expect(await onlyJob()).toBe(id);
    expect(await changes("--refresh")).toEqual([]);
  });

  test("of more tasks than the API tells at once is read whole", async () => {
    const tables = Object.fromEntries(
      Array.from({ length: 130 }, (_, at) => [`dev.gold.t${at}`, vacuum(`dev.gold.t${at}`)]),
    );
    declare({ nightly: job({ tables }) });
    await program.ok("up", "--yes", "--skip-preview");
    expect(await changes("--refresh")).toEqual([]);
  });

  test("that somebody deleted is made anew", async () => {
    const id = await onlyJob();
    await program.sandbox.send("POST", "/api/2.2/jobs/delete", { job_id: id });
    expect(await changes("--refresh")).toMatchObject([{ op: "create", name: "nightly" }]);
    await program.ok("up", "--yes", "--skip-preview", "--refresh");
    expect(await onlyJob()).not.toBe(id);
  });

  test("is imported by its id, and what its inputs cannot say is shown", async () => {
    const { job_id: id } = await program.sandbox.send<{ job_id: number }>("POST", "/api/2.2/jobs/create", {
      name: "by hand",
      max_concurrent_runs: 1,
      queue: { enabled: true },
      timeout_seconds: 600,
      schedule: { quartz_cron_expression: "0 0 4 * * ?", timezone_id: "UTC", pause_status: "UNPAUSED" },
      tasks: [
        {
          task_key: "gold-a-vacuum",
          description: "deletes files that no kept version needs",
          sql_task: {
            warehouse_id: warehouseId,
            file: { path: "/Shared/run.sql", source: "WORKSPACE" },
            parameters: { statement: "VACUUM `dev`.`gold`.`a`" },
          },
        },
      ],
    });
    const by = {
      jobName: "by hand",
      start: { kind: "schedule", cron: "0 0 4 * * ?", timezone: "UTC" } as const,
      runsOn: { warehouseId },
      scripts: { run: "/Shared/run.sql" },
      tables: { "dev.gold.a": { vacuum: "VACUUM `dev`.`gold`.`a`" } },
    };
    await program.ok(
      ...["import", "lakewright:index:MaintenanceJob", "by-hand", String(id)],
      ...["--yes", "--generate-code=false", "--protect=false"],
    );
    declare({ nightly: job(), "by-hand": by });
    const [imported] = await changes();
    expect(imported).toMatchObject({ name: "by-hand", op: "update", diff: { other: "delete" } });
    await program.ok("up", "--yes", "--skip-preview");
    expect(await changes("--refresh")).toEqual([]);
  });

  test("goes with its resource", async () => {
    declare({});
    await program.ok("up", "--yes", "--skip-preview");
    expect(await jobs()).toEqual([]);
  });
});

/** What groups were given on the job itself. */
async function access(id: number): Promise<Readonly<Record<string, string>>> {
  const { access_control_list: list } = await program.sandbox.send<{
    access_control_list: readonly {
      group_name?: string;
      all_permissions: readonly { permission_level: string; inherited: boolean }[];
    }[];
  }>("GET", `/api/2.0/permissions/jobs/${id}`);
  return Object.fromEntries(
    list.flatMap(({ group_name: group, all_permissions: levels }) =>
      levels
        .filter(({ inherited }) => !inherited && group !== undefined)
        .map(({ permission_level }) => [group ?? "", permission_level]),
    ),
  );
}
