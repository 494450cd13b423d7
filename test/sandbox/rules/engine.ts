import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ensureRuntime } from "../../../sandbox/spark/setup.ts";
import { SANDBOX } from "../../../dev/start/places.ts";

/** Rows, or the error's condition and first line. */
export interface Outcome {
  readonly rows?: readonly (readonly unknown[])[];
  readonly error?: string;
}

export interface SetOutcome extends Outcome {
  /** Whether any part of Spark or Delta reads the key by a name that it has registered. */
  readonly registered: boolean;
}

export interface FreshConf {
  readonly session: Readonly<Record<string, string>>;
  readonly context: Readonly<Record<string, string>>;
}

export type Request =
  | { readonly sql: readonly string[] }
  | { readonly set: readonly [key: string, value: string] }
  | { readonly launch: Readonly<Record<string, string>> }
  | { readonly conf: true };

type Answer<R extends Request> = R extends { sql: unknown }
  ? readonly Outcome[]
  : R extends { set: unknown }
    ? SetOutcome
    : R extends { launch: unknown }
      ? Outcome
      : FreshConf;

/** Asks one Spark, the sandbox's own, everything at once. */
export async function askEngine<const R extends Readonly<Record<string, Request>>>(
  requests: R,
): Promise<{ readonly [Name in keyof R]: Answer<R[Name]> }> {
  const { python, javaHome, jars } = await ensureRuntime(() => undefined);
  mkdirSync(SANDBOX, { recursive: true });
  const names = Object.keys(requests);
  const { status, stdout, stderr } = spawnSync(
    python,
    [join(import.meta.dirname, "engine.py"), jars.join(",")],
    {
      cwd: SANDBOX,
      env: { ...process.env, JAVA_HOME: javaHome, SPARK_LOCAL_IP: "127.0.0.1" },
      input: JSON.stringify(names.map((name) => requests[name])),
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  if (status !== 0) throw new Error(stderr);
  const answers = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as readonly unknown[];
  return Object.fromEntries(names.map((name, at) => [name, answers[at]])) as {
    readonly [Name in keyof R]: Answer<R[Name]>;
  };
}

/** Whether the JVM that Spark runs on starts with these options. */
export async function javaStarts(options: string): Promise<boolean> {
  const { javaHome } = await ensureRuntime(() => undefined);
  const args = [...options.split(/\s+/).filter((option) => option !== ""), "-version"];
  return spawnSync(join(javaHome, "bin", "java"), args).status === 0;
}
