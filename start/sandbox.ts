import { existsSync, readFileSync } from "node:fs";
import { runScript } from "./child.ts";
import { HOME } from "./places.ts";
import { StepFailed } from "./steps.ts";

const PROGRAM = "sandbox/main.ts";

/** Where the local workspace answers, and the token it asks for. */
export interface SandboxAddress {
  readonly url: string;
  readonly token: string;
}

export async function setUpSandbox(): Promise<void> {
  if ((await runScript(PROGRAM, ["setup"])).code !== 0)
    throw new StepFailed("The sandbox could not be set up; see above.");
}

/** Starts the workspace that serves this catalog, or finds it running. */
export async function startSandbox(catalog: string): Promise<SandboxAddress> {
  const { code, stdout } = await runScript(
    PROGRAM,
    ["start", "--home", HOME, "--catalog", catalog, "--json"],
    true,
  );
  if (code !== 0) throw new StepFailed(`The sandbox did not start; its log is in ${HOME}/log.`);
  const { url, token_file } = JSON.parse(stdout) as { url: string; token_file: string };
  return { url, token: readFileSync(token_file, "utf8").trim() };
}

export async function stopSandbox(): Promise<void> {
  if (!existsSync(HOME)) {
    process.stdout.write("No sandbox has been started here.\n");
    return;
  }
  if ((await runScript(PROGRAM, ["stop", "--home", HOME])).code !== 0) {
    throw new StepFailed("The sandbox did not stop; see above.");
  }
}
