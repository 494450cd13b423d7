import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * No version is written here: each stands once, in the file the tool that fetches it reads (package.json for npm,
 * go.mod for Go), and is read from there.
 */
export interface Versions {
  /** The Pulumi CLI: what is downloaded or built, and the oldest that is accepted on PATH. */
  readonly pulumi: string;
  /** The Node language host as built; a download brings its own. */
  readonly languageHost: string;
  /** The official Databricks plugin: always that of the npm package, which the program's types come from. */
  readonly provider: string;
  /** The Databricks plugin as built: the npm package's version, with the upstream it was built over. */
  readonly builtProvider: string;
}

export const GO_FOLDER = join(import.meta.dirname, "go");

/** @throws when package.json or a go.mod lacks a version: the repository is broken then, not the machine. */
export function readVersions(): Versions {
  const provider = packageVersion(
    readFileSync(join(import.meta.dirname, "..", "..", "package.json"), "utf8"),
  );
  const upstream = moduleVersion(
    readGoMod("databricks"),
    "github.com/databricks/terraform-provider-databricks",
  );
  return {
    pulumi: moduleVersion(readGoMod("engine"), "github.com/pulumi/pulumi/pkg/v3"),
    languageHost: moduleVersion(readGoMod("language"), "github.com/pulumi/pulumi/sdk/v3"),
    provider,
    builtProvider: `${provider}+upstream.${upstream}`,
  };
}

/** The go.mod of a module below `go/`. */
export function readGoMod(module: string): string {
  return readFileSync(join(GO_FOLDER, module, "go.mod"), "utf8");
}

function packageVersion(packageJson: string): string {
  const { devDependencies } = JSON.parse(packageJson) as { devDependencies?: Record<string, string> };
  const version = devDependencies?.["@pulumi/databricks"];
  if (version === undefined || !/^\d+\.\d+\.\d+$/.test(version)) {
    throw new Error(`package.json: @pulumi/databricks must be one exact version, found ${version ?? "none"}`);
  }
  return version;
}

/** The version of a required module, without the leading "v". */
export function moduleVersion(goMod: string, module: string): string {
  for (const line of goMod.split("\n")) {
    const [path, version] = line
      .replace(/^require\s+/, "")
      .trim()
      .split(/\s+/);
    if (path === module && version?.startsWith("v") === true) return version.slice(1);
  }
  throw new Error(`go.mod: no version of ${module}`);
}

/** The version in what a program prints about itself ("v3.259.0", "go version go1.26.8 linux/amd64"). */
export function findVersion(text: string): string | undefined {
  return /(?:^|[\sv]|go)(\d+\.\d+(?:\.\d+)?(?:-[0-9A-Za-z.-]+)?)/.exec(text)?.[1];
}

/** Whether `version` is `oldest` or newer. A pre-release comes before its release, as in semantic versions. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [numbers, preRelease] = parts(version);
  const [oldestNumbers, oldestPreRelease] = parts(oldest);
  for (const [index, wanted] of oldestNumbers.entries()) {
    const number = numbers[index] ?? 0;
    if (number !== wanted) return number > wanted;
  }
  return preRelease === undefined || oldestPreRelease !== undefined;
}

function parts(version: string): [numbers: readonly number[], preRelease: string | undefined] {
  const [core = "", ...rest] = version.replace(/\+.*$/, "").split("-");
  return [core.split(".").map(Number), rest.length > 0 ? rest.join("-") : undefined];
}
