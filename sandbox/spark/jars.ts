import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { withLock } from "./lock.ts";
import type { Java } from "./prerequisites.ts";
import { run } from "./run.ts";
import { sparkHome } from "./venv.ts";

/** Ivy itself waits without end for a site that takes the connection and says nothing. */
const RESOLVE_MS = 15 * 60_000;

interface PinnedJars {
  /** Maven coordinates, `group:artifact:version`. */
  readonly package: string;
  /** Sums by file name, as Ivy names the files. */
  readonly sha256: Readonly<Record<string, string>>;
}

export interface JarSetup {
  readonly venv: string;
  readonly java: Java;
  readonly cache: string;
  /** The file that pins them. */
  readonly pins: string;
  readonly report: (line: string) => void;
}

/**
 * The Delta jars, resolved by Ivy once and checked against their pinned sums at every start, so that later
 * starts ask no network.
 * @throws Error when they cannot be had, or are not the pinned ones.
 */
export async function ensureJars(setup: JarSetup): Promise<readonly string[]> {
  const ivy = join(setup.cache, "ivy");
  const pinned = JSON.parse(readFileSync(setup.pins, "utf8")) as PinnedJars;
  const jars = Object.entries(pinned.sha256).map(([name, sha256]) => ({
    path: join(ivy, "jars", name),
    sha256,
  }));
  const bad = (): readonly string[] =>
    jars.filter((jar) => sum(jar.path) !== jar.sha256).map(({ path }) => path);
  if (bad().length > 0) {
    mkdirSync(ivy, { recursive: true });
    await withLock(ivy, setup.report, async () => {
      // A copy cut short by a killed setup is not made good by Ivy: it takes the file for done.
      for (const path of bad()) rmSync(path, { force: true });
      if (bad().length > 0) await resolve(setup, pinned.package, ivy);
    });
  }
  const wrong = bad();
  if (wrong.length > 0) {
    throw new Error(
      `These are not the jars that ${setup.pins} pins for ${pinned.package}: ${wrong.join(", ")}. Remove ${ivy} and try again.`,
    );
  }
  return jars.map(({ path }) => path);
}

async function resolve({ venv, java, report }: JarSetup, coordinates: string, ivy: string): Promise<void> {
  report(`Delta: fetching ${coordinates} through Ivy, about 8 MB`);
  // spark-submit resolves before it runs anything: an empty program is all it needs to be given.
  const program = join(ivy, "nothing.py");
  writeFileSync(program, "");
  const home = sparkHome(venv);
  const python = join(venv, "bin", "python");
  await run({
    command: join(home, "bin", "spark-submit"),
    args: ["--packages", coordinates, "--conf", `spark.jars.ivy=${ivy}`, program],
    env: {
      SPARK_HOME: home,
      JAVA_HOME: java.home,
      PYSPARK_PYTHON: python,
      SPARK_LAUNCHER_OPTS: "-XX:-UsePerfData",
      PATH: [join(venv, "bin"), process.env["PATH"] ?? ""].join(delimiter),
    },
    timeout: RESOLVE_MS,
  });
}

function sum(path: string): string | undefined {
  return existsSync(path) ? createHash("sha256").update(readFileSync(path)).digest("hex") : undefined;
}
