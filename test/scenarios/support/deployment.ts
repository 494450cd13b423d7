import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pulumiEnvironment } from "../../../dev/start/environment.ts";
import { ensureToolchain, type Toolchain } from "../../../dev/toolchain/toolchain.ts";
import { type Ended, run } from "./process.ts";
import { REPOSITORY, Sandbox } from "./sandbox.ts";

/** A folder with a Pulumi program and a state of its own, driven by the real engine against a workspace. */
export class Deployment {
  readonly directory: string;
  readonly sandbox: Sandbox;
  readonly env: Readonly<Record<string, string>>;
  /** The `pulumi` program. */
  readonly program: string;

  protected constructor({ directory, sandbox, toolchain }: DeploymentParts) {
    this.directory = directory;
    this.sandbox = sandbox;
    this.program = toolchain.pulumi;
    this.env = pulumiEnvironment(toolchain, sandbox, join(directory, "state"));
  }

  /** Runs Pulumi, whatever comes of it. */
  pulumi(...args: readonly string[]): Promise<Ended> {
    return this.pulumiWith({}, ...args);
  }

  /** As `pulumi`, with some of the environment changed. */
  pulumiWith(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ended> {
    return run(this.program, [...args, "--non-interactive"], {
      cwd: this.directory,
      env: { ...this.env, ...env },
    });
  }

  /** Runs Pulumi and throws with its output unless it succeeds. */
  async ok(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.pulumi(...args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}\n${stdout}\n${stderr}`);
    return stdout;
  }

  up(...options: readonly string[]): Promise<string> {
    return this.ok("up", "--yes", "--skip-preview", ...options);
  }

  /** Drift by this repository's command; the program has no plan, so that its state says what is declared. */
  driftFromState(stack: string, ...options: readonly string[]): Promise<Ended> {
    const command = [
      join(REPOSITORY, "src", "cli", "lakewright.js"),
      "drift",
      "--from-state",
      "--stack",
      stack,
    ];
    return run(process.execPath, [...command, ...options], { cwd: this.directory, env: this.env });
  }

  /** What a deployment would do, without what stays the same, by name. */
  async changes(...options: readonly string[]): Promise<readonly Change[]> {
    const { steps = [] } = JSON.parse(await this.ok("preview", "--json", ...options)) as {
      steps?: readonly {
        op: string;
        urn: string;
        detailedDiff?: Readonly<Record<string, { kind: string }>> | null;
      }[];
    };
    return steps
      .filter(({ op }) => op !== "same")
      .map(({ op, urn, detailedDiff }) => ({
        op,
        name: urn.slice(urn.lastIndexOf("::") + 2),
        type: urn.split("::").at(-2)?.split("$").at(-1) ?? "",
        diff: Object.fromEntries(
          Object.entries(detailedDiff ?? {})
            .map(([path, { kind }]) => [path, kind] as const)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        ),
      }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Runs a step and gives the statements that it sent, in their order. */
  async statementsOf(step: () => Promise<unknown>): Promise<readonly string[]> {
    const before = await this.sandbox.lastStatement();
    await step();
    return (await this.sandbox.statementsSince(before)).map(({ statement }) => statement);
  }
}

/** A resource's change in a preview: operation, name, and the kind of change by property path. */
export interface Change {
  readonly op: string;
  readonly name: string;
  readonly type: string;
  readonly diff: Readonly<Record<string, string>>;
}

export interface DeploymentParts {
  readonly directory: string;
  readonly sandbox: Sandbox;
  readonly toolchain: Toolchain;
}

export function readyToolchain(): Promise<Toolchain> {
  return ensureToolchain(() => undefined);
}

/**
 * An empty folder and the home of its workspace in it; what is left of an earlier run is stopped and removed.
 * @param name folder under `.sandbox/test`
 */
export async function freshFolder(
  name: string,
): Promise<{ readonly directory: string; readonly home: string }> {
  const directory = join(REPOSITORY, ".sandbox", "test", name);
  const home = join(directory, "home");
  await Sandbox.stopAt(home);
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  return { directory, home };
}

/** A program of two files in a fresh folder, and a workspace of its own. */
export async function openProgram(
  name: string,
  { project, program }: { readonly project: string; readonly program: string },
): Promise<DeploymentParts> {
  const { directory, home } = await freshFolder(name);
  writeFileSync(join(directory, "Pulumi.yaml"), project);
  writeFileSync(join(directory, "package.json"), '{ "private": true, "type": "module" }\n');
  writeFileSync(join(directory, "index.ts"), program);
  const sandbox = await Sandbox.start({ home, catalog: "dev" });
  return { directory, sandbox, toolchain: await readyToolchain() };
}

/** A project whose program runs the plugin from this repository's sources. */
export function pluginProject(name: string): string {
  return `name: ${name}
runtime: { name: nodejs, options: { typescript: false } }
main: index.ts
plugins:
  providers:
    - { name: lakewright, path: ${join(REPOSITORY, "src", "provider")} }
`;
}

/** A program of a scenario's own, with a workspace and a stack `test`. */
export class PluginProgram extends Deployment {
  /** @param name folder under `.sandbox/test`; the caller stops the sandbox */
  static async open(
    name: string,
    { project, program }: { readonly project: string; readonly program: string },
  ): Promise<PluginProgram> {
    const parts = await openProgram(name, { project: pluginProject(project), program });
    const opened = new PluginProgram(parts);
    await opened.ok("stack", "init", "test");
    return opened;
  }
}
