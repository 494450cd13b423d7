import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { packPolicyPack } from "../../dev/release/policy-pack.ts";
import { Deployment, type DeploymentParts, freshFolder, readyToolchain } from "./support/deployment.ts";
import type { Ended } from "./support/process.ts";
import { Sandbox } from "./support/sandbox.ts";

/** The program of `policy/`, which declares none of our resources, under the policy pack that `npm run policy-pack` packs. */
class Foreign extends Deployment {
  readonly #pack: string;

  private constructor(pack: string, parts: DeploymentParts) {
    super(parts);
    this.#pack = pack;
  }

  static async open(): Promise<Foreign> {
    const { directory, home } = await freshFolder("policy");
    cpSync(join(import.meta.dirname, "policy"), directory, { recursive: true });
    const [{ program }, sandbox, toolchain] = await Promise.all([
      packPolicyPack(join(directory, "dist")),
      Sandbox.start({ home, catalog: "main" }),
      readyToolchain(),
    ]);
    const foreign = new Foreign(program, { directory, sandbox, toolchain });
    await foreign.ok("stack", "init", "dev");
    return foreign;
  }

  /** Runs a command on the program as it is written in one state, under the pack. */
  async judged(
    written: "corrected" | "mistaken" | (typeof LATE)[number],
    command: readonly string[],
    config?: object,
  ): Promise<Ended & { readonly policies: string }> {
    await this.ok("config", "set", "written", written);
    const file = join(this.directory, "policies.json");
    if (config !== undefined) writeFileSync(file, JSON.stringify(config));
    const configured = config === undefined ? [] : ["--policy-pack-config", file];
    const ended = await this.pulumi(
      ...[...command, "--policy-pack", this.#pack, ...configured, "--color", "never"],
    );
    return { ...ended, policies: section(ended.stdout) };
  }
}

/** What Pulumi prints of policies, without the path of the pack and without the indentation that all have. */
function section(stdout: string): string {
  const [, found = ""] = /^Policies:\n([\s\S]*?)\n\n/m.exec(stdout) ?? [];
  return found.replaceAll(/^ {4}/gm, "").replace(/ \(local: .*\)/, "");
}

const UP = ["up", "--yes", "--skip-preview"];
const LATE = ["late conf", "late job", "late layout"] as const;

describe("somebody else's program under the policy pack", () => {
  let foreign: Foreign;

  beforeAll(async () => {
    foreign = await Foreign.open();
    return () => foreign.sandbox.stop();
  });

  test("a preview names every mistake at once, in every kind of resource, and fails", async () => {
    const { code, policies } = await foreign.judged("mistaken", ["preview"]);
    expect(policies).toBe(MISTAKES);
    expect(code).not.toBe(0);
  });

  test("findings may stay by name, reason and day, and levels are the configuration's", async () => {
    const until = "2999-12-31";
    const reason = "moves with the next release";
    const { code, policies } = await foreign.judged("mistaken", ["preview"], {
      all: "advisory",
      "cluster-auto-termination": { accept: [{ resource: "bounds", reason, until }] },
      "cluster-node-type": { enforcementLevel: "mandatory", accept: [{ resource: "shared", reason, until }] },
      "layout-clustering-keys": { accept: [{ resource: "order", reason, until }] },
      "layout-hash-bucket": { accept: [{ resource: "events", reason, until: "2026-01-31" }] },
      "spark-conf-value": "disabled",
      "warehouse-auto-stop": "mandatory",
      "warehouse-type": { accept: [{ resource: "nightly", reason, until }] },
    });
    expect(policies.split("\n").filter((line) => line.includes("[mandatory]"))).toEqual([
      "    - [mandatory]  warehouse-auto-stop  (databricks:index:SqlEndpoint: dashboards)",
    ]);
    expect(policies).toContain(`[advisory]  acceptance-expired  (databricks:index:SqlTable: events)
      accepted layout/hash-bucket until 2026-01-31
`);
    expect(policies).toContain(`[advisory]  acceptance-unused  (pulumi:pulumi:Stack: foreign-dev)
      order: accepts layout/clustering-keys of a resource that this stack does not have
`);
    expect(policies).toContain("cluster-auto-termination  (databricks:index:Cluster: shared)");
    expect(policies).toContain("layout-hash-bucket  (databricks:index:SqlTable: events)");
    expect(policies).not.toMatch(/ClusterPolicy: bounds|cluster-node-type|warehouse-type/);
    expect(code).not.toBe(0);
  });

  test("a configuration that is wrong is refused with what is wrong in it", async () => {
    const said = async (config: object) => {
      const { code, stdout, stderr } = await foreign.judged("corrected", ["preview"], config);
      expect(code).not.toBe(0);
      return stdout + stderr;
    };
    expect(await said({ "cluster-nodetype": "advisory" })).toContain(
      'there is no policy "cluster-nodetype"; did you mean "cluster-node-type"?',
    );
    expect(
      await said({ "cluster-runtime": { accept: [{ resource: "shared", until: "2027-3-1" }] } }),
    ).toMatch(/cluster-runtime: accept\.0: reason is required[\s\S]*cluster-runtime: accept\.0\.until: /);
  });

  test("what a new stack's preview cannot know is no mistake, and no fault of the pack", async () => {
    const { code, policies } = await foreign.judged("late conf", ["preview"]);
    expect(policies).toBe("✅ lakewright@v0.1.0");
    expect(code).toBe(0);
  });

  test.each(LATE)("a %s is judged once it is known, before the resource is made", async (written) => {
    const { code, policies } = await foreign.judged(written, UP);
    expect(policies).toBe(LATE_MISTAKES[written]);
    expect(code).not.toBe(0);
    // An earlier one may have made the others.
    if (written === LATE[0]) expect(await foreign.ok("stack", "export")).not.toContain("::shared");
  });

  test("the corrected program is deployed, and passes again with all values known", async () => {
    for (const command of [UP, ["preview"], ["policy", "analyze"]]) {
      const { code, policies, stdout } = await foreign.judged("corrected", command);
      expect(policies, stdout).toBe("✅ lakewright@v0.1.0");
      expect(code, stdout).toBe(0);
    }
  });

  test("mistakes in a stack that is there are named as in a new one", async () => {
    const { code, policies } = await foreign.judged("mistaken", ["preview"]);
    expect(policies).toBe(MISTAKES);
    expect(code).not.toBe(0);
  });
});

const MISTAKES = `❌ lakewright@v0.1.0
    - [mandatory]  cluster-auto-termination  (databricks:index:Cluster: shared)
      shared.autoTerminationMinutes: never ends itself
      instead: 60, or however long people stay away and come back  [cluster/auto-termination]
    - [mandatory]  cluster-auto-termination  (databricks:index:ClusterPolicy: bounds)
      bounds.autoTerminationMinutes: never ends itself
      instead: 60, or however long people stay away and come back  [cluster/auto-termination]
    - [mandatory]  cluster-autoscale  (databricks:index:Job: nightly)
      nightly.load.workers: at least 8 and at most 2 workers
      instead: { min: 2, max: 8 }  [cluster/autoscale]
    - [mandatory]  cluster-node-type  (databricks:index:Cluster: shared)
      shared.nodeType: no cloud has a node type "r6id.2xlrage"
      instead: r6id.2xlarge  [cluster/node-type]
    - [mandatory]  cluster-spot-driver  (databricks:index:Cluster: shared)
      shared.spot: the driver may be a spot instance
      instead: firstOnDemand: 1, which is the driver  [cluster/spot-driver]
    - [mandatory]  layout-clustering-keys  (databricks:index:SqlTable: orders)
      sales.orders: clusters by 5 keys; Delta takes 4
      instead: cluster: ["order_id", "customer_id", "country", "channel"]  [layout/clustering-keys]
    - [mandatory]  layout-hash-bucket  (databricks:index:SqlTable: events)
      sales.events: partitions by hash(order_id) % 50: 99 values, −49 to 49, not 50
      instead: CLUSTER BY (order_id); pmod(hash(order_id), 50) makes 50 values, and still saves no shuffle  [layout/hash-bucket]
    - [mandatory]  permissions-everyone-manages  (databricks:index:Permissions: dashboards-access)
      dashboards-access.permissions: gives CAN_MANAGE to users, which is everybody
      instead: a group of administrators; CAN_USE for users  [permissions/everyone-manages]
    - [mandatory]  spark-conf-contradiction  (databricks:index:Job: nightly)
      load: spark.memory.offHeap.enabled: is on, and spark.memory.offHeap.size is 0
      instead: spark.memory.offHeap.size 2g  [spark-conf/contradiction]
    - [mandatory]  spark-conf-unknown-key  (databricks:index:Cluster: shared)
      Spark has no "spark.executor.memoryFraction"
      instead: spark.memory.fraction  [spark-conf/unknown-key]
    - [mandatory]  spark-conf-value  (databricks:index:ClusterPolicy: bounds)
      spark.sql.shuffle.partitions: "2.5" is no whole number
      instead: a value such as 200  [spark-conf/value]
    - [mandatory]  table-properties  (databricks:index:SqlTable: orders)
      sales.orders: Delta has no property "delta.logRetentionDuraton"
      instead: delta.logRetentionDuration  [table/properties]
    - [mandatory]  warehouse-auto-stop  (databricks:index:SqlEndpoint: dashboards)
      dashboards.autoStopMinutes: never stops by itself
      instead: 45  [warehouse/auto-stop]
    - [mandatory]  warehouse-type  (databricks:index:Job: nightly)
      nightly.report: a SQL task on the classic warehouse dashboards
      instead: a pro or serverless warehouse  [warehouse/type]
    - [advisory]  job-all-purpose-cluster  (databricks:index:Job: nightly)
      nightly.load: runs on an all-purpose cluster
      instead: a job cluster or serverless compute  [job/all-purpose-cluster]`;

const LATE_MISTAKES = {
  "late conf": `❌ lakewright@v0.1.0
    - [mandatory]  spark-conf-value  (databricks:index:Cluster: shared)
      spark.sql.autoBroadcastJoinThreshold: "50 MB" is not a whole number with b, k, m, g, t or p, without a space or a fraction
      instead: 50MB  [spark-conf/value]`,
  "late job": `❌ lakewright@v0.1.0
    - [mandatory]  cluster-node-type  (databricks:index:Job: hourly)
      hourly.none.nodeType: no cloud has a node type "r6id.2xlrage"
      instead: r6id.2xlarge  [cluster/node-type]`,
  "late layout": `❌ lakewright@v0.1.0
    - [mandatory]  layout-clustering-keys  (databricks:index:SqlTable: events)
      sales.events: clusters by 5 keys; Delta takes 4
      instead: cluster: ["order_id", "customer_id", "country", "channel"]  [layout/clustering-keys]`,
};
