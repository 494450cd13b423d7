import { execFile } from "node:child_process";
import { chmod, copyFile, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { rolldown } from "rolldown";
import { noticesOf } from "./notices.ts";

const ROOT = join(import.meta.dirname, "..", "..");
/** As deep in the archive as `main.ts` is in the repository; start.sh names it too. */
const LIB = join("lib", "bundle");

/** Licences of what is bundled. */
export const NOTICES = "THIRD-PARTY-NOTICES.txt";

export interface Packed {
  readonly version: string;
  /** What lies in the archive, unpacked. */
  readonly folder: string;
  /** What the engine starts, in the folder. */
  readonly program: string;
  /** One for every system with a POSIX shell and Node: nothing in it is compiled. */
  readonly archive: string;
  /** Size of the archive, in bytes. */
  readonly bytes: number;
}

interface Names {
  /** The source folder whose `main.ts` is packed. */
  readonly source: string;
  /** Of the unpacked folder and of the archive, before the version. */
  readonly folder: string;
  readonly archive: string;
  readonly program: string;
}

/** Packs something that the engine starts: scripts without `node_modules`, and what starts them. */
export async function pack(out: string, names: Names): Promise<Packed> {
  const { name, version, license, repository } = JSON.parse(
    await readFile(join(ROOT, "package.json"), "utf8"),
  ) as { name: string; version: string; license: string; repository?: unknown };
  const folder = join(out, `${names.folder}-v${version}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const bundle = await rolldown({
    input: join(ROOT, names.source, "main.ts"),
    platform: "node",
    // The oldest Node that start.js takes.
    transform: { target: "node22" },
  });
  // What is loaded only where it is needed, Databricks' SDK, is a file of its own.
  const files = { entryFileNames: "main.js", chunkFileNames: "[name].js" };
  const { output } = await bundle.write({ dir: join(folder, LIB), format: "esm", minify: true, ...files });
  await bundle.close();
  const modules = output.flatMap((each) => (each.type === "chunk" ? each.moduleIds : []));
  await writeFile(join(folder, NOTICES), await noticesOf(modules));
  await copyFile(join(import.meta.dirname, "start.js"), join(folder, LIB, "start.js"));
  // What runs reads its version and its address two folders up, here as in the repository.
  const json = JSON.stringify({ name, version, license, repository, type: "module" });
  await writeFile(join(folder, "package.json"), json);
  await copyFile(join(ROOT, "LICENSE"), join(folder, "LICENSE"));
  const program = join(folder, names.program);
  await copyFile(join(import.meta.dirname, "start.sh"), program);
  await chmod(program, 0o755);
  const archive = `${join(out, `${names.archive}-v${version}`)}.tar.gz`;
  await promisify(execFile)("tar", ["-czf", archive, "-C", folder, "."]);
  return { version, folder, program, archive, bytes: (await stat(archive)).size };
}
