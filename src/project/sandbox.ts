import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { nearest } from "../model/nearest.ts";
import { UserError } from "../model/user-error.ts";
import type { Project } from "./find.ts";
import { expectPackages } from "./optional-packages.ts";
import { stacksIn } from "./stack-settings.ts";

/** What a project keeps of its sandbox; its `.gitignore` names it. */
const FOLDER = ".lakewright";

/** As it lies beside this file: TypeScript in a clone, JavaScript in a package. */
const PROGRAM = join(import.meta.dirname, "..", "..", "sandbox", `main${extname(import.meta.filename)}`);

/** What `sandbox/` imports, and no deployment needs. */
/** Optional packages without which there is no sandbox. */
export const SERVED_WITH = ["fastify", "@fastify/multipart", "proper-lockfile"];

/** Where a project's sandbox has its objects, tables, token and logs. */
function sandboxHome({ root }: Project): string {
  return join(root, FOLDER, "sandbox");
}

/**
 * The stack that is deployed to the sandbox: `sandbox` where it has a file, otherwise `dev`, otherwise the only one.
 * @throws UserError where there is none of that name, or several to choose from
 */
export function sandboxStack(project: Project, named: string | undefined): string {
  const stacks = stacksIn(project);
  const guess = named === undefined ? undefined : nearest(named, stacks);
  const known = stacks.length === 0 ? "no stack has a file" : `there are ${stacks.join(", ")}`;
  if (named !== undefined) {
    if (stacks.includes(named)) return named;
    throw new UserError(
      `there is no Pulumi.${named}.yaml in ${project.stackFiles}; ${known}${guess === undefined ? "" : ` (did you mean "${guess}"?)`}`,
    );
  }
  const [only, other] = stacks;
  const stack =
    ["sandbox", "dev"].find((one) => stacks.includes(one)) ?? (other === undefined ? only : undefined);
  if (stack !== undefined) return stack;
  throw new UserError(`which stack is for the sandbox? ${known}; say --stack NAME`);
}

/**
 * Runs a command of the sandbox's own program; what it reports goes to standard error.
 * @returns what it printed
 * @throws UserError where it failed, after it has said why
 */
export async function runSandbox(
  project: Project,
  [command, ...args]: readonly [string, ...string[]],
): Promise<string> {
  const home = sandboxHome(project);
  if (command !== "start" && !existsSync(home)) {
    throw new UserError(
      `no sandbox has been started in ${project.root}; "npx lakewright sandbox start" does it`,
    );
  }
  expectPackages("the sandbox", SERVED_WITH);
  const child = spawn(process.execPath, [PROGRAM, command, "--home", home, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const printed: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => printed.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (code !== 0) throw new UserError(`the sandbox did not ${command}; its logs are in ${join(home, "log")}`);
  return Buffer.concat(printed).toString();
}

/** Where a sandbox answers. */
export interface StartedSandbox {
  readonly url: string;
  readonly tokenFile: string;
  readonly catalog: string;
}

/** Starts the sandbox that serves a catalog, or finds it running. */
export async function startSandbox(
  project: Project,
  { catalog, idleMinutes }: { readonly catalog: string; readonly idleMinutes?: number },
): Promise<StartedSandbox> {
  const idle = idleMinutes === undefined ? [] : ["--idle-minutes", String(idleMinutes)];
  const printed = await runSandbox(project, ["start", "--catalog", catalog, "--json", ...idle]);
  const { url, token_file } = JSON.parse(printed) as { url: string; token_file: string };
  return { url, tokenFile: token_file, catalog };
}

/**
 * What a program needs to work on the sandbox. Pulumi keeps a state of its own there, so that a stack that is deployed
 * to a workspace too is not touched.
 */
export function sandboxEnvironment(
  project: Project,
  { sandbox, stack }: { readonly sandbox: StartedSandbox; readonly stack: string },
): Readonly<Record<string, string>> {
  const state = join(project.root, FOLDER, "state");
  mkdirSync(state, { recursive: true });
  return {
    DATABRICKS_HOST: sandbox.url,
    DATABRICKS_TOKEN: readFileSync(sandbox.tokenFile, "utf8").trim(),
    // What the environment holds for other workspaces does not count here.
    DATABRICKS_AUTH_TYPE: "pat",
    DATABRICKS_CONFIG_PROFILE: "",
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_STACK: stack,
  };
}
