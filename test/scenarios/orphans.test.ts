import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { marked, ownerOf } from "../../dev/start/bootstrap/left-behind.mjs";
import { freshFolder } from "./support/deployment.ts";
import { REPOSITORY, Sandbox } from "./support/sandbox.ts";

let folder: string;

beforeAll(async () => {
  folder = (await freshFolder("orphans")).directory;
  // A stack that was never deployed: what is tried is how its previews end.
  mkdirSync(join(folder, "state", ".pulumi"), { recursive: true });
  expect(await endOf(npmRun("pulumi", "stack", "init", "sandbox"))).toBe(0);
  return () => Sandbox.stopAt(join(folder, "kineo"));
});

/** What `npm run …` runs, in a group of its own and a folder of its own. */
function npmRun(...args: readonly string[]): ChildProcess {
  return spawn(
    process.execPath,
    [join("dev", "start", "bootstrap.mjs"), "dev/start/in-sandbox.ts", ...args],
    {
      cwd: REPOSITORY,
      env: { ...process.env, LAKEWRIGHT_SANDBOX: folder, LAKEWRIGHT_RUN: undefined },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    },
  );
}

async function endOf(child: ChildProcess): Promise<unknown> {
  child.stdout?.resume();
  child.stderr?.resume();
  const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
  return code ?? signal;
}

/** What a run has started and still runs, by process number. */
async function startedBy(run: ChildProcess): Promise<Readonly<Record<number, string>>> {
  const pids = await marked((mark) => ownerOf(mark) === run.pid);
  return Object.fromEntries(pids.map((pid) => [pid, commandOf(pid)]));
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

const PLUGIN = /provider\/main\.ts/;

/** Waits until a process of the run is there, and gives its number. */
async function processOf(run: ChildProcess, command: RegExp): Promise<number> {
  const find = async (): Promise<number> => {
    const found = Object.entries(await startedBy(run)).find(([, line]) => command.test(line));
    return Number(found?.[0] ?? 0);
  };
  await expect.poll(find, { timeout: 120_000, interval: 50 }).not.toBe(0);
  return await find();
}

test("a preview whose reader goes away ends at once, with a shell's code and no stack", async () => {
  const run = npmRun("pulumi", "preview", "--diff");
  let said = "";
  run.stderr?.on("data", (text: Buffer) => (said += text.toString()));
  const ended = once(run, "exit");
  await once(run.stdout as NodeJS.ReadableStream, "data");
  const began = Date.now();
  run.stdout?.destroy();
  expect(await ended).toEqual([141, null]);
  expect(Date.now() - began).toBeLessThan(60_000);
  expect(said).not.toMatch(/^\s+at /m);
  expect(await startedBy(run)).toEqual({});
});

test("an engine that is killed takes its language host and its plugins with it", async () => {
  const run = npmRun("pulumi", "preview");
  const ended = endOf(run);
  await processOf(run, PLUGIN);
  process.kill(await processOf(run, /^\S+\/pulumi preview/), "SIGKILL");
  expect(await ended).not.toBe(0);
  expect(await startedBy(run)).toEqual({});
});

test("where all who watch are killed too, our plugin ends by itself, and the next run ends the others", async () => {
  const run = npmRun("pulumi", "preview");
  const ended = endOf(run);
  await processOf(run, PLUGIN);
  process.kill(-(run.pid ?? 0), "SIGKILL");
  await ended;
  const plugins = async () => Object.values(await startedBy(run)).filter((line) => PLUGIN.test(line));
  await expect.poll(plugins, { timeout: 15_000 }).toEqual([]);
  await endOf(npmRun("pulumi", "version"));
  expect(await startedBy(run)).toEqual({});
});
