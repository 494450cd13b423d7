import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Deployment, type DeploymentParts, readyToolchain } from "./deployment.ts";
import type { Ended } from "./process.ts";
import { REPOSITORY, Sandbox } from "./sandbox.ts";

/** Holds a folder for each scenario of a review, and `base`, which says what a scenario does not say. */
export const SCENARIOS = join(REPOSITORY, "test", "scenarios", "review");

/** What one side of a scenario consists of. */
export interface Side {
  /** Module that exports `estate`. */
  readonly estate: string;
  /** Module that exports `extra`, which makes what the program has beside the lakehouse. */
  readonly extra: string;
  /** The stack's file. */
  readonly settings: string;
}

/** The files of `before/` or `after/`; what a folder lacks is as in the one before it, and at last as in `base/`. */
export function sideOf(scenario: string, side: "before" | "after", stack = "dev"): Side {
  const folders = [...(side === "after" ? ["after"] : []), "before"].map((name) =>
    join(SCENARIOS, scenario, name),
  );
  const file = (name: string) =>
    [...folders, join(SCENARIOS, "base")]
      .map((folder) => join(folder, name))
      .find((path) => existsSync(path)) ?? "";
  return { estate: file("estate.ts"), extra: file("extra.ts"), settings: file(`Pulumi.${stack}.yaml`) };
}

/** The program of every scenario, on the real engine, the real plugins and a workspace of its own. */
export class ReviewProgram extends Deployment {
  private constructor(parts: DeploymentParts) {
    super(parts);
  }

  /** @param name folder under `.sandbox/test`; the caller stops the sandbox */
  static async open(name: string): Promise<ReviewProgram> {
    const directory = join(REPOSITORY, ".sandbox", "test", name);
    const home = join(directory, "home");
    await Sandbox.stopAt(home);
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, "Pulumi.yaml"), PROJECT);
    writeFileSync(join(directory, "package.json"), '{ "private": true, "type": "module" }\n');
    writeFileSync(join(directory, "index.ts"), PROGRAM);
    const sandbox = await Sandbox.start({ home, catalog: "dev" });
    return new ReviewProgram({ directory, sandbox, toolchain: await readyToolchain() });
  }

  /** Runs Pulumi on one side of a scenario. */
  async on(side: Side, stack: string, ...args: readonly string[]): Promise<Ended> {
    writeFileSync(join(this.directory, `Pulumi.${stack}.yaml`), readFileSync(side.settings, "utf8") + SALT);
    const env = { REVIEW_ESTATE: side.estate, REVIEW_EXTRA: side.extra };
    return await this.pulumiWith(env, ...args, "--stack", stack);
  }
}

/** Salt of the empty passphrase. */
const SALT = "encryptionsalt: v1:gUvujbFUEzo=:v1:KDg831aqgmqRFSac:/oYOeJbYyP4yT+9bpY6UyS+76QwM1Q==\n";

const PROJECT = `name: kineo-lakehouse
runtime: { name: nodejs, options: { typescript: false } }
main: index.ts
plugins:
  providers:
    - { name: lakewright, path: ${join(REPOSITORY, "provider")} }
config:
  databricks:retryTimeoutSeconds:
    value: 120
`;

const PROGRAM = `import * as pulumi from "@pulumi/pulumi";
import { Lakehouse } from "../../../components/lakehouse.ts";
import { LakewrightProvider } from "../../../components/provider.ts";
import { decide, loadSettings, loadWorkspace } from "../../../config/load.ts";
import { planLakehouse } from "../../../plan/lakehouse.ts";

const { estate } = await import(process.env.REVIEW_ESTATE);
const { extra } = await import(process.env.REVIEW_EXTRA);
const plan = decide(() => planLakehouse(estate, { stack: pulumi.getStack(), settings: loadSettings() }));
const provider = new LakewrightProvider("lakewright", loadWorkspace());
new Lakehouse(estate.name, { plan, provider });
extra();
`;
