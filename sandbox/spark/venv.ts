import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../report.ts";
import { withLock } from "./lock.ts";
import type { Python } from "./prerequisites.ts";
import { run } from "./run.ts";
import { sizeOf } from "./size.ts";

/** What building a package takes: pinned like the rest, where pip by itself would fetch the newest. */
const BUILD_REQUIREMENTS = join(import.meta.dirname, "requirements-build.txt");
const PROGRESS_MS = 2_000;
const UNFINISHED = "unfinished-";

export interface SetupPlaces {
  /** Holds the virtual environments, one per set of requirements and Python version. */
  readonly venvs: string;
  /** Holds what downloads leave behind: jars, pip's cache. */
  readonly cache: string;
}

/** @returns the folder of the virtual environment for these requirements and this Python, made if need be. */
export async function ensureVenv({
  python,
  requirements,
  places,
  report,
}: {
  readonly python: Python;
  /** The requirements file, every package in it with its sum. */
  readonly requirements: string;
  readonly places: SetupPlaces;
  readonly report: (line: string) => void;
}): Promise<string> {
  const venv = join(places.venvs, key(python, requirements));
  if (existsSync(venv)) return venv;
  mkdirSync(places.venvs, { recursive: true });
  await withLock(places.venvs, report, async () => {
    if (existsSync(venv)) return;
    discardUnfinished(places.venvs);
    const unfinished = join(places.venvs, `${UNFINISHED}${process.pid}`);
    await build({ python, requirements, unfinished, cache: places.cache, report });
    // Only a whole environment ever has its final name.
    renameSync(unfinished, venv);
  });
  return venv;
}

/** Spark's own folder in the environment. */
export function sparkHome(venv: string): string {
  const library = join(venv, "lib");
  const python = readdirSync(library).find((name) => name.startsWith("python"));
  return join(library, python ?? "python3", "site-packages", "pyspark");
}

async function build({
  python,
  requirements,
  unfinished,
  cache,
  report,
}: {
  readonly python: Python;
  readonly requirements: string;
  readonly unfinished: string;
  readonly cache: string;
  readonly report: Report;
}): Promise<void> {
  report(`Python packages: making a virtual environment with Python ${python.version}`);
  await run({ command: python.path, args: ["-m", "venv", unfinished] });
  const temporary = join(unfinished, "tmp");
  mkdirSync(temporary);
  // TMPDIR here, so that the size of one folder tells how far the download is.
  const env = { TMPDIR: temporary, PIP_CACHE_DIR: join(cache, "pip"), PIP_DISABLE_PIP_VERSION_CHECK: "1" };
  const pip = (...args: readonly string[]): Promise<string> =>
    run({
      command: join(unfinished, "bin", "python"),
      args: ["-m", "pip", "install", "--quiet", "--require-hashes", ...args],
      env,
    });
  report("Python packages: downloading Spark and its Python side, about 430 MB the first time");
  const began = Date.now();
  const took = (): string => `${Math.round((Date.now() - began) / 1000)} s`;
  // pip removes what it has unpacked: the most there has been is how far it is.
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, sizeOf(unfinished));
    report(`Python packages: ${Math.round(most / 1e6)} MB written after ${took()}`, "progress");
  }, PROGRESS_MS);
  try {
    await pip("-r", BUILD_REQUIREMENTS);
    await pip("--no-build-isolation", "-r", requirements);
  } finally {
    clearInterval(timer);
  }
  report(`Python packages: installed in ${took()}`);
  rmSync(temporary, { recursive: true, force: true });
}

function key(python: Python, requirements: string): string {
  const pinned = [BUILD_REQUIREMENTS, requirements].map((file) => readFileSync(file, "utf8")).join("\n");
  return createHash("sha256").update(`${python.version}\n${pinned}`).digest("hex").slice(0, 16);
}

/** What a killed setup left; safe under the lock, for nobody else can be building. */
function discardUnfinished(venvs: string): void {
  for (const name of readdirSync(venvs).filter((entry) => entry.startsWith(UNFINISHED))) {
    rmSync(join(venvs, name), { recursive: true, force: true });
  }
}
