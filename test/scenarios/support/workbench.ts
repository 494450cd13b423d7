import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DriftReport } from "../../../src/drift/report.ts";
import { Deployment, type DeploymentParts, freshFolder, readyToolchain } from "./deployment.ts";
import { type Ended, run } from "./process.ts";
import { REPOSITORY, Sandbox, seededHome } from "./sandbox.ts";

/** What a deployment reads; a scenario edits its own copy. */
const PROGRAM = [
  "components",
  "index.ts",
  "lakehouse.ts",
  "package.json",
  "pulumi.js",
  "Pulumi.dev.yaml",
  "Pulumi.prod.yaml",
  "Pulumi.sandbox.yaml",
  "Pulumi.yaml",
  "src",
  "tables",
];

export interface BenchOptions {
  /** Folder under `.sandbox/test`; one a scenario. */
  readonly name: string;
  /** Stack to deploy; its catalog names the workspace's. */
  readonly stack: "dev" | "prod" | "sandbox";
  /** Kineo's tables as a pipeline leaves them, or no table. @default "kineo" */
  readonly tables?: "kineo" | "none";
}

/** A copy of the program with a workspace, a state and a stack of its own. */
export class Bench extends Deployment {
  readonly stack: string;

  private constructor(stack: string, parts: DeploymentParts) {
    super(parts);
    this.stack = stack;
  }

  /**
   * Lays everything out afresh and selects the stack; what is left of an earlier run is removed. Whoever
   * opens a bench stops its `sandbox` at the end: `return () => bench.sandbox.stop()` in `beforeAll`.
   */
  static async open({ name, stack, tables = "kineo" }: BenchOptions): Promise<Bench> {
    const { directory, home } = await freshFolder(name);
    for (const part of PROGRAM) cpSync(join(REPOSITORY, part), join(directory, part), { recursive: true });
    if (tables === "kineo") cpSync(await seededHome(), home, { recursive: true });
    const sandbox = await Sandbox.start({ home, catalog: stack });
    const bench = new Bench(stack, { directory, sandbox, toolchain: await readyToolchain() });
    await bench.ok("stack", "select", "--create", stack);
    return bench;
  }

  async output<T>(name: string): Promise<T> {
    return JSON.parse(await this.ok("stack", "output", name, "--json")) as T;
  }

  /** Runs `lakewright` in the copy, whatever comes of it. */
  lakewright(...args: readonly string[]): Promise<Ended> {
    return this.lakewrightWith({}, ...args);
  }

  /** As `lakewright`, with some of the environment changed. */
  lakewrightWith(env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ended> {
    const command = [join("src", "cli", "lakewright.js"), ...args, "--stack", this.stack];
    return run(process.execPath, command, { cwd: this.directory, env: { ...this.env, ...env } });
  }

  /** The text of a file of the copy. */
  read(file: string): string {
    return readFileSync(join(this.directory, file), "utf8");
  }

  /** Detects drift; with what the command ended with. */
  async drift(...options: readonly string[]): Promise<DriftReport & { readonly exit: number | null }> {
    const { code, stdout, stderr } = await this.lakewright("drift", "--json", ...options);
    if (stdout === "") throw new Error(`lakewright drift ended with ${code}\n${stderr}`);
    return { ...(JSON.parse(stdout) as DriftReport), exit: code };
  }

  /** Removes a file of the copy. */
  remove(file: string): void {
    rmSync(join(this.directory, file));
  }

  /** Edits one file of the copy; fails when the text to replace is not there. */
  edit(file: string, from: string, to: string): void {
    const path = join(this.directory, file);
    const text = readFileSync(path, "utf8");
    if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
    writeFileSync(path, text.replace(from, to));
  }
}
