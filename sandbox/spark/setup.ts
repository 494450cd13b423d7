import { join } from "node:path";
import envPaths from "env-paths";
import { ensureJars } from "./jars.ts";
import { findJava, findPython, missingTools, type Java, type Python } from "./prerequisites.ts";
import { ensureVenv, type SetupPlaces } from "./venv.ts";

/** What the Spark process is started with. */
export interface Runtime {
  /** The interpreter of the virtual environment. */
  readonly python: string;
  readonly javaHome: string;
  readonly jars: readonly string[];
}

/** Files that pin which Spark and which Delta. */
export interface EnginePins {
  /** Python packages with their sums, as pip reads them. */
  readonly requirements: string;
  /** Delta's Maven coordinates and the sums of its jars. */
  readonly jars: string;
}

/** The engine that the sandbox runs statements on. */
export const PINS: EnginePins = {
  requirements: join(import.meta.dirname, "requirements.txt"),
  jars: join(import.meta.dirname, "jars.json"),
};

const CACHE = envPaths("lakewright", { suffix: "" }).cache;

/** One copy serves every checkout and every project of this user. */
export const PLACES: SetupPlaces = { venvs: join(CACHE, "venv"), cache: CACHE };

/**
 * Makes sure of the Python packages and the Delta jars. The first time it downloads some 450 MB; afterwards
 * it takes a moment and needs no network. Two at once wait for one another; one that is killed leaves
 * nothing half-made behind that a later one would take for whole.
 * @throws Error naming everything the machine lacks, with the command that installs it.
 */
export async function ensureRuntime(
  report: (line: string) => void,
  places: SetupPlaces = PLACES,
  pins: EnginePins = PINS,
): Promise<Runtime> {
  const { python, java } = await prerequisites();
  const venv = await ensureVenv({ python, requirements: pins.requirements, places, report });
  const jars = await ensureJars({ venv, java, cache: places.cache, pins: pins.jars, report });
  return { python: join(venv, "bin", "python"), javaHome: java.home, jars };
}

async function prerequisites(): Promise<{ readonly python: Python; readonly java: Java }> {
  const [python, java] = await Promise.all([findPython(), findJava()]);
  if (python.kind === "found" && java.kind === "found") {
    return { python: python.value, java: java.value };
  }
  throw new Error(missingTools([python, java]));
}
