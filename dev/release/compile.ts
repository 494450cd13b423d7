import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { promisify } from "node:util";
import ts from "typescript";

export const ROOT = join(import.meta.dirname, "..", "..");

/** What a caller's compiler begins with; it never sees a declaration that this does not lead to. */
const ENTRY = join("src", "index.d.ts");

/** What compiled code reads or starts and the compiler does not bring along, and what projects look up. */
const COPIED = ["sandbox/**/*.{json,py,java,txt}", "docs/reference/*.{md,json}", "LICENSE"];

/**
 * Compiles the library into a folder, as it lies in the repository: JavaScript, source maps that hold their sources, and
 * the declarations of what is public.
 * @throws Error with the compiler's words
 */
export async function compile(folder: string): Promise<void> {
  const compiler = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  const project = join(import.meta.dirname, "tsconfig.package.json");
  try {
    await promisify(execFile)(process.execPath, [compiler, "-p", project, "--outDir", folder]);
  } catch (error) {
    const { stdout } = error as { stdout?: string };
    throw new Error(`the sources do not compile:\n${stdout ?? String(error)}`, { cause: error });
  }
  await keepPublicDeclarations(folder);
  for (const path of globSync(COPIED, { cwd: ROOT })) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await copyFile(join(ROOT, path), join(folder, path));
  }
}

/** Deletes declarations that nothing public leads to. In the others the compiler leaves `.ts` where sources say it. */
async function keepPublicDeclarations(folder: string): Promise<void> {
  const all = globSync("**/*.d.ts", { cwd: folder });
  const kept = new Set<string>();
  const visit = async (path: string): Promise<void> => {
    if (kept.has(path)) return;
    kept.add(path);
    const text = await readFile(join(folder, path), "utf8");
    const imported = importsOf(text).filter((name) => name.startsWith("."));
    for (const name of imported) {
      const next = resolve("/", dirname(path), name.replace(/\.[jt]s$/, ".d.ts"));
      await visit(relative("/", next));
    }
    await writeFile(join(folder, path), text.replace(/(["'])(\.{1,2}\/[^"']+)\.ts\1/g, "$1$2.js$1"));
  };
  await visit(ENTRY);
  for (const path of all) if (!kept.has(path)) await rm(join(folder, path));
}

/** Everything that a module imports, the `import()`s with it. */
export function importsOf(text: string): readonly string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}
