import { createHash } from "node:crypto";
import { accessSync, constants, readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import envPaths from "env-paths";

export function cacheFolder(): string {
  return envPaths("lakewright", { suffix: "" }).cache;
}

/** One folder of finished programs, as it lies in the cache. */
export interface Programs {
  /** Holds `pulumi` and `pulumi-language-nodejs`. */
  readonly bin: string;
  /** PULUMI_HOME; holds the provider under `plugins/`. */
  readonly home: string;
  readonly manifest: Manifest;
}

/** Written last, into the folder before it gets its final name: where it is, everything else is. */
export interface Manifest {
  readonly pulumi: string;
  readonly provider: string;
}

const MANIFEST = "complete.json";

export function binFolder(folder: string): string {
  return join(folder, "bin");
}

export function homeFolder(folder: string): string {
  return join(folder, "home");
}

export function pluginFolder(home: string, version: string): string {
  return join(home, "plugins", `resource-databricks-v${version}`);
}

export function manifestPath(folder: string): string {
  return join(folder, MANIFEST);
}

/** The programs in `folder`, if all of them are there and can be run. */
export function readPrograms(folder: string): Programs | undefined {
  const bin = binFolder(folder);
  const home = homeFolder(folder);
  try {
    const manifest = JSON.parse(readFileSync(manifestPath(folder), "utf8")) as Manifest;
    accessSync(join(bin, "pulumi"), constants.X_OK);
    accessSync(join(bin, "pulumi-language-nodejs"), constants.X_OK);
    accessSync(join(pluginFolder(home, manifest.provider), "pulumi-resource-databricks"), constants.X_OK);
    return { bin, home, manifest };
  } catch {
    return undefined;
  }
}

/** The name of a built folder. Equal names hold equal programs, so that a second clone builds nothing. */
export function buildKey(parts: { sources: string; go: string; platform: string }): string {
  return `built-${parts.sources}-go${parts.go}-${parts.platform}`;
}

/** Names of the finished and unfinished folders in the cache. */
export function cachedNames(cache: string, platform: string): readonly string[] {
  try {
    return readdirSync(join(cache, "toolchain")).filter((name) => name.endsWith(platform));
  } catch {
    return [];
  }
}

/** A folder built of the same sources by another Go, newest name first: good enough where Go is gone. */
export function builtOfSameSources(names: readonly string[], sources: string): readonly string[] {
  return names
    .filter((name) => name.startsWith(`built-${sources}-`) && !/\.(work|lock)$/.test(name))
    .toSorted((a, b) => b.localeCompare(a, "en", { numeric: true }));
}

/** A hash of all files of some folders below `root`, by name and content in a fixed order, and of `also`. */
export function hashSources(
  root: string,
  { folders, also = [] }: { folders: readonly string[]; also?: readonly string[] },
): string {
  const hash = createHash("sha256");
  const files = folders
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted((a, b) => (a < b ? -1 : 1));
  for (const file of files) {
    const content = readFileSync(file);
    hash.update(`${relative(root, file).split(sep).join("/")}\0${content.length}\0`);
    hash.update(content);
  }
  for (const text of also) hash.update(`\0${text}`);
  return hash.digest("hex").slice(0, 16);
}
