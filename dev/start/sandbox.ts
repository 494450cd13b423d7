import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type EnginePins, ensureRuntime, PINS, PLACES, type Runtime } from "../../sandbox/spark/setup.ts";
import { MARK } from "./bootstrap/left-behind.mjs";
import { type Ended, runScript } from "./child.ts";
import { HOME, SANDBOX, shown, STATE, type SandboxAddress } from "./places.ts";
import { StepFailed } from "./steps.ts";
import { faultOf } from "./trial.ts";

const PROGRAM = "sandbox/main.ts";

/** More than a start waits for another one that downloads, and then for Spark. */
const START_MS = 45 * 60_000;
/** The sandbox itself gives its server 30 s to end, and as long again when it was killed. */
const STOP_MS = 2 * 60_000;

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

/**
 * Starts the workspace that serves this catalog, or finds it running. One that runs and does not work, or does not
 * start, is started again, once.
 */
export async function startSandbox(catalog: string, report: (line: string) => void): Promise<SandboxAddress> {
  const first = await launch(catalog);
  if (first === undefined) {
    // What the machine lacks is not mended by another try.
    await setUpSandbox(report);
    report("The sandbox did not start; starting it again.");
  } else {
    const fault = await faultOf(first);
    if (fault === undefined) return first;
    report(`The sandbox ${fault}; starting it again.`);
  }
  return await restart(catalog);
}

/** Starts the workspace again if it does not work. @returns its address, or undefined where nothing is wrong with it */
export async function healSandbox(
  { catalog, address }: { readonly catalog: string; readonly address: SandboxAddress },
  report: (line: string) => void,
): Promise<SandboxAddress | undefined> {
  const fault = await faultOf(address);
  if (fault === undefined) return undefined;
  report(`The sandbox ${fault}; starting it again.`);
  return await restart(catalog);
}

async function restart(catalog: string): Promise<SandboxAddress> {
  await sandbox("stop");
  const address = await launch(catalog);
  if (address === undefined) throw new StepFailed(`The sandbox does not start; see above. ${advice()}`);
  const fault = await faultOf(address);
  if (fault !== undefined) throw new StepFailed(`The sandbox was started again and ${fault}. ${advice()}`);
  return address;
}

function advice(): string {
  return (
    `Its logs are ${shown(join(HOME, "log", "server.log"))} and spark.log beside it. To begin with an empty one: ` +
    `npm run stop, remove ${shown(HOME)} and ${shown(STATE)}, npm start.`
  );
}

async function launch(catalog: string): Promise<SandboxAddress | undefined> {
  const { code, stdout } = await sandbox("start", "--catalog", catalog, "--json");
  if (code !== 0) return undefined;
  const { url, token_file } = JSON.parse(stdout) as { url: string; token_file: string };
  return { url, token: readFileSync(token_file, "utf8").trim() };
}

export async function stopSandbox(): Promise<void> {
  if (!existsSync(HOME)) {
    process.stdout.write(`No sandbox has been started in ${shown(SANDBOX)}.\n`);
    return;
  }
  const { code, stdout } = await sandbox("stop");
  process.stdout.write(stdout);
  if (code !== 0) throw new StepFailed();
}

/** Runs a command of the sandbox. Its server is to outlive this run, and so does not carry its mark. */
function sandbox(command: "start" | "stop", ...args: readonly string[]): Promise<Ended> {
  return runScript(PROGRAM, [command, "--home", HOME, ...args], {
    env: { [MARK]: undefined },
    capture: true,
    timeout: command === "start" ? START_MS : STOP_MS,
  });
}
