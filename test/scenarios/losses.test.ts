import { beforeAll, describe, expect, test } from "vitest";
import type { DriftedResource } from "../../src/drift/report.ts";
import { runPrinted } from "./support/printed-commands.ts";
import { becomeShop } from "./support/shop.ts";
import { Sandbox } from "./support/sandbox.ts";
import { Bench } from "./support/workbench.ts";

/** Twelve things that somebody deletes by hand, each found, ranked, and put back by what is printed, or explained. */
describe("what was deleted by hand", () => {
  let bench: Bench;
  let found: Awaited<ReturnType<Bench["drift"]>>;

  beforeAll(async () => {
    bench = await Bench.open({ name: "losses", stack: "sandbox", tables: "none" });
    await becomeShop(bench);
    await bench.up();
    await bench.sandbox.sql("INSERT INTO sandbox.gold.codes VALUES (1, 'Kenya'), (2, 'Peru')");
    return () => bench.sandbox.stop();
  });

  const deleted = (resources: readonly DriftedResource[]) =>
    resources.filter(({ differences }) => differences[0]?.what === "missing").map(({ name }) => name);

  const by = (name: string): DriftedResource => {
    const one = found.resources.find((resource) => resource.name === name);
    if (one === undefined) throw new Error(`no drift of ${name}`);
    return one;
  };

  /** @returns the names of what is gone, and of whose permission is */
  async function deleteByHand(): Promise<{ readonly gone: readonly string[]; readonly permitted: string }> {
    const { sandbox } = bench;
    await sandbox.sql("DROP TABLE sandbox.gold.orders");
    await sandbox.sql("DROP MATERIALIZED VIEW sandbox.gold.mv_orders");
    await sandbox.sql("ALTER TABLE sandbox.gold.codes DROP COLUMN label");
    const { jobs = [] } = await sandbox.send<{ jobs?: { job_id: number; settings: { name: string } }[] }>(
      "GET",
      "/api/2.2/jobs/list",
    );
    const weekly = jobs.find(({ settings }) => settings.name.includes("weekly"));
    await sandbox.send("POST", "/api/2.2/jobs/delete", { job_id: weekly?.job_id });
    await sandbox.send("POST", "/api/2.0/workspace/delete", {
      path: "/Shared/lakewright/kineo/kineo/sandbox/cache-tables",
    });
    const { policies } = await sandbox.send<{ policies: { policy_id: string; name: string }[] }>(
      "GET",
      "/api/2.0/policies/clusters/list",
    );
    await sandbox.send("POST", "/api/2.1/clusters/permanent-delete", {
      cluster_id: await bench.output("clusterId"),
    });
    for (const { policy_id } of policies.filter(({ name }) => name.includes("kineo")))
      await sandbox.send("POST", "/api/2.0/policies/clusters/delete", { policy_id });
    const warehouse = await bench.output<string>("warehouseId");
    await sandbox.send("PUT", `/api/2.0/permissions/sql/warehouses/${warehouse}`, {
      access_control_list: [{ user_name: "admin@sandbox.test", permission_level: "IS_OWNER" }],
    });
    return {
      gone: [
        ...["gold.orders", "gold.mv_orders", "kineo-weekly-small"],
        ...["kineo-cache-tables", "kineo-cluster-policy", "kineo-cluster"],
      ],
      permitted: "kineo-warehouse-permissions",
    };
  }

  async function putBack(resources: readonly DriftedResource[]): Promise<void> {
    const own = resources.flatMap(({ revert, differences }) => [
      ...(revert.command === undefined ? (revert.statements ?? []) : []),
      ...differences.flatMap((difference) => difference.revert?.statements ?? []),
    ]);
    for (const statement of own) await bench.sandbox.sql(statement);
    await runPrinted(bench, bench.sandbox, resources);
  }

  test("is nothing at first, and what else the program declares is left alone", async () => {
    const { resources, unreadable, waiting, notes, exit } = await bench.drift();
    expect({ resources, unreadable, waiting, exit }).toEqual({
      resources: [],
      unreadable: [],
      waiting: [],
      exit: 0,
    });
    // Deleting a grant that the lakehouse does not declare is seen by the preview of its program.
    expect(notes).toEqual([
      expect.stringMatching(
        /^beside the lakehouse, left alone: .*1 databricks:index\/grants:Grants/,
      ) as string,
    ]);
  });

  test("table, column, view, job, notebook, policy, permission, cluster: what is gone comes first", async () => {
    const { gone, permitted } = await deleteByHand();
    found = await bench.drift();
    expect(found.exit).toBe(2);
    expect(deleted(found.resources).toSorted()).toEqual(gone.toSorted());
    expect(
      found.resources
        .slice(0, gone.length)
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(gone.toSorted());
    expect(found.resources.slice(0, 2).map(({ name }) => name)).toEqual(["gold.orders", "gold.mv_orders"]);
    expect(found.resources.slice(gone.length).map(({ name }) => name)).toEqual(["gold.codes", permitted]);
  });

  test("a deletion tells when, what hangs on the table, and how it comes back", () => {
    const orders = by("gold.orders");
    expect(orders.differences[0]).toMatchObject({
      who: { at: expect.stringMatching(/^20\d\d-/) as string },
      impact:
        "what reads it fails; so does its maintenance (optimize, vacuum); so does the refresh of sandbox.gold.mv_orders, which reads it",
    });
    expect(orders.revert.statements).toEqual(["UNDROP TABLE `sandbox`.`gold`.`orders`"]);
    const label = by("gold.codes").differences.find(({ path }) => path === 'columns["label"].type');
    expect(label).toMatchObject({
      who: { known: true, operation: "DROP COLUMNS" },
      impact: expect.stringContaining("NULL in every row") as string,
      revert: {
        statements: [
          expect.stringMatching(/^RESTORE TABLE `sandbox`\.`gold`\.`codes` TO VERSION AS OF \d+$/) as string,
        ],
      },
    });
  });

  test("what is printed puts them back, with their rows", async () => {
    await putBack(found.resources);
    expect(await bench.sandbox.sql("SELECT count(*) FROM sandbox.gold.orders")).toEqual([["1000"]]);
    expect(await bench.sandbox.sql("SELECT label FROM sandbox.gold.codes ORDER BY country")).toEqual([
      ["Kenya"],
      ["Peru"],
    ]);
    const { resources, exit } = await bench.drift();
    expect({ resources, exit }).toEqual({ resources: [], exit: 0 });
  });

  test("a table that is gone is drift after a refresh too, and not waited for", async () => {
    await bench.sandbox.sql("DROP TABLE sandbox.silver.visits");
    expect(await bench.up("--refresh")).toContain("sandbox.silver.visits was deleted;");
    found = await bench.drift();
    expect([found.exit, found.waiting, deleted(found.resources)]).toEqual([2, [], ["silver.visits"]]);
    await putBack(found.resources);
    const { exit, settled } = await bench.drift();
    expect([exit, settled]).toEqual([
      0,
      [{ name: "silver.visits", path: "status", deployed: "deleted", now: "applied" }],
    ]);
  });

  test("the warehouse comes back with the up", async () => {
    await bench.sandbox.send(
      "DELETE",
      `/api/2.0/sql/warehouses/${await bench.output<string>("warehouseId")}`,
    );
    found = await bench.drift("--no-histories");
    expect(deleted(found.resources)).toEqual(["kineo-warehouse"]);
    await putBack(found.resources);
    expect((await bench.drift()).exit).toBe(0);
  });

  test("a schema takes its tables with it, which is explained: no statement restores it", async () => {
    await bench.sandbox.sql("DROP SCHEMA sandbox.silver CASCADE");
    found = await bench.drift();
    expect(deleted(found.resources)).toEqual(["silver.visits"]);
    const { differences, revert } = by("silver.visits");
    expect(differences[0]?.impact).toMatch(/^the schema sandbox\.silver is gone with all that was in it;/);
    expect(revert.manual).toMatch(/^no statement restores a schema: .*support within 7 days/);
    expect(revert.statements).toBeUndefined();
  });

  test("and so does a catalog", async () => {
    await bench.sandbox.stop();
    await Sandbox.start({ home: bench.sandbox.home, catalog: "another" });
    found = await bench.drift();
    expect(deleted(found.resources)).toEqual([
      "gold.codes",
      "gold.orders",
      "silver.visits",
      "gold.mv_orders",
    ]);
    expect(by("gold.orders").differences[0]?.impact).toMatch(
      /^the catalog sandbox is gone with all that was in it;/,
    );
  });
});
