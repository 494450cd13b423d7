import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { ensureExampleTools } from "../../dev/toolchain/examples.ts";
import { ensureToolchain, messageOf, ToolchainError } from "../../dev/toolchain/toolchain.ts";
import { countRun, type Count, type VitestReport } from "./count.ts";
import { RESULTS, ROOT } from "./paths.ts";

export type StepName =
  | "types"
  | "lint"
  | "format"
  | "unit"
  | "component"
  | "browser"
  | "setup"
  | "toolchain"
  | "sandbox"
  | "scenario";

type Env = Readonly<Record<string, string>>;

export interface StepResult extends Count {
  readonly note?: string;
  /** What later steps get in their environment. */
  readonly env?: Env;
}

export interface Step {
  readonly name: StepName;
  readonly about: string;
  /** Steps without which this one is pointless. */
  readonly needs: readonly StepName[];
  readonly run: (env: Env) => Promise<StepResult>;
}

const bin = (program: string): string => join(ROOT, "node_modules", ".bin", program);

export const STEPS: readonly Step[] = [
  { name: "types", about: "the compiler", needs: [], run: command(bin("tsc"), ["--noEmit"]) },
  { name: "lint", about: "ESLint, with who may import whom", needs: [], run: command(bin("eslint"), ["."]) },
  { name: "format", about: "Prettier", needs: [], run: command(bin("prettier"), ["--check", "."]) },
  { name: "unit", about: "tests of pure functions", needs: [], run: vitest("unit") },
  {
    name: "component",
    about: "components on Pulumi's mocks, and programs as processes",
    needs: [],
    run: vitest("component"),
  },
  { name: "browser", about: "the page in Chromium", needs: [], run: vitest("browser") },
  {
    name: "setup",
    about: "Python packages and jars of the sandbox",
    needs: [],
    run: command(process.execPath, ["sandbox/main.ts", "setup"]),
  },
  { name: "toolchain", about: "Pulumi and the Databricks plugin", needs: [], run: toolchain },
  { name: "sandbox", about: "tests of the sandbox on real Spark", needs: ["setup"], run: vitest("sandbox") },
  {
    name: "scenario",
    about: "the real engine against the sandbox",
    needs: ["setup", "toolchain"],
    run: vitest("scenario"),
  },
];

/** The steps named and all they need, in the order they run. */
export function withNeeds(names: readonly StepName[]): readonly StepName[] {
  const wanted = new Set(names);
  for (const step of STEPS.toReversed()) {
    if (wanted.has(step.name)) for (const need of step.needs) wanted.add(need);
  }
  return STEPS.map(({ name }) => name).filter((name) => wanted.has(name));
}

function command(program: string, args: readonly string[]): Step["run"] {
  return async (env) => {
    const code = await exitCode(program, args, env);
    return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, note: `exit code ${code}` };
  };
}

function vitest(project: string): Step["run"] {
  return async (env) => {
    const file = join(RESULTS, `${project}.json`);
    await rm(file, { force: true });
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const code = await exitCode(bin("vitest"), ["run", "--project", project, ...reporters], env);
    return countRun(code, await readReport(file));
  };
}

async function readReport(file: string): Promise<VitestReport | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as VitestReport;
  } catch {
    return undefined;
  }
}

async function toolchain(): Promise<StepResult> {
  try {
    const report = (text: string): void => {
      console.log(text);
    };
    const ready = await ensureToolchain(report);
    // Here and not in the scenario that needs it: a build is longer than a test may take.
    await ensureExampleTools(ready, report);
    console.log(`Pulumi ${ready.version} (${ready.source}), Databricks plugin ${ready.provider}`);
    return { passed: 1, failed: 0, env: ready.env };
  } catch (error) {
    console.error(error instanceof ToolchainError ? messageOf(error) : error);
    return { passed: 0, failed: 1 };
  }
}

function exitCode(program: string, args: readonly string[], env: Env): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: ROOT, stdio: "inherit", env: { ...process.env, ...env } });
    child.on("error", (error) => {
      console.error(`${program} cannot be started: ${error.message}`);
      resolve(127);
    });
    child.on("close", (code) => {
      resolve(code ?? 1);
    });
  });
}
