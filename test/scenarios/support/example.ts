import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { PackedPlugin } from "../../../dev/release/plugin.ts";
import type { ExampleTools, SdkLanguage } from "../../../dev/toolchain/examples.ts";
import type { Toolchain } from "../../../dev/toolchain/toolchain.ts";
import { Deployment } from "./deployment.ts";
import { run } from "./process.ts";
import { REPOSITORY, type Sandbox } from "./sandbox.ts";

export interface ExampleParts {
  readonly sandbox: Sandbox;
  readonly toolchain: Toolchain;
  readonly tools: ExampleTools;
  readonly plugin: PackedPlugin;
}

export type ExampleName = "python" | "typescript" | "yaml";

/** What a program needs before it runs, as the examples' README says: the package of the schema, and commands. */
interface Preparation {
  readonly sdk: SdkLanguage;
  readonly commands: readonly (readonly [program: string, ...args: string[]])[];
}

const PREPARATIONS: Readonly<Partial<Record<ExampleName, Preparation>>> = {
  python: {
    sdk: "python",
    commands: [
      ["python3", "-m", "venv", "venv"],
      ["pip", "install", "--quiet", "--disable-pip-version-check", "-r", "requirements.txt"],
    ],
  },
  typescript: {
    sdk: "nodejs",
    commands: [["npm", "install", "--prefer-offline", "--no-audit", "--no-fund", "--prefix", "."]],
  },
};

/**
 * One folder of `examples/` as somebody has it who installed the plugin: copied out of the repository, with a plugin
 * cache that holds the packed plugin alone, and with no folder of the repository on the search path.
 */
export class Example extends Deployment {
  readonly #name: ExampleName;
  readonly #tools: ExampleTools;
  /** Everything of this example; gone with `remove`. */
  readonly #folder: string;
  /** Holds installed plugins. */
  readonly plugins: string;

  private constructor(name: ExampleName, folder: string, { sandbox, toolchain, tools }: ExampleParts) {
    const program = join(folder, "program");
    const path = (tools.env["PATH"] ?? "").split(delimiter).filter((part) => !part.startsWith(REPOSITORY));
    const env = {
      ...tools.env,
      // An activated virtual environment, where there is one; Node itself is the repository's, as one program in a
      // folder of its own.
      PATH: [join(program, "venv", "bin"), join(folder, "node"), ...path].join(delimiter),
      PULUMI_HOME: join(folder, "pulumi"),
    };
    super({ directory: program, sandbox, toolchain: { ...toolchain, env } });
    this.#name = name;
    this.#folder = folder;
    this.#tools = tools;
    this.plugins = join(folder, "pulumi", "plugins");
  }

  static async open(name: ExampleName, parts: ExampleParts): Promise<Example> {
    const folder = mkdtempSync(join(tmpdir(), `lakewright-${name}-`));
    cpSync(join(REPOSITORY, "examples", name), join(folder, "program"), { recursive: true });
    mkdirSync(join(folder, "node"));
    symlinkSync(process.execPath, join(folder, "node", "node"));
    const example = new Example(name, folder, parts);
    const { archive, version } = parts.plugin;
    await example.ok("plugin", "install", "resource", "lakewright", version, "--file", archive);
    await example.ok("stack", "init", "dev");
    return example;
  }

  /** Generates the package of the schema and installs what the program names. */
  async prepare(): Promise<void> {
    const preparation = PREPARATIONS[this.#name];
    if (preparation === undefined) return;
    const { sdk, commands } = preparation;
    const schema = join(this.#folder, "schema.json");
    writeFileSync(schema, await this.ok("package", "get-schema", "lakewright"));
    await this.#tools.writeSdk(sdk, schema, join(this.directory, "sdks", sdk));
    for (const [program, ...args] of commands) {
      const { code, stdout, stderr } = await run(program, args, { cwd: this.directory, env: this.env });
      if (code !== 0)
        throw new Error(`${program} ${args.join(" ")} ended with ${code}\n${stdout}\n${stderr}`);
    }
  }

  async output(name: string): Promise<unknown> {
    return JSON.parse(await this.ok("stack", "output", name, "--json")) as unknown;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
