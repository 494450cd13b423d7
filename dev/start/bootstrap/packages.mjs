import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { npm } from "./npm.mjs";
import { Problem } from "./problem.mjs";

export async function ensurePackages(root, report) {
  const lockFile = join(root, "package-lock.json");
  if (!existsSync(lockFile)) throw new Problem(`${lockFile} is missing: the clone is not complete.`);
  if (isInstalled(JSON.parse(readFileSync(lockFile, "utf8")), readInstalled(root))) return;
  await npm(["ci"], { cwd: root, what: "Installing npm packages", report });
}

/**
 * npm writes what it installed into node_modules as its last step. Reading that, rather than keeping a mark of our own,
 * sees an `npm install` by hand as well, and one that was killed half-way.
 */
function readInstalled(root) {
  try {
    return JSON.parse(readFileSync(join(root, "node_modules", ".package-lock.json"), "utf8"));
  } catch {
    return undefined;
  }
}

/** Whether every package of the lock file is installed as it says. Optional ones may be for other machines. */
export function isInstalled(wanted, installed) {
  if (installed === undefined) return false;
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (path === "") return true;
    const found = installed.packages[path];
    if (found === undefined) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}
