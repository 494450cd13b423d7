import { existsSync, readFileSync } from "node:fs";
import { type EnginePins, ensureRuntime, PINS, PLACES, type Runtime } from "../../sandbox/spark/setup.ts";
import { runScript } from "./child.ts";
import { HOME } from "./places.ts";
import { StepFailed } from "./steps.ts";

const PROGRAM = "sandbox/main.ts";

/** Where the local workspace answers, and the token it asks for. */
export interface SandboxAddress {
  readonly url: string;
  readonly token: string;
}

/**
 * Python packages and Delta's jars of an engine; by default the one that the sandbox runs on.
 * @throws StepFailed naming everything that the machine lacks
 */
export async function setUpSandbox(
  report: (line: string) => void,
  pins: EnginePins = PINS,
): Promise<Runtime> {
  try {
    return await ensureRuntime(report, PLACES, pins);
  } catch (error) {
    throw new StepFailed(error instanceof Error ? error.message : String(error));
  }
}

/** Starts the workspace that serves this catalog, or finds it running. */
export async function startSandbox(catalog: string): Promise<SandboxAddress> {
  const { code, stdout } = await runScript(
    PROGRAM,
    ["start", "--home", HOME, "--catalog", catalog, "--json"],
    true,
  );
  if (code !== 0) throw new StepFailed();
  const { url, token_file } = JSON.parse(stdout) as { url: string; token_file: string };
  return { url, token: readFileSync(token_file, "utf8").trim() };
}

export async function stopSandbox(): Promise<void> {
  if (!existsSync(HOME)) {
    process.stdout.write("No sandbox has been started here.\n");
    return;
  }
  if ((await runScript(PROGRAM, ["stop", "--home", HOME])).code !== 0) throw new StepFailed();
}
