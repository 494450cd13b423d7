import { accessSync, constants } from "node:fs";
import { chmod, copyFile, mkdir, rename, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import {
  binFolder,
  builtOfSameSources,
  buildKey,
  cachedNames,
  cacheFolder,
  hashSources,
  manifestPath,
} from "./cache.ts";
import { ToolchainError } from "./error.ts";
import { compilePrograms, findGo, type GoProgram, moduleFolder, oldestGo } from "./go.ts";
import { thisPlatform } from "./platform.ts";
import type { Report } from "./progress.ts";
import { publish } from "./publish.ts";
import { run } from "./run.ts";
import type { Toolchain } from "./toolchain.ts";
import { GO_FOLDER, moduleVersion, readGoMod } from "./versions.ts";

/** Measured: module cache, build cache and temporary files, in bytes. */
const DISK_NEEDED = 2e9;

const MODULE = "examples";

/** Apart from the others: it is of an older SDK of Pulumi. */
const PYTHON_MODULE = "python";

const SDK_MODULE = "github.com/pulumi/pulumi/sdk/v3";

/** A script that the Python language host looks for beside itself, and runs the program with. */
const PYTHON_EXECUTOR = "pulumi-language-python-exec";

export type SdkLanguage = "nodejs" | "python";

/** What programs outside this repository need on top of the toolchain. */
export interface ExampleTools {
  /** The toolchain's environment, with the language hosts of YAML and Python in it. */
  readonly env: Readonly<Record<string, string>>;
  /** Writes the package of a plugin's schema to the folder `out`, as `pulumi package gen-sdk --local` does. */
  writeSdk(language: SdkLanguage, schemaFile: string, out: string): Promise<void>;
}

/**
 * Pulumi's own release has these programs. Beside a toolchain that was built they are built too, once for this
 * machine, and only here, so that no other start waits for them.
 * @throws ToolchainError
 */
export async function ensureExampleTools(toolchain: Toolchain, report: Report): Promise<ExampleTools> {
  if (toolchain.source !== "built") return official(toolchain);
  const bin = await builtPrograms(report);
  return {
    env: { ...toolchain.env, PATH: [bin, toolchain.env["PATH"]].join(delimiter) },
    writeSdk: async (language, schemaFile, out) => {
      await rm(out, { recursive: true, force: true });
      await run(join(bin, "sdk"), [language, schemaFile, out]);
    },
  };
}

function official({ pulumi, env }: Toolchain): ExampleTools {
  return {
    env,
    writeSdk: async (language, schemaFile, out) => {
      const folder = `${out}.new`;
      await mkdir(folder, { recursive: true });
      const args = ["package", "gen-sdk", schemaFile, "--language", language, "--local", "--out", folder];
      await run(pulumi, args, { env: { ...process.env, ...env } });
      await rm(out, { recursive: true, force: true });
      await rename(join(folder, language), out);
      await rm(folder, { recursive: true });
    },
  };
}

async function builtPrograms(report: Report): Promise<string> {
  const [cache, platform] = [cacheFolder(), thisPlatform()];
  const sources = `${MODULE}-${hashSources(GO_FOLDER, { folders: [MODULE, PYTHON_MODULE] })}`;
  const go = await findGo(oldestGo(MODULE));
  if ("unfit" in go) {
    const built = builtOfSameSources(cachedNames(cache, platform), sources)[0];
    const bin = built === undefined ? undefined : readBin(join(cache, "toolchain", built));
    if (bin !== undefined) return bin;
    throw new ToolchainError(`The language hosts of YAML and Python cannot be built. ${go.unfit}.`);
  }
  return publish({
    folder: join(cache, "toolchain", buildKey({ sources, go: go.version, platform })),
    report,
    read: readBin,
    keepWork: process.env["LAKEWRIGHT_KEEP_GO_CACHE"] === "1",
    make: async ({ out, work }) => {
      report(
        "What the examples need is built from Go modules, once for this machine; 6 minutes on two cores.",
      );
      const programs = examplePrograms(out);
      await compilePrograms(programs, { work, disk: DISK_NEEDED, report });
      await addPythonExecutor({ bin: binFolder(out), work });
      return Object.fromEntries(programs.map(({ name, version }) => [name, version?.value ?? ""]));
    },
  });
}

function examplePrograms(out: string): readonly GoProgram[] {
  const version = moduleVersion(readGoMod(MODULE), "github.com/pulumi/pulumi-yaml");
  return [
    {
      name: "pulumi-language-yaml",
      module: MODULE,
      package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
      version: { variable: "github.com/pulumi/pulumi-yaml/pkg/version.Version", value: version },
      target: join(binFolder(out), "pulumi-language-yaml"),
    },
    { name: "sdk", module: MODULE, package: "./sdk", target: join(binFolder(out), "sdk") },
    {
      name: "pulumi-language-python",
      module: PYTHON_MODULE,
      package: `${SDK_MODULE}/python/cmd/pulumi-language-python`,
      version: {
        variable: `${SDK_MODULE}/go/common/version.Version`,
        value: moduleVersion(readGoMod(PYTHON_MODULE), SDK_MODULE),
      },
      target: join(binFolder(out), "pulumi-language-python"),
    },
  ];
}

async function addPythonExecutor({
  bin,
  work,
}: {
  readonly bin: string;
  readonly work: string;
}): Promise<void> {
  const sdk = await moduleFolder(SDK_MODULE, { module: PYTHON_MODULE, work });
  const target = join(bin, PYTHON_EXECUTOR);
  await copyFile(join(sdk, "python", "cmd", PYTHON_EXECUTOR), target);
  // The module cache holds no right to run a file.
  await chmod(target, 0o755);
}

/** The folder of the programs, if all of them are there and can be run. */
function readBin(folder: string): string | undefined {
  const bin = binFolder(folder);
  try {
    accessSync(manifestPath(folder));
    const programs = [...examplePrograms(folder).map(({ name }) => name), PYTHON_EXECUTOR];
    for (const name of programs) accessSync(join(bin, name), constants.X_OK);
    return bin;
  } catch {
    return undefined;
  }
}
