import { existsSync } from "node:fs";
import { join } from "node:path";
import { output } from "./run.ts";

export interface Python {
  readonly path: string;
  /** `3.11` */
  readonly version: string;
}

export interface Java {
  readonly home: string;
  readonly version: number;
}

export type Search<T> =
  { readonly kind: "found"; readonly value: T } | { readonly kind: "missing"; readonly line: string };

const OLDEST_PYTHON = [3, 10] as const;
/** Spark 4.0 is built for 17 and 21; from 24 on Java lacks what Hadoop's client calls at start. */
const JAVA = { oldest: 17, tooNew: 24 } as const;

const PYTHON_ASKS =
  "import sys, importlib.util as u; print(sys.version_info[0], sys.version_info[1], int(bool(u.find_spec('venv') and u.find_spec('ensurepip'))), sys.executable)";

/** The first interpreter on PATH that is new enough; `LAKEWRIGHT_PYTHON` names another one. */
export async function findPython(): Promise<Search<Python>> {
  const names = ["python3", "python3.13", "python3.12", "python3.11", "python3.10"];
  const chosen = process.env["LAKEWRIGHT_PYTHON"];
  let seen: string | undefined;
  for (const name of chosen === undefined ? names : [chosen]) {
    const answer = await output(name, ["-c", PYTHON_ASKS]);
    const [major, minor, venv, ...path] = (answer ?? "").trim().split(" ");
    if (major === undefined || minor === undefined) continue;
    const version = `${major}.${minor}`;
    if (!isNewEnough(Number(major), Number(minor))) {
      seen ??= `found ${version}`;
    } else if (venv !== "1") {
      return missing(
        `Python ${version} lacks its venv module. Debian: apt-get install python${version}-venv. macOS: brew install python@3.12.`,
      );
    } else {
      return { kind: "found", value: { path: path.join(" "), version } };
    }
  }
  return missing(
    `Python 3.10 or later is missing${seen === undefined ? "" : ` (${seen})`}. Debian: apt-get install python3 python3-venv. macOS: brew install python@3.12.`,
  );
}

/** The Java of JAVA_HOME, else the one on PATH. */
export async function findJava(): Promise<Search<Java>> {
  const home = process.env["JAVA_HOME"];
  const inHome = home === undefined || home === "" ? undefined : join(home, "bin", "java");
  const command = inHome !== undefined && existsSync(inHome) ? inHome : "java";
  const answer = await output(command, ["-XX:-UsePerfData", "-XshowSettings:properties", "-version"]);
  const version = Number(/java\.specification\.version = (?:1\.)?(\d+)/.exec(answer ?? "")?.[1]);
  const found = /java\.home = (.+)/.exec(answer ?? "")?.[1]?.trim();
  if (found !== undefined && version >= JAVA.oldest && version < JAVA.tooNew) {
    return { kind: "found", value: { home: found, version } };
  }
  const seen = Number.isNaN(version) ? "" : ` (found ${version})`;
  return missing(
    `Java 17 or 21 is missing${seen}. Debian: apt-get install openjdk-17-jre-headless. macOS: brew install openjdk@17, then set JAVA_HOME.`,
  );
}

/** All that is missing, a line each. */
export function missingTools(searches: readonly Search<unknown>[]): string {
  return searches.flatMap((search) => (search.kind === "missing" ? [search.line] : [])).join("\n");
}

function isNewEnough(major: number, minor: number): boolean {
  return major > OLDEST_PYTHON[0] || (major === OLDEST_PYTHON[0] && minor >= OLDEST_PYTHON[1]);
}

function missing(line: string): Search<never> {
  return { kind: "missing", line };
}
