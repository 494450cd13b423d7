import { accessSync, constants, statSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { run } from "./run.ts";
import { findVersion, isAtLeast } from "./versions.ts";

export interface FoundPulumi {
  readonly path: string;
  readonly version: string;
}

/** A program on the search path. Folders below `except` do not count: they hold what this toolchain made itself. */
export function onPath(program: string, searchPath: string, except?: string): string | undefined {
  const own = except === undefined ? undefined : join(resolve(except), "/");
  return searchPath
    .split(delimiter)
    .filter((folder) => folder !== "" && (own === undefined || !join(resolve(folder), "/").startsWith(own)))
    .map((folder) => join(folder, program))
    .find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The `pulumi` on the search path, or why it will not do; undefined when there is none. */
export async function findPulumi(
  searchPath: string,
  limits: { oldest: string; except: string },
): Promise<FoundPulumi | { readonly unfit: string } | undefined> {
  const path = onPath("pulumi", searchPath, limits.except);
  if (path === undefined) return undefined;
  const printed = await run(path, ["version"], { timeout: 20_000 }).catch(() => "");
  const version = findVersion(printed);
  if (version === undefined) return { unfit: `${path} does not say its version` };
  if (!isAtLeast(version, limits.oldest)) {
    return { unfit: `${path} is ${version}, and ${limits.oldest} or newer is needed` };
  }
  const hostPath = [dirname(path), searchPath].join(delimiter);
  if (onPath("pulumi-language-nodejs", hostPath, limits.except) === undefined) {
    return { unfit: `${path} comes without pulumi-language-nodejs` };
  }
  return { path, version };
}
