import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { UserError } from "../model/user-error.ts";

const require = createRequire(import.meta.url);

/**
 * Makes sure of packages that are optional peers of this one, before what imports them is loaded.
 * @param what needs them, as a sentence begins
 * @throws UserError naming those that are not installed, and how to install them
 */
export function expectPackages(what: string, names: readonly string[]): void {
  const missing = names.filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  const ranges = readRanges();
  // In quotes for the shell: a range has its own signs.
  const wanted = missing.map((name) => `"${name}@${ranges[name] ?? "latest"}"`);
  throw new UserError(
    `${what} needs ${missing.join(", ")}, not installed in this project; run npm install --save-dev ${wanted.join(" ")}`,
  );
}

function isInstalled(name: string): boolean {
  try {
    require.resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** As the package's own package.json asks for them. */
function readRanges(): Readonly<Record<string, string>> {
  const file = join(import.meta.dirname, "..", "..", "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { peerDependencies: Record<string, string> })
    .peerDependencies;
}
