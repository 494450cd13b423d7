import { globSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";
import { FOLDERS } from "../../../imports.config.js";

/** Folders that hold none of the library's source. */
const OTHERS = ["bench", "dist", "docs", "examples", "node_modules", "test"];

interface Rule {
  readonly folders: readonly string[];
  readonly packages: readonly (string | RegExp)[];
  readonly pure?: boolean;
}

const table: Readonly<Record<string, Rule>> = FOLDERS;

/** Every import of every source file, with the folder it stands in. */
const imports = Object.keys(table).flatMap((folder) =>
  globSync(`${folder}/**/*.ts`, { exclude: ["**/node_modules/**"] }).flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/(?:from|import)\s+"([^"]+)"/g)].map((match) => ({
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
    const top = posix.join(posix.dirname(file), target).split("/")[0] ?? "";
    return top === folder || rule.folders.includes(top);
  }
  if (target.startsWith("node:")) return rule.pure !== true;
  return rule.packages.some((allowed) =>
    typeof allowed === "string" ? allowed === target : allowed.test(target),
  );
}

test("every top-level folder has its line in the import table", () => {
  const folders = readdirSync(".", { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !OTHERS.includes(entry.name))
    .map(({ name }) => name);
  expect(folders.sort()).toEqual(Object.keys(table).sort());
});

test("no file imports what the table does not allow", () => {
  expect(imports.length).toBeGreaterThan(50);
  expect(
    imports.filter((entry) => !isAllowed(entry)).map(({ file, target }) => `${file}: ${target}`),
  ).toEqual([]);
});
