import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rename, rm, symlink } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { promisify } from "node:util";
import { npm } from "./npm.mjs";
import { Problem } from "./problem.mjs";

const OLDEST = 24;

export function nodeProgram(root) {
  return join(root, "node_modules", ".bin", "node");
}

/**
 * Makes sure that node_modules/.bin/node is Node 24 or newer. npm's package "node" fetches its program in an install
 * script; where scripts are refused, the program's own package is installed here instead.
 */
export async function ensureNode(root, report) {
  if ((await majorVersion(nodeProgram(root))) >= OLDEST) return;
  if (Number(process.versions.node.split(".")[0]) >= OLDEST) await link(root, process.execPath);
  else await fetchNode(root, report);
  if ((await majorVersion(nodeProgram(root))) >= OLDEST) return;
  throw new Problem(
    `Node ${OLDEST} or newer is needed; this is ${process.version}, and npm's package "node" does not run on this machine. ` +
      `Install Node ${OLDEST} and start again.`,
  );
}

/** 0 when the program is missing or does not run. */
async function majorVersion(program) {
  try {
    const { stdout } = await promisify(execFile)(program, ["--version"], { timeout: 20_000 });
    return Number(/^v(\d+)\./.exec(stdout)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

async function fetchNode(root, report) {
  const modules = join(root, "node_modules");
  const { version } = JSON.parse(await readFile(join(modules, "node", "package.json"), "utf8"));
  const name = platformPackage();
  const aside = await mkdtemp(join(modules, ".node-"));
  try {
    const args = ["install", `${name}@${version}`, "--prefix", aside];
    const options = ["--no-save", "--no-package-lock", "--ignore-scripts"];
    await npm([...args, ...options], { cwd: aside, what: `Installing Node ${version}`, report });
    const program = join(modules, "node", "bin", "node");
    await mkdir(dirname(program), { recursive: true });
    await rename(join(aside, "node_modules", name, "bin", "node"), program);
    await link(root, program);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** The names npm's package "node" uses; the plain name was taken for macOS on ARM. */
function platformPackage() {
  const prefix = process.platform === "darwin" && process.arch === "arm64" ? "node-bin" : "node";
  return `${prefix}-${process.platform}-${process.arch}`;
}

async function link(root, program) {
  const path = nodeProgram(root);
  const inside = program.startsWith(join(root, "node_modules"));
  await mkdir(dirname(path), { recursive: true });
  await rm(path, { force: true });
  await symlink(inside ? relative(dirname(path), program) : program, path);
}
