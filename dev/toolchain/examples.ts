import { accessSync, constants } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
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
import { compilePrograms, findGo, type GoProgram, oldestGo } from "./go.ts";
import { thisPlatform } from "./platform.ts";
import { publish } from "./publish.ts";
import { run } from "./run.ts";
import type { Toolchain } from "./toolchain.ts";
import { GO_FOLDER, moduleVersion, readGoMod } from "./versions.ts";

/** Measured: module cache, build cache and temporary files, in bytes. */
const DISK_NEEDED = 2e9;

const MODULE = "examples";

/** What programs outside this repository need on top of the toolchain. */
export interface ExampleTools {
  /** The toolchain's environment, with the YAML language host in it. */
  readonly env: Readonly<Record<string, string>>;
  /** Writes the TypeScript package of a plugin's schema to the folder `out`, as `pulumi package gen-sdk --local` does. */
  writeSdk(schemaFile: string, out: string): Promise<void>;
}

/**
 * Pulumi's own release has these programs. Beside a toolchain that was built they are built too, once for this
 * machine, and only here, so that no other start waits for them.
 * @throws ToolchainError
 */
export async function ensureExampleTools(
  toolchain: Toolchain,
  report: (line: string) => void,
): Promise<ExampleTools> {
  if (toolchain.source !== "built") return official(toolchain);
  const bin = await builtPrograms(report);
  return {
    env: { ...toolchain.env, PATH: [bin, toolchain.env["PATH"]].join(delimiter) },
    writeSdk: async (schemaFile, out) => {
      await rm(out, { recursive: true, force: true });
      await run(join(bin, "sdk"), [schemaFile, out]);
    },
  };
}

function official({ pulumi, env }: Toolchain): ExampleTools {
  return {
    env,
    writeSdk: async (schemaFile, out) => {
      const folder = `${out}.new`;
      await mkdir(folder, { recursive: true });
      const args = ["package", "gen-sdk", schemaFile, "--language", "nodejs", "--local", "--out", folder];
      await run(pulumi, args, { env: { ...process.env, ...env } });
      await rm(out, { recursive: true, force: true });
      await rename(join(folder, "nodejs"), out);
      await rm(folder, { recursive: true });
    },
  };
}

async function builtPrograms(report: (line: string) => void): Promise<string> {
  const [cache, platform] = [cacheFolder(), thisPlatform()];
  const sources = `${MODULE}-${hashSources(GO_FOLDER, { folders: [MODULE] })}`;
  const go = await findGo(oldestGo(MODULE));
  if ("unfit" in go) {
    const built = builtOfSameSources(cachedNames(cache, platform), sources)[0];
    const bin = built === undefined ? undefined : readBin(join(cache, "toolchain", built));
    if (bin !== undefined) return bin;
    throw new ToolchainError(`The YAML language host cannot be built. ${go.unfit}.`);
  }
  return publish({
    folder: join(cache, "toolchain", buildKey({ sources, go: go.version, platform })),
    report,
    read: readBin,
    keepWork: process.env["LAKEWRIGHT_KEEP_GO_CACHE"] === "1",
    make: async ({ out, work }) => {
      report(
        "What the examples need is built from Go modules, once for this machine; 3 minutes on two cores.",
      );
      const programs = examplePrograms(out);
      await compilePrograms(programs, { work, disk: DISK_NEEDED, report });
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
  ];
}

/** The folder of the programs, if all of them are there and can be run. */
function readBin(folder: string): string | undefined {
  const bin = binFolder(folder);
  try {
    accessSync(manifestPath(folder));
    for (const { name } of examplePrograms(folder)) accessSync(join(bin, name), constants.X_OK);
    return bin;
  } catch {
    return undefined;
  }
}
