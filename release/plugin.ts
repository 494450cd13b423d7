import { execFile } from "node:child_process";
import { chmod, copyFile, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { rolldown } from "rolldown";

const ROOT = join(import.meta.dirname, "..");
const PROGRAM = "pulumi-resource-lakewright";

export interface PackedPlugin {
  readonly version: string;
  /** What lies in the archive, unpacked. */
  readonly folder: string;
  /** One for every system with a POSIX shell and Node: nothing in it is compiled. */
  readonly archive: string;
  /** Size of the archive, in bytes. */
  readonly bytes: number;
}

/**
 * Packs the plugin as `pulumi plugin install --file` takes it: scripts without `node_modules`, and what starts them.
 * An executable and no `PulumiPlugin.yaml`: with that the engine would run `npm install` at installation, and start
 * a language host before the plugin.
 */
export async function packPlugin(out: string): Promise<PackedPlugin> {
  const { name, version, license } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")) as {
    name: string;
    version: string;
    license: string;
  };
  const folder = join(out, `resource-lakewright-v${version}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const bundle = await rolldown({
    input: join(ROOT, "provider", "main.ts"),
    platform: "node",
    // The oldest Node that start.js takes.
    transform: { target: "node22" },
  });
  // What is loaded only where it is needed, Databricks' SDK, is a file of its own.
  const files = { entryFileNames: "main.js", chunkFileNames: "[name].js" };
  await bundle.write({ dir: join(folder, "lib"), format: "esm", minify: true, ...files });
  await bundle.close();
  await copyFile(join(import.meta.dirname, "start.js"), join(folder, "lib", "start.js"));
  // The plugin reads its version one folder up, here as in the repository.
  await writeFile(join(folder, "package.json"), JSON.stringify({ name, version, license, type: "module" }));
  await copyFile(join(ROOT, "LICENSE"), join(folder, "LICENSE"));
  await copyFile(join(import.meta.dirname, PROGRAM), join(folder, PROGRAM));
  await chmod(join(folder, PROGRAM), 0o755);
  const archive = `${join(out, `pulumi-resource-lakewright-v${version}`)}.tar.gz`;
  await promisify(execFile)("tar", ["-czf", archive, "-C", folder, "."]);
  return { version, folder, archive, bytes: (await stat(archive)).size };
}
