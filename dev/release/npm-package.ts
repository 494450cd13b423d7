import { execFile } from "node:child_process";
import { globSync } from "node:fs";
import { chmod, copyFile, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { BUNDLED, bundleSdk } from "./bundle-sdk.ts";
import { checkTarball } from "./check-package.ts";
import { compile, importsOf, ROOT } from "./compile.ts";
import { manifest, type Source } from "./manifest.ts";
import type { Packed } from "./pack.ts";
import { replaced } from "./replaced.ts";

const COMMAND = join("src", "cli", "lakewright.js");

/** What the engine starts: the program, and the folder whose `main.js` it runs. */
const STARTED = {
  "plugin/pulumi-resource-lakewright": "src/provider",
  "policy-pack/pulumi-analyzer-lakewright": "src/policy",
};

/** Packs the library as `npm install` takes it, and holds it against the rules of packages. */
export async function packNpm(out: string): Promise<Packed> {
  const { version, folder } = await layOut(out);
  const options = ["--ignore-scripts", "--pack-destination", out];
  await promisify(execFile)("npm", ["pack", "--json", ...options], { cwd: folder, maxBuffer: 2 ** 26 });
  const archive = join(out, `lakewright-${version}.tgz`);
  await checkTarball(archive, folder);
  await writeFile(archive.replace(/tgz$/, "cdx.json"), await billOfMaterials());
  return { version, folder, program: join(folder, COMMAND), archive, bytes: (await stat(archive)).size };
}

/** What the package depends on, locked as here, in CycloneDX. */
async function billOfMaterials(): Promise<string> {
  const options = [
    "--package-lock-only",
    "--omit",
    "dev",
    "--sbom-format",
    "cyclonedx",
    "--sbom-type",
    "library",
  ];
  const { stdout } = await promisify(execFile)("npm", ["sbom", ...options], {
    cwd: ROOT,
    maxBuffer: 2 ** 26,
  });
  const bill = JSON.parse(stdout) as { metadata: { component: { name: string } } };
  // npm calls it by the name of this folder.
  bill.metadata.component.name = "lakewright";
  return `${JSON.stringify(bill, undefined, 2)}\n`;
}

/** Writes what is packed into a folder of its own. */
export async function layOut(out: string): Promise<Pick<Packed, "version" | "folder">> {
  const source = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8")) as Source;
  const { version } = source;
  const folder = join(out, `npm-lakewright-v${version}`);
  await rm(folder, { recursive: true, force: true });
  await compile(folder);
  await copyFile(join(import.meta.dirname, "package-readme.md"), join(folder, "README.md"));
  await addCommand(folder);
  for (const [program, started] of Object.entries(STARTED)) await addStarted(folder, { program, started });
  await bundleSdk(folder);
  const used = await packagesIn(folder);
  const json = JSON.stringify(manifest(source, used), undefined, 2);
  await writeFile(join(folder, "package.json"), `${json}\n`);
  return { version, folder };
}

/** The command is JavaScript already, for Node too old for anything else; it starts what is TypeScript only here. */
async function addCommand(folder: string): Promise<void> {
  const text = await readFile(join(ROOT, COMMAND), "utf8");
  await writeFile(join(folder, COMMAND), replaced(text, "./main.ts", "./main.js"), { mode: 0o755 });
}

/** As in the archives that need no `node_modules`: a program of the shell, and a check of Node's version. */
async function addStarted(
  folder: string,
  { program, started }: { readonly program: string; readonly started: string },
): Promise<void> {
  await copyFile(join(import.meta.dirname, "start.js"), join(folder, started, "start.js"));
  const text = await readFile(join(import.meta.dirname, "start.sh"), "utf8");
  const path = join(folder, program);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, replaced(text, "lib/bundle/start.js", `../${started}/start.js`));
  await chmod(path, 0o755);
}

/** Every module of a package that the code or a declaration imports. What is bundled has all it needs. */
async function packagesIn(folder: string): Promise<readonly string[]> {
  const texts = await Promise.all(
    globSync(["**/*.js", "**/*.d.ts"], { cwd: folder, exclude: [BUNDLED] }).map((path) =>
      readFile(join(folder, path), "utf8"),
    ),
  );
  return texts.flatMap(importsOf).filter((name) => !name.startsWith(".") && !isBuiltin(name));
}
