import { globSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";
import { FOLDERS } from "../../../imports.config.js";

/** Folders that hold none of the library's source, and those whose own folders have a line each. */
const OTHERS = ["dev", "dev/bench", "dist", "docs", "examples", "node_modules", "src", "test"];

interface Rule {
  readonly folders: readonly string[];
  readonly packages: readonly (string | RegExp)[];
  readonly pure?: boolean;
}

const table: Readonly<Record<string, Rule>> = FOLDERS;

/** Every import of every source file, with the folder it stands in. */
const imports = Object.keys(table).flatMap((folder) =>
  globSync(`${folder}/**/*.ts`, { exclude: ["**/node_modules/**"] }).flatMap((file) =>
    // At the beginning of a line: a template of a file is no import.
    [
      ...readFileSync(file, "utf8").matchAll(/^(?:import\s+|(?:import|export|\}).*?from\s+)"([^"]+)";$/gm),
    ].map((match) => ({
      folder,
      file,
      target: match[1] ?? "",
    })),
  ),
);

function isAllowed({ folder, file, target }: (typeof imports)[number]): boolean {
  const rule = table[folder];
  if (rule === undefined) return false;
  if (target.startsWith(".")) {
    const path = posix.join(posix.dirname(file), target);
    return [folder, ...rule.folders].some((allowed) => path.startsWith(`${allowed}/`));
  }
  if (target.startsWith("node:")) return rule.pure !== true;
  return rule.packages.some((allowed) =>
    typeof allowed === "string" ? allowed === target : allowed.test(target),
  );
}

test("every folder of the top, of src/ and of dev/ has its line in the import table", () => {
  const folders = [".", "src", "dev"].flatMap((parent) =>
    readdirSync(parent, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
      .map(({ name }) => posix.join(parent, name)),
  );
  expect(folders.filter((folder) => !OTHERS.includes(folder)).sort()).toEqual(Object.keys(table).sort());
});

test("no file imports what the table does not allow", () => {
  expect(imports.length).toBeGreaterThan(50);
  expect(
    imports.filter((entry) => !isAllowed(entry)).map(({ file, target }) => `${file}: ${target}`),
  ).toEqual([]);
});
