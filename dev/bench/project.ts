import { spawn } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pulumiEnvironment } from "../start/environment.ts";
import { REPOSITORY, SANDBOX } from "../start/places.ts";
import { StepFailed } from "../start/steps.ts";
import type { Toolchain } from "../toolchain/toolchain.ts";

export interface ProjectOptions {
  /** Folder under `.sandbox/bench`. */
  readonly name: string;
  /** Text of its program. */
  readonly program: string;
  readonly toolchain: Toolchain;
  readonly url: string;
  /** Set for Pulumi alone. @default nothing */
  readonly env?: Readonly<Record<string, string>>;
}

/** A Pulumi project of its own, with an empty stack `test`. */
export class Project {
  readonly #directory: string;
  readonly #toolchain: Toolchain;
  readonly #env: Readonly<Record<string, string>>;

  private constructor({ name, program, toolchain, url, env }: ProjectOptions) {
    this.#directory = join(SANDBOX, "bench", name);
    this.#toolchain = toolchain;
    rmSync(this.#directory, { recursive: true, force: true });
    mkdirSync(this.#directory, { recursive: true });
    writeFileSync(join(this.#directory, "Pulumi.yaml"), PROJECT);
    writeFileSync(join(this.#directory, "package.json"), '{ "private": true, "type": "module" }\n');
    writeFileSync(join(this.#directory, "index.ts"), program);
    const state = join(this.#directory, "state");
    this.#env = { ...pulumiEnvironment(toolchain, { url, token: "bench" }, state), ...env };
  }

  static async open(options: ProjectOptions): Promise<Project> {
    const project = new Project(options);
    await project.run("stack", "init", "test");
    return project;
  }

  /** Runs Pulumi. @returns seconds of wall time */
  async run(...args: readonly string[]): Promise<number> {
    return await this.#time(this.#toolchain.pulumi, [...args, "--non-interactive"], [0]);
  }

  /** Detects drift, which may be there. @returns seconds of wall time */
  async drift(...args: readonly string[]): Promise<number> {
    const command = [
      join(REPOSITORY, "src", "cli", "lakewright.js"),
      "drift",
      "--from-state",
      "--stack",
      "test",
    ];
    return await this.#time(process.execPath, [...command, ...args], [0, 2]);
  }

  /** Reviews a preview. @returns seconds of wall time */
  async review(file: string): Promise<number> {
    return await this.#time(
      process.execPath,
      [join(REPOSITORY, "src", "cli", "lakewright.js"), "review", file],
      [0],
    );
  }

  async #time(program: string, args: readonly string[], success: readonly number[]): Promise<number> {
    const started = performance.now();
    await this.#run(program, args, success);
    return (performance.now() - started) / 1000;
  }

  /** Runs Pulumi. @returns what it printed */
  async print(...args: readonly string[]): Promise<string> {
    return await this.#run(this.#toolchain.pulumi, [...args, "--non-interactive"], [0]);
  }

  async #run(program: string, args: readonly string[], success: readonly number[]): Promise<string> {
    const child = spawn(program, args, {
      cwd: this.#directory,
      env: { ...process.env, ...this.#env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const output: Buffer[] = [];
    for (const channel of [child.stdout, child.stderr])
      channel.on("data", (chunk: Buffer) => output.push(chunk));
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    });
    if (code === null || !success.includes(code))
      throw new StepFailed(`${program} ${args.join(" ")} failed:\n${Buffer.concat(output).toString()}`);
    return Buffer.concat(output).toString();
  }
}

const PROJECT = `name: bench
runtime: { name: nodejs, options: { typescript: false } }
main: index.ts
plugins:
  providers:
    - { name: lakewright, path: ${join(REPOSITORY, "src", "provider")} }
`;
