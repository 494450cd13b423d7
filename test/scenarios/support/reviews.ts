import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FaultFront } from "../../../sandbox/faults/front.ts";
import { Deployment, type DeploymentParts, openProgram } from "./deployment.ts";
import type { Ended } from "./process.ts";
import { optionsOf, type Side, sideOf } from "./review-scenario.ts";
import { REPOSITORY } from "./sandbox.ts";

/** Catalogs of other stacks: a sandbox serves one, and whether these are there is hidden, as it may be from whoever reviews. */
const ELSEWHERE = ["fresh", "prod"];
const HIDDEN = { status: 403, times: Infinity, body: { error_code: "PERMISSION_DENIED", message: "hidden" } };

/** The program of every scenario, on the real engine, the real plugins and a workspace of its own. */
export class ReviewProgram extends Deployment {
  readonly #front: FaultFront;

  private constructor(front: FaultFront, parts: DeploymentParts) {
    super(parts);
    this.#front = front;
  }

  /**
   * Deploys what is before every scenario.
   * @param name folder under `.sandbox/test`; the caller closes it
   */
  static async open(name: string): Promise<ReviewProgram> {
    const parts = await openProgram(name, { project: PROJECT, program: PROGRAM });
    const front = await FaultFront.open(parts.sandbox.url);
    front.set(
      ...ELSEWHERE.map((catalog) => ({ path: `/api/2.1/unity-catalog/schemas/${catalog}.`, ...HIDDEN })),
    );
    const program = new ReviewProgram(front, parts);
    for (const statement of PIPELINE) await program.sandbox.sql(statement);
    await program.deploy(sideOf("base", "before"), "dev");
    return program;
  }

  async close(): Promise<void> {
    await this.#front.close();
    await this.sandbox.stop();
  }

  /** Runs Pulumi on one side of a scenario. */
  async on(side: Side, stack: string, ...args: readonly string[]): Promise<Ended> {
    writeFileSync(join(this.directory, `Pulumi.${stack}.yaml`), readFileSync(side.settings, "utf8") + SALT);
    const env = {
      REVIEW_LAKEHOUSE: side.lakehouse,
      REVIEW_EXTRA: side.extra,
      DATABRICKS_HOST: this.#front.url,
      ...this.#more,
    };
    return await this.pulumiWith(env, ...args, "--stack", stack);
  }

  #more: Readonly<Record<string, string>> = {};

  /** Deploys one side; throws with the engine's words unless it succeeds. */
  async deploy(side: Side, stack: string, ...args: readonly string[]): Promise<void> {
    await this.ok("stack", "select", "--create", stack);
    const { code, stdout, stderr } = await this.on(side, stack, "up", "--yes", "--skip-preview", ...args);
    if (code !== 0) throw new Error(`up of ${stack} ended with ${code}\n${stdout}\n${stderr}`);
  }

  /** What the engine prints for a scenario's stack, less where things stand on this machine. */
  async preview(scenario: string, stack: string): Promise<string> {
    const { arguments: args, streamed } = optionsOf(scenario);
    await this.ok("stack", "select", "--create", stack);
    this.#more = streamed ? { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "1" } : {};
    const { stdout } = await this.on(sideOf(scenario, "after", stack), stack, "preview", "--json", ...args);
    this.#more = {};
    const everywhere = stdout
      .replaceAll(REPOSITORY, "/repository")
      .replaceAll(this.#front.url, "https://workspace.example.test")
      .replaceAll(new URL(this.#front.url).host, "workspace.example.test")
      .replaceAll(new URL(this.#front.url).hostname, "workspace.example.test");
    if (!streamed) return `${JSON.stringify(JSON.parse(everywhere), withoutPlaces, 1)}\n`;
    return everywhere
      .split("\n")
      .filter((line) => line !== "" && !line.includes('"severity":"debug"'))
      .map((line) => `${JSON.stringify(JSON.parse(line), withoutPlaces)}\n`)
      .join("");
  }
}

/** Traces, times, and what bridged providers keep for themselves: most of the text, and of no use to a review. */
const PLACES = new Set([
  ...["sourcePosition", "stackTrace", "created", "modified", "timestamp", "duration"],
  ...["propertyDependencies", "dependencies", "__pulumi_raw_state_delta", "__meta"],
]);

function withoutPlaces(key: string, value: unknown): unknown {
  return PLACES.has(key) ? undefined : value;
}

/** Tables that pipelines have written. */
const PIPELINE = [
  "CREATE SCHEMA dev.gold",
  "CREATE SCHEMA dev.ops",
  "CREATE TABLE dev.gold.fact_orders (order_id BIGINT, customer_id BIGINT, ordered_at TIMESTAMP, amount_cents BIGINT) USING DELTA",
  "CREATE TABLE dev.gold.fact_visits (visit_id BIGINT, customer_id BIGINT, visited_at TIMESTAMP, page STRING) USING DELTA",
  "CREATE TABLE dev.gold.dim_customer (customer_id BIGINT, country STRING, since TIMESTAMP) USING DELTA",
  "CREATE TABLE dev.gold.dim_store (store_id BIGINT, city STRING) USING DELTA",
];

/** Salt of the empty passphrase. */
const SALT = "encryptionsalt: v1:gUvujbFUEzo=:v1:KDg831aqgmqRFSac:/oYOeJbYyP4yT+9bpY6UyS+76QwM1Q==\n";

const PROJECT = `name: shop
runtime: { name: nodejs, options: { typescript: false } }
main: index.ts
plugins:
  providers:
    - { name: lakewright, path: ${join(REPOSITORY, "src", "provider")} }
config:
  databricks:retryTimeoutSeconds:
    value: 120
`;

const PROGRAM = `import { Lakehouse } from "../../../components/lakehouse.ts";
import { LakewrightProvider } from "../../../components/provider.ts";
import { loadSettings } from "../../../components/load-settings.ts";
import { loadWorkspace } from "../../../src/config/load.ts";

const { lakehouse } = await import(process.env.REVIEW_LAKEHOUSE);
const { extra } = await import(process.env.REVIEW_EXTRA);
const { name, ...declared } = lakehouse;
const settings = loadSettings();
const provider = new LakewrightProvider("lakewright", loadWorkspace());
new Lakehouse(name, { ...declared, settings, provider });
extra();
`;
