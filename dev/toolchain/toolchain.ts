import { delimiter, dirname, join } from "node:path";
import { keepNoAutomaticLog } from "./automatic-log.ts";
import { build, MODULES } from "./build.ts";
import {
  buildKey,
  builtOfSameSources,
  cachedNames,
  cacheFolder,
  hashSources,
  readPrograms,
  type Programs,
} from "./cache.ts";
import { FORCE_VARIABLE, forcedWay, waysToTry, type Way } from "./choose.ts";
import { Interrupted, messageOf, ToolchainError } from "./error.ts";
import { findPulumi } from "./find.ts";
import { findGo, oldestGo } from "./go.ts";
import { findRelease, install } from "./install.ts";
import { thisPlatform } from "./platform.ts";
import { ensurePlugin } from "./plugin.ts";
import { GO_FOLDER, readVersions, type Versions } from "./versions.ts";

export interface Toolchain {
  /** The path of the `pulumi` program. */
  readonly pulumi: string;
  /** Everything a child process needs in its environment, on top of its own, to run `pulumi` with its plugins. */
  readonly env: Readonly<Record<string, string>>;
  readonly source: "path" | "installer" | "built";
  readonly version: string;
  /** The version of the Databricks plugin. */
  readonly provider: string;
}

interface Context {
  readonly cache: string;
  readonly platform: string;
  readonly versions: Versions;
  readonly searchPath: string;
  readonly report: (line: string) => void;
}

/** A toolchain, or why this way did not lead to one (undefined: there was nothing to say). */
type Attempt = Toolchain | { readonly failed: string | undefined };

/**
 * Finds, downloads or builds Pulumi, its Node language host and the Databricks plugin. `report` is told what takes
 * time; nothing is reported when all lies ready.
 * @throws ToolchainError with the reason of every way that was tried
 */
export async function ensureToolchain(report: (line: string) => void): Promise<Toolchain> {
  const context: Context = {
    cache: cacheFolder(),
    platform: thisPlatform(),
    versions: readVersions(),
    searchPath: process.env["PATH"] ?? "",
    report,
  };
  const forced = forcedWay(process.env[FORCE_VARIABLE]);
  const cached = {
    installer: readPrograms(installedFolder(context)) !== undefined,
    build: builtOfSameSources(cachedNames(context.cache, context.platform), sourcesHash(context)).length > 0,
  };
  const reasons: string[] = [];
  for (const way of waysToTry(forced, cached)) {
    const [last] = reasons.slice(-1);
    // Said when there is a next way; the last reason is in the error.
    if (last !== undefined) report(last);
    const attempt = await tryWay(way, context);
    if (!("failed" in attempt)) return attempt;
    if (attempt.failed !== undefined) reasons.push(attempt.failed);
  }
  throw new ToolchainError(
    ["Pulumi could not be made ready.", ...reasons.map((reason) => `- ${reason}`)].join("\n"),
  );
}

async function tryWay(way: Way, context: Context): Promise<Attempt> {
  try {
    switch (way) {
      case "path":
        return await usePath(context);
      case "installer":
        return await useInstaller(context);
      case "build":
        return await useBuild(context);
    }
  } catch (error) {
    if (error instanceof ToolchainError && !(error instanceof Interrupted)) return { failed: error.message };
    throw error;
  }
}

async function usePath(context: Context): Promise<Attempt> {
  const { searchPath, versions, cache, report } = context;
  const found = await findPulumi(searchPath, { oldest: versions.pulumi, except: cache });
  if (found === undefined) return { failed: forcedTo("path") ? "There is no pulumi on PATH." : undefined };
  if ("unfit" in found) return { failed: `${found.unfit}; it is not used.` };
  const home = join(cache, "pulumi-home");
  await ensurePlugin({ pulumi: found.path, home, version: versions.provider, report });
  const programs = {
    bin: dirname(found.path),
    home,
    manifest: { pulumi: found.version, provider: versions.provider },
  };
  return toolchain("path", programs, context);
}

async function useInstaller(context: Context): Promise<Attempt> {
  const { platform, versions, report } = context;
  const folder = installedFolder(context);
  const ready = readPrograms(folder);
  if (ready !== undefined) return toolchain("installer", ready, context);
  const release = await findRelease({ platform, versions });
  if ("unreachable" in release)
    return { failed: `Pulumi's download site is out of reach: ${release.unreachable}.` };
  return toolchain("installer", await install(release, { folder, platform, versions, report }), context);
}

async function useBuild(context: Context): Promise<Attempt> {
  const { cache, platform, versions, report } = context;
  const sources = sourcesHash(context);
  const go = await findGo(oldestGo("engine"));
  if ("unfit" in go) {
    for (const name of builtOfSameSources(cachedNames(context.cache, context.platform), sources)) {
      const programs = readPrograms(join(cache, "toolchain", name));
      if (programs !== undefined) return toolchain("built", programs, context);
    }
    return { failed: `${go.unfit}.` };
  }
  const folder = join(cache, "toolchain", buildKey({ sources, go: go.version, platform }));
  const ready = readPrograms(folder);
  if (ready !== undefined) return toolchain("built", ready, context);
  report("Pulumi is built from Go modules, once for this machine; 10 to 15 minutes on two cores.");
  return toolchain("built", await build({ folder, versions, report }), context);
}

function toolchain(source: Toolchain["source"], programs: Programs, context: Context): Toolchain {
  const { bin, home, manifest } = programs;
  keepNoAutomaticLog(home);
  return {
    pulumi: join(bin, "pulumi"),
    source,
    version: manifest.pulumi,
    provider: manifest.provider,
    env: {
      PATH: [bin, context.searchPath].join(delimiter),
      PULUMI_HOME: home,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      // A built plugin has no page to be fetched from; a missing one is to fail at once and not after time-outs.
      ...(source === "built" && { PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true" }),
      // The engine and its plugins live for seconds: with fewer collections a plan of many jobs takes a quarter less,
      // and the Databricks plugin 600 MB instead of 210.
      GOGC: process.env["GOGC"] ?? "400",
      NODE_COMPILE_CACHE: join(context.cache, "node-compile-cache"),
    },
  };
}

function installedFolder({ cache, versions, platform }: Context): string {
  return join(cache, "toolchain", `official-${versions.pulumi}-databricks-${versions.provider}-${platform}`);
}

/** The built plugin carries the npm package's version, so that is part of what it is made of. */
function sourcesHash({ versions }: Context): string {
  return hashSources(GO_FOLDER, { folders: MODULES, also: [versions.provider] });
}

function forcedTo(way: Way): boolean {
  return process.env[FORCE_VARIABLE] === way;
}

export { messageOf, ToolchainError };
