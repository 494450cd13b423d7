import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Difference, DriftedResource } from "../../src/drift/report.ts";
import { loadStatement } from "../../dev/start/pipeline.ts";
import type { Deployed } from "./support/drifts.ts";
import { AWAITED, SQL_DRIFTS } from "./support/drifts-in-sql.ts";
import { REST_DRIFTS } from "./support/drifts-over-rest.ts";
import { UNSEEN_DRIFTS } from "./support/drifts-unseen.ts";
import { runPrinted } from "./support/printed-commands.ts";
import type { Sandbox } from "./support/sandbox.ts";
import { Bench } from "./support/workbench.ts";
import { tables } from "../../dev/start/kineo.ts";

const JOB_NAME = "nightly tuning";

/** One stack, deployed once; each test stands on the one before it. Its hand is a service principal of another name. */
describe("detecting drift", () => {
  let bench: Bench;
  let hand: Sandbox & { readonly principal: string };
  let found: readonly DriftedResource[];

  beforeAll(async () => {
    bench = await Bench.open({ name: "drift", stack: "sandbox" });
    bench.edit(
      "tables/silver/positions.ts",
      'layout: "unordered",',
      'layout: "unordered",\n  maintenance: { analyze: "daily" },\n  comment: "Positions, nightly from HR.",\n  tags: { domain: "hr", owner: "people" },',
    );
    bench.edit("tables/silver/fiscal_years.ts", 'managedBy: "pipeline"', 'managedBy: "stack"');
    bench.edit(
      "tables/gold/mv_certification_status.ts",
      'refresh: { onUpdate: { atMostEvery: "1 hour" } },',
      'refresh: { onUpdate: { atMostEvery: "1 hour" } },\n  comment: "Certifications by status.",',
    );
    // One table is still to come: its pipeline makes it after the deployment.
    await bench.sandbox.sql(`CREATE TABLE ${AWAITED}_kept AS SELECT * FROM ${AWAITED}`);
    await bench.sandbox.sql(`DROP TABLE ${AWAITED}`);
    await bench.up();
    hand = await bench.sandbox.asPrincipal();
    return () => bench.sandbox.stop();
  });

  const byName = (name: string) => found.find((resource) => resource.name === name);

  async function deployed(): Promise<Deployed> {
    const jobs = await bench.output<Deployed["jobs"]>("jobIds");
    const { policies } = await hand.send<{ policies: readonly { policy_id: string }[] }>(
      "GET",
      "/api/2.0/policies/clusters/list",
    );
    return {
      cluster: await bench.output("clusterId"),
      warehouse: await bench.output("warehouseId"),
      policy: policies[0]?.policy_id ?? "",
      jobs,
    };
  }

  /** Sets a property from within a run of a job, as a scheduled notebook or query would. */
  async function driftByJob(statement: string): Promise<number> {
    await hand.send("POST", "/api/2.0/workspace/import", {
      path: "/Shared/tuning.sql",
      content: Buffer.from(statement).toString("base64"),
      ...{ format: "AUTO", overwrite: true },
    });
    const { job_id } = await hand.send<{ job_id: number }>("POST", "/api/2.2/jobs/create", {
      name: JOB_NAME,
      tasks: [
        {
          task_key: "tune",
          sql_task: {
            warehouse_id: (await deployed()).warehouse,
            file: { path: "/Shared/tuning.sql", source: "WORKSPACE" },
          },
        },
      ],
    });
    const { run_id } = await hand.send<{ run_id: number }>("POST", "/api/2.2/jobs/run-now", { job_id });
    for (;;) {
      const { state } = await hand.send<{ state: { life_cycle_state: string; result_state?: string } }>(
        "GET",
        `/api/2.2/jobs/runs/get?run_id=${run_id}`,
      );
      if (state.life_cycle_state === "TERMINATED") {
        expect(state.result_state).toBe("SUCCESS");
        return job_id;
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }

  test("finds none on a fresh deployment, and what it waits for is no drift", async () => {
    const { resources, unreadable, notes, waiting, exit } = await bench.drift();
    expect({ resources, unreadable, notes, exit }).toEqual({
      resources: [],
      unreadable: [],
      notes: [],
      exit: 0,
    });
    expect(waiting).toEqual([AWAITED]);
  });

  let tuningJob = 0;

  test("finds what was done by hand, all of it and nothing else, while the state is locked", async () => {
    const ids = await deployed();
    for (const { by } of [...SQL_DRIFTS, ...REST_DRIFTS]) await by(hand, ids);
    tuningJob = await driftByJob(
      "ALTER TABLE sandbox.gold.fact_course_progress SET TBLPROPERTIES ('delta.autoOptimize.optimizeWrite' = 'false')",
    );

    const lock = join(bench.directory, "state/.pulumi/locks/organization/kineo/sandbox");
    mkdirSync(lock, { recursive: true });
    writeFileSync(
      join(lock, "00000000-0000-4000-8000-000000000000.json"),
      JSON.stringify({
        ...{ pid: 1, username: "ana", hostname: "elsewhere" },
        timestamp: new Date().toISOString(),
      }),
    );
    const refused = await bench.pulumi("refresh", "--yes", "--skip-preview");
    expect(refused.code).not.toBe(0);
    expect(refused.stdout + refused.stderr).toContain("locked");
    const requests = await bench.sandbox.requestCount();
    const statements = await bench.sandbox.lastStatement();
    const report = await bench.drift();
    const asked = await bench.sandbox.requestsSince(requests);
    const sent = await bench.sandbox.statementsSince(statements);
    rmSync(lock, { recursive: true });

    expect(report.unreadable).toEqual([]);
    expect(report.exit).toBe(2);
    found = report.resources;
    const seen = found.map(({ name, differences }) => [
      name,
      differences.map(({ what, path }) => [what, path]).sort(),
    ]);
    const expected = Map.groupBy([...SQL_DRIFTS, ...REST_DRIFTS], ({ resource }) => resource);
    expect(Object.fromEntries(seen)).toEqual({
      ...Object.fromEntries(
        [...expected].map(([name, drifts]) => {
          const all = drifts.flatMap((drift) => drift.found.map(String));
          return [name, [...new Set(all)].map((one) => one.split(/,(.*)/s).slice(0, 2)).sort()];
        }),
      ),
      "gold.fact_course_progress": [["value", 'properties["delta.autoOptimize.optimizeWrite"]']],
    });
    expect(SQL_DRIFTS.length + REST_DRIFTS.length).toBeGreaterThanOrEqual(25);
    expect(new Set(found.flatMap(({ differences }) => differences.map(({ cause }) => cause)))).toEqual(
      new Set(["changedOutside"]),
    );

    const isLog = ({ path }: { path: string }) => path.startsWith("/sandbox/");
    const others = asked.filter((request) => request.method !== "GET" && !isLog(request));
    expect(new Set(others.map(({ method, path }) => `${method} ${path}`))).toEqual(
      new Set(["POST /api/2.0/sql/statements"]),
    );
    expect(sent.length).toBeGreaterThan(10);
    expect(
      sent.filter(
        ({ statement }) =>
          !/^(DESCRIBE HISTORY|DESCRIBE TABLE EXTENDED|SHOW TABLES DROPPED|SELECT) /.test(statement),
      ),
    ).toEqual([]);
  });

  test.each(SQL_DRIFTS.filter(({ operation }) => operation !== undefined))(
    "says who did it: $name",
    ({ resource, found: paths, operation }) => {
      const differences = byName(resource)?.differences.filter(({ path }) =>
        paths.some(([, wanted]) => wanted === path),
      );
      for (const { who } of differences ?? []) {
        expect(who).toMatchObject({ known: true, user: hand.principal, operation });
      }
      expect(differences).toHaveLength(paths.length);
    },
  );

  test("names the job whose run did it", () => {
    const [difference] = byName("gold.fact_course_progress")?.differences ?? [];
    expect(difference?.who).toMatchObject({
      known: true,
      user: hand.principal,
      operation: "SET TBLPROPERTIES",
      job: { id: String(tuningJob), name: JOB_NAME },
    });
  });

  test("explains each, and says how each is reverted and adopted", () => {
    const all = found.flatMap((resource) =>
      resource.differences.map((difference) => ({ resource, difference })),
    );
    expect(all.length).toBeGreaterThanOrEqual(40);
    const unexplained = all.filter(({ resource, difference: { impact, adopt, who, revert } }) => {
      const back = revert ?? resource.revert;
      const isReverted = back.command !== undefined || back.manual !== undefined;
      const isAttributed = who.known || (who.ask ?? "").includes("system.access.audit");
      return impact === "" || adopt.says === "" || !isReverted || !isAttributed;
    });
    expect(unexplained).toEqual([]);
    const of = (name: string, path: string): Difference | undefined =>
      byName(name)?.differences.find((difference) => difference.path === path);
    for (const script of ["kineo-run-statement", "kineo-cache-tables"]) {
      expect(of(script, "content")?.who).toMatchObject({
        known: false,
        at: expect.stringMatching(/^20\d\d-/) as string,
      });
    }
    const view = byName("gold.mv_certification_status");
    expect(view?.revert.statements).toEqual([
      expect.stringMatching(
        /^CREATE OR REPLACE MATERIALIZED VIEW `sandbox`\.`gold`\.`mv_certification_status` CLUSTER BY \(`organization_id`, `cert_id`\) COMMENT 'Certifications by status\.' .* TRIGGER ON UPDATE AT MOST EVERY INTERVAL 60 MINUTES AS SELECT/s,
      ),
    ]);
    expect(of("gold.mv_certification_status", "query")).toMatchObject({
      impact: expect.stringContaining("computes the view anew") as string,
      who: {
        known: false,
        why: "a materialized view has a history of its refreshes, and none of who changed it",
      },
    });
    expect(of("gold.mv_certification_status", "refresh")).toMatchObject({
      declared: "TRIGGER ON UPDATE AT MOST EVERY INTERVAL 60 MINUTES",
      live: "SCHEDULE CRON '0 0 5 * * ?' AT TIME ZONE 'Etc/UTC'",
      adopt: { kind: "edit", edit: { value: { cron: "0 0 5 * * ?", timezone: "Etc/UTC" } } },
    });
    expect(byName("gold.dim_user")?.revert.statements).toEqual([
      "ALTER TABLE `sandbox`.`gold`.`dim_user` SET TBLPROPERTIES ('delta.autoOptimize.autoCompact' = 'true')",
    ]);
    expect(of("kineo-warehouse", "channel.name")?.adopt).toMatchObject({
      kind: "edit",
      file: "Pulumi.sandbox.yaml",
      edit: { path: ["warehouse", "channel"], value: "preview" },
    });
  });

  test("is read as text", async () => {
    const text = await bench.lakewright("drift");
    expect(text.code).toBe(2);
    expect(text.stdout).toContain(
      'changed outside: properties["delta.autoOptimize.autoCompact"] is false, declared true',
    );
    expect(text.stdout).toMatch(/who: [0-9a-f-]{36}, .* UTC, SET TBLPROPERTIES \(version \d+\)/);
    expect(text.stdout).toContain(`by the job "${JOB_NAME}" (${tuningJob})`);
  });

  test("is gone once the printed commands and statements have run", async () => {
    // The dropped one comes back as it is printed; the one of another kind the pipeline makes again.
    for (const statement of byName("gold.dim_fy_began")?.revert.statements ?? [])
      await bench.sandbox.sql(statement);
    const replaced = tables.find(({ name }) => name === "gold.fact_course_history");
    if (replaced === undefined) throw new Error("no table gold.fact_course_history");
    await bench.sandbox.sql(`DROP TABLE IF EXISTS sandbox.${replaced.name}`);
    await bench.sandbox.sql(loadStatement(replaced, "sandbox"));
    // What would lose values is refused, and left to a person: a wider type is narrowed by hand only.
    bench.edit("tables/silver/fiscal_years.ts", "fiscal_year: int", "fiscal_year: bigint");
    bench.edit("tables/silver/fiscal_years.ts", "date, defineTable, int }", "bigint, date, defineTable }");
    const own = found.flatMap(({ differences }) =>
      differences.flatMap(({ revert }) => revert?.statements ?? []),
    );
    expect(own.toSorted()).toEqual([
      "ALTER TABLE `sandbox`.`silver`.`programs` UNSET TBLPROPERTIES IF EXISTS ('delta.appendOnly')",
      "ALTER TABLE `sandbox`.`silver`.`users` UNSET TBLPROPERTIES IF EXISTS ('delta.enableDeletionVectors')",
    ]);
    for (const statement of own) await bench.sandbox.sql(statement);
    for (const file of ["run-statement.sql", "cache-tables"]) {
      const path = `/Shared/lakewright/kineo/kineo/sandbox/${file}`;
      expect(byName(`kineo-${file.replace(".sql", "")}`)?.revert.command).toMatch(
        `databricks workspace delete '${path}' && pulumi up --stack sandbox --refresh --target 'urn:`,
      );
    }
    await runPrinted(bench, hand, found);
    const { resources, exit } = await bench.drift();
    expect(resources).toEqual([]);
    expect(exit).toBe(0);
  });

  test("is gone once the printed commands have run also where up sees none of it", async () => {
    const ids = await deployed();
    for (const { by } of UNSEEN_DRIFTS) await by(hand, ids);
    const { resources } = await bench.drift();
    const fields = resources.map(({ name, differences }) => [
      name,
      [...new Set(differences.map(({ path }) => path.replace(/[.[].*$/s, "")))].sort(),
    ]);
    expect(Object.fromEntries(fields)).toEqual(
      Object.fromEntries(UNSEEN_DRIFTS.map(({ resource, fields: those }) => [resource, those])),
    );
    await bench.up("--refresh");
    // A maintenance job is read whole, so that an up sees and reverts it.
    const left = resources.filter(({ kind }) => kind !== "job");
    expect(left.length).toBeLessThan(resources.length);
    expect((await bench.drift()).resources).toEqual(left);
    for (const { revert } of left) expect(revert.command).toMatch(/^databricks api post /);
    await runPrinted(bench, hand, left);
    const after = await bench.drift();
    expect(after.resources).toEqual([]);
    expect(after.exit).toBe(0);
  });

  test("tells pending deployments from changes outside, and where both sides changed alike", async () => {
    bench.edit(
      "tables/gold/dim_user.ts",
      "properties: optimizedWrites",
      'properties: { ...optimizedWrites, "delta.targetFileSize": "64 MB" }',
    );
    bench.edit(
      "tables/gold/dim_course.ts",
      "properties: optimizedWrites",
      'properties: { ...optimizedWrites, "delta.targetFileSize": "32 MB" }',
    );
    bench.edit("Pulumi.sandbox.yaml", "max: 1", "max: 2");
    await hand.sql("ALTER TABLE sandbox.gold.dim_user SET TBLPROPERTIES ('delta.targetFileSize' = '16mb')");
    await hand.sql("ALTER TABLE sandbox.gold.dim_course SET TBLPROPERTIES ('delta.targetFileSize' = '32mb')");
    const { resources, settled } = await bench.drift();
    const causes = resources.flatMap(({ name, differences }) =>
      differences.map(({ path, cause, who }) => [name, path, cause, "file" in who ? who.file : ""]),
    );
    expect(causes).toEqual([
      ["gold.dim_user", 'properties["delta.targetFileSize"]', "both", ""],
      ["kineo-warehouse", "max_num_clusters", "pendingDeployment", "the program or the stack's settings"],
    ]);
    expect(settled).toEqual([
      {
        name: "gold.dim_course",
        path: 'properties["delta.targetFileSize"]',
        ...{ deployed: "128mb", now: "32mb" },
      },
    ]);
    await bench.up();
    expect((await bench.drift()).exit).toBe(0);
  });

  test("writes what is adopted into the files, after which there is no drift and nothing to deploy", async () => {
    const { warehouse } = await deployed();
    await hand.sql("ALTER TABLE sandbox.silver.cert_overview CLUSTER BY (cert_id)");
    await hand.sql("ALTER TABLE sandbox.silver.certifications CLUSTER BY (cert_id)");
    await hand.sql(
      "ALTER TABLE sandbox.silver.programs SET TBLPROPERTIES ('delta.logRetentionDuration' = 'interval 60 days')",
    );
    await hand.sql(
      "ALTER TABLE sandbox.gold.dim_course UNSET TBLPROPERTIES ('delta.autoOptimize.autoCompact')",
    );
    await hand.sql(
      "ALTER TABLE sandbox.gold.dim_positions SET TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true')",
    );
    await hand.sql("COMMENT ON TABLE sandbox.silver.positions IS 'Positions, hourly.'");
    await hand.sql("ALTER TABLE sandbox.silver.positions SET TAGS ('domain' = 'finance')");
    const view = "sandbox.gold.mv_certification_status";
    await hand.sql(`ALTER MATERIALIZED VIEW ${view} ALTER SCHEDULE EVERY 6 HOURS`);
    await hand.sql(`COMMENT ON TABLE ${view} IS 'Certifications, by status.'`);
    await hand.send("POST", `/api/2.0/sql/warehouses/${warehouse}/edit`, {
      channel: { name: "CHANNEL_NAME_PREVIEW" },
      auto_stop_mins: 25,
    });
    const { code, stdout, stderr } = await bench.lakewright("drift", "--adopt");
    expect(code, stdout + stderr).toBe(0);
    expect(stdout).toContain("Written:\n");
    expect(bench.read("tables/silver/cert_overview.ts")).toContain('layout: { cluster: ["cert_id"] },');
    expect(bench.read("tables/silver/positions.ts")).toContain(
      'tags: { domain: "finance", owner: "people" }',
    );
    expect(bench.read("tables/gold/mv_certification_status.ts")).toContain(
      'refresh: { every: "6 hours" },\n  comment: "Certifications, by status.",\n',
    );
    expect(bench.read("Pulumi.sandbox.yaml")).toContain("autoStopMinutes: 25\n      channel: preview\n");
    const { resources, exit } = await bench.drift();
    expect(resources).toEqual([]);
    expect(exit).toBe(0);
    // What nobody had declared is the stack's from the next up on, which marks the tables as such and sends no more.
    const taken = (await bench.changes("--refresh")).filter(({ op }) => op !== "refresh");
    expect(taken.map(({ op, name }) => [op, name])).toEqual([
      ["update", "gold.dim_positions"],
      ["update", "silver.programs"],
    ]);
    const sent = await bench.statementsOf(() => bench.up("--refresh"));
    expect(
      sent.filter(
        (statement) =>
          !/^ALTER TABLE \S+ SET TBLPROPERTIES \('lakewright\.managedBy'/.test(statement) &&
          !/^(SELECT|DESCRIBE TABLE EXTENDED) /.test(statement),
      ),
    ).toEqual([]);
    await bench.ok("preview", "--refresh", "--expect-no-changes");
  });

  test("ends with 1 and one sentence where nobody answers", async () => {
    const { code, stdout, stderr } = await bench.lakewrightWith({ DATABRICKS_TOKEN: "wrong" }, "drift");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^token refused by http:\/\/127\.0\.0\.1/);
  });
});
