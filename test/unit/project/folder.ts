import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { onTestFinished } from "vitest";

/** A folder outside the repository with these files, in which "lakewright" is this package; gone after the test. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "lakewright-project-"));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  mkdirSync(join(root, "node_modules"), { recursive: true });
  symlinkSync(resolve("."), join(root, "node_modules", "lakewright"));
  return root;
}

export const PULUMI = {
  "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
  "package.json": '{ "type": "module" }\n',
};

export const LAKEHOUSE = {
  "lakehouse.ts":
    'import { defineLakehouse } from "lakewright";\nexport default defineLakehouse({ name: "shop" });\n',
};

/** The text of a table file. */
export function table(name: string, more = ""): string {
  return `import { bigint, defineTable } from "lakewright";
export const it = defineTable("${name}", {
  about: "a table",
  managedBy: "pipeline",
  size: { rows: 10, bytes: "1 MB" },
  columns: { id: bigint },
  layout: "unordered",
  ${more}
});
`;
}
