import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { ExampleTools } from "../../../dev/toolchain/examples.ts";
import type { Toolchain } from "../../../dev/toolchain/toolchain.ts";
import { Deployment } from "./deployment.ts";
import { run } from "./process.ts";
import { REPOSITORY, type Sandbox } from "./sandbox.ts";

export interface ExampleParts {
  readonly sandbox: Sandbox;
  readonly toolchain: Toolchain;
  readonly tools: ExampleTools;
  /** Archive of the plugin, and its version. */
  readonly plugin: { readonly archive: string; readonly version: string };
}

/**
 * One folder of `examples/` as somebody has it who installed the plugin: copied out of the repository, with a plugin
 * cache that holds the packed plugin alone, and with no folder of the repository on the search path.
 */
export class Example extends Deployment {
  readonly #tools: ExampleTools;
  /** Everything of this example; gone with `remove`. */
  readonly #folder: string;
  /** Holds installed plugins. */
  readonly plugins: string;

  private constructor(folder: string, { sandbox, toolchain, tools }: ExampleParts) {
    const path = (tools.env["PATH"] ?? "").split(delimiter).filter((part) => !part.startsWith(REPOSITORY));
    const env = {
      ...tools.env,
      // Node itself is the repository's, as one program in a folder of its own.
      PATH: [join(folder, "node"), ...path].join(delimiter),
      PULUMI_HOME: join(folder, "pulumi"),
    };
    super({ directory: join(folder, "program"), sandbox, toolchain: { ...toolchain, env } });
    this.#folder = folder;
    this.#tools = tools;
    this.plugins = join(folder, "pulumi", "plugins");
  }

  static async open(name: "typescript" | "yaml", parts: ExampleParts): Promise<Example> {
    const folder = mkdtempSync(join(tmpdir(), `lakewright-${name}-`));
    cpSync(join(REPOSITORY, "examples", name), join(folder, "program"), { recursive: true });
    mkdirSync(join(folder, "node"));
    symlinkSync(process.execPath, join(folder, "node", "node"));
    const example = new Example(folder, parts);
    const { archive, version } = parts.plugin;
    await example.ok("plugin", "install", "resource", "lakewright", version, "--file", archive);
    await example.ok("stack", "init", "dev");
    return example;
  }

  /** Generates the TypeScript package and installs what the program names, both as the example's README does. */
  async install(): Promise<void> {
    const schema = join(this.#folder, "schema.json");
    writeFileSync(schema, await this.ok("package", "get-schema", "lakewright"));
    await this.#tools.writeSdk(schema, join(this.directory, "sdks", "nodejs"));
    const args = ["install", "--prefer-offline", "--no-audit", "--no-fund", "--prefix", this.directory];
    const { code, stdout, stderr } = await run("npm", args, { cwd: this.directory, env: this.env });
    if (code !== 0) throw new Error(`npm install ended with ${code}\n${stdout}\n${stderr}`);
  }

  async output(name: string): Promise<unknown> {
    return JSON.parse(await this.ok("stack", "output", name, "--json")) as unknown;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
