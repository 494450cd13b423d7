import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { binFolder, homeFolder, manifestPath, pluginFolder } from "../../../dev/toolchain/cache.ts";

export const PROVIDER = "1.110.0";

export function writeProgram(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
}

/** Three programs that do nothing, laid out as in the cache. */
export function writePrograms(folder: string): void {
  writeProgram(join(binFolder(folder), "pulumi"), "echo v3.259.0");
  writeProgram(join(binFolder(folder), "pulumi-language-nodejs"), "");
  writeProgram(join(pluginFolder(homeFolder(folder), PROVIDER), "pulumi-resource-databricks"), "");
}

export function writeManifest(folder: string): void {
  writeFileSync(manifestPath(folder), JSON.stringify({ pulumi: "3.259.0", provider: PROVIDER }));
}
