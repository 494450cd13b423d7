import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { MARK } from "../start/bootstrap/left-behind.mjs";
import { REPOSITORY, SANDBOX, SANDBOX_VARIABLE, shown } from "../start/places.ts";
import { main, StepFailed } from "../start/steps.ts";
import { ensureToolchain } from "../toolchain/toolchain.ts";
import { setUpSandbox } from "../start/sandbox.ts";
import { table } from "./rounds.ts";

/** Everything of this benchmark; a finished run is a line of the record, so that a later call goes on. */
const FOLDER = join(SANDBOX, "bench", "cold-starts");
const RECORD = join(FOLDER, "runs.jsonl");

const LIMIT_MS = 20 * 60_000;
const STOP_MS = 3 * 60_000;
const KILL_MS = 60_000;
const LOOPS = 2;

const interrupted = new AbortController();

interface Run {
  readonly run: number;
  readonly seconds: number;
  /** Why it failed. */
  readonly failure?: string;
}

// npm run bench:cold-starts [-- --runs 20 --json --again]: `npm start` with an empty sandbox home and an empty state,
// over and over, while two loops keep two cores busy. A start ends with a second preview that must be empty. What was
// run before counts; --again forgets it. The exit code is 1 when a start failed.
await main(async () => {
  const { values } = parseArgs({
    options: {
      runs: { type: "string", default: "20" },
      json: { type: "boolean", default: false },
      again: { type: "boolean", default: false },
    },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      interrupted.abort();
    });
  }
  if (!/^[1-9]\d*$/.test(values.runs))
    throw new StepFailed(`--runs ${values.runs}: it must be a whole number, 1 or more.`);
  const wanted = Number(values.runs);
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  if (values.again) rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  // What every start of this machine shares is not part of one.
  await setUpSandbox(say);
  await ensureToolchain(say);

  const runs = [...recorded()];
  for (const run of runs.slice(0, wanted)) say(lineOf(run, wanted));
  while (runs.length < wanted) {
    const run = await coldStart(runs.length + 1);
    appendFileSync(RECORD, `${JSON.stringify(run)}\n`);
    say(lineOf(run, wanted));
    runs.push(run);
  }
  const counted = runs.slice(0, wanted);
  process.stdout.write(values.json ? `${JSON.stringify(summaryOf(counted))}\n` : text(counted));
  if (counted.some(({ failure }) => failure !== undefined)) process.exitCode = 1;
});

function recorded(): readonly Run[] {
  if (!existsSync(RECORD)) return [];
  const lines = readFileSync(RECORD, "utf8").split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Run);
}

/** One `npm start` in a folder that holds nothing; its output stays there. */
async function coldStart(run: number): Promise<Run> {
  const folder = join(FOLDER, `run-${run}`);
  // What a call that was killed has left of this run.
  await stop(folder);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const loops = Array.from({ length: LOOPS }, busyLoop);
  const began = performance.now();
  try {
    const { code, output } = await npm("dev/start/up.ts", folder, {
      limit: LIMIT_MS,
      signal: interrupted.signal,
    });
    const seconds = (performance.now() - began) / 1000;
    writeFileSync(join(folder, "output.txt"), output);
    if (interrupted.signal.aborted) throw new StepFailed("Interrupted. The next call goes on from here.");
    const failure = failureOf(code, output);
    return { run, seconds, ...(failure === undefined ? {} : { failure }) };
  } finally {
    for (const loop of loops) loop.kill("SIGKILL");
    await stop(folder);
  }
}

function failureOf(code: number | undefined, output: string): string | undefined {
  if (code === undefined) return `did not end within ${LIMIT_MS / 60_000} min`;
  const last = output.trimEnd().split("\n").at(-1) ?? "";
  if (code !== 0) return `exit code ${code}: ${last}`;
  return output.includes("no changes (") ? undefined : "the second preview is not in the output";
}

async function stop(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  const { code, output } = await npm("dev/start/down.ts", folder, { limit: STOP_MS });
  if (code !== 0) throw new StepFailed(`The sandbox in ${shown(folder)} does not stop:\n${output}`);
}

/** What an npm script of this repository does, in a folder of its own. @returns no code when it took too long */
async function npm(
  script: string,
  folder: string,
  { limit, signal }: { readonly limit: number; readonly signal?: AbortSignal },
): Promise<{ readonly code: number | undefined; readonly output: string }> {
  const child = spawn(process.execPath, [join("dev", "start", "bootstrap.mjs"), script], {
    cwd: REPOSITORY,
    // It is a start of its own, and no part of what started this.
    env: { ...process.env, [SANDBOX_VARIABLE]: folder, [MARK]: undefined },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: Buffer[] = [];
  for (const channel of [child.stdout, child.stderr]) channel.on("data", (text: Buffer) => output.push(text));
  const late = AbortSignal.timeout(limit);
  const told = AbortSignal.any(signal === undefined ? [late] : [late, signal]);
  told.addEventListener("abort", () => {
    child.kill("SIGTERM");
    setTimeout(() => child.kill("SIGKILL"), KILL_MS).unref();
  });
  const code = await new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => {
      resolve(status ?? 1);
    });
  });
  return { code: late.aborted ? undefined : code, output: Buffer.concat(output).toString() };
}

/** Keeps a core busy for as long as this process lives: its input ends with us. */
function busyLoop(): ChildProcess {
  const loop =
    "const parent = process.ppid; while (process.ppid === parent) for (let i = 0; i < 1e7; i += 1);";
  return spawn(process.execPath, ["-e", loop], { stdio: "ignore" });
}

function lineOf({ run, seconds, failure }: Run, of: number): string {
  return `${run} of ${of}: ${failure === undefined ? "ok" : `FAILED, ${failure}`} (${seconds.toFixed(0)} s)`;
}

function summaryOf(runs: readonly Run[]) {
  const good = runs.filter(({ failure }) => failure === undefined);
  const seconds = good.map((run) => run.seconds).sort((a, b) => a - b);
  const at = (part: number): number | null => seconds[Math.floor((seconds.length - 1) * part)] ?? null;
  return {
    ...{ runs: runs.length, succeeded: good.length, busyLoops: LOOPS },
    ...{ least: at(0), median: at(0.5), most: at(1) },
    failures: runs.filter(({ failure }) => failure !== undefined),
  };
}

function text(runs: readonly Run[]): string {
  const { succeeded, least, median, most, failures } = summaryOf(runs);
  const figures = [least, median, most].map((figure) => (figure === null ? "–" : figure.toFixed(0)));
  return [
    `Cold starts of an empty sandbox home beside ${LOOPS} busy loops, in seconds\n\n`,
    table([
      ["succeeded", "least", "median", "most"],
      [`${succeeded} of ${runs.length}`, ...figures],
    ]),
    ...failures.map(
      ({ run, failure }) => `\n${run}: ${failure ?? ""} (${shown(join(FOLDER, `run-${run}`))})\n`,
    ),
  ].join("");
}
