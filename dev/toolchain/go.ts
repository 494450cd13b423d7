import { statfs } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { cacheFolder } from "./cache.ts";
import { ToolchainError } from "./error.ts";
import { countingPackages, type PackageCounter } from "./progress.ts";
import { run } from "./run.ts";
import { findVersion, GO_FOLDER, isAtLeast, readGoMod } from "./versions.ts";

export interface GoProgram {
  readonly name: string;
  /** The folder of its module below `go/`. */
  readonly module: string;
  readonly package: string;
  /** The variable the linker sets, and to what: without it a program says it is version 0. */
  readonly version?: { readonly variable: string; readonly value: string };
  readonly target: string;
}

export interface CompileOptions {
  /** Where Go's caches go. */
  readonly work: string;
  /** Bytes that must be free. */
  readonly disk: number;
  readonly report: (line: string) => void;
}

/** Compiles programs to their targets, one after the other. What they share is compiled once. */
export async function compilePrograms(
  programs: readonly GoProgram[],
  options: CompileOptions,
): Promise<void> {
  const { work, disk, report } = options;
  await checkDisk(work, disk);
  const env = goEnvironment(work);
  const counter = countingPackages();
  // Listing downloads the modules; the later ones download while the first compiles.
  const listed = programs.map((program) => listPackages(program, env));
  // A failed listing is told when its turn comes, not as an unhandled rejection before.
  for (const list of listed) list.catch(() => undefined);
  for (const [index, program] of programs.entries()) {
    const label = `${program.name} (${index + 1} of ${programs.length})`;
    const lister = listed[index];
    if (lister === undefined) continue;
    await compile(program, { env, label, listed: lister, counter, report });
  }
}

async function checkDisk(folder: string, needed: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= needed) return;
  const free = ((bavail * bsize) / 1e9).toFixed(1);
  throw new ToolchainError(
    `Building Pulumi's programs needs ${needed / 1e9} GB for a while, and ${folder} has ${free} GB free. XDG_CACHE_HOME moves the cache.`,
  );
}

/** Everything Go writes stays inside `work`; what it may ask of the network stays as the machine has it. */
export function goEnvironment(work: string): NodeJS.ProcessEnv {
  return {
    ...askingEnvironment(),
    GOMODCACHE: join(work, "modules"),
    GOCACHE: join(work, "compiled"),
    GOPATH: join(work, "gopath"),
    GOTMPDIR: work,
    GOWORK: "off",
    // One program for every machine of a kind, and no C compiler needed.
    CGO_ENABLED: "0",
  };
}

/**
 * Any call of Go counts itself below the user's configuration folder: the counts go to the cache, while what the user
 * set with `go env -w` is still read. On macOS that folder cannot be moved.
 */
function askingEnvironment(): NodeJS.ProcessEnv {
  const { env } = process;
  if (process.platform !== "linux") return env;
  const config = env["XDG_CONFIG_HOME"] ?? join(homedir(), ".config");
  return { GOENV: join(config, "go", "env"), ...env, XDG_CONFIG_HOME: join(cacheFolder(), "go-config") };
}

/** `-modcacherw`: Go otherwise makes the module cache read-only, and it could not be removed afterwards. */
const GO_FLAGS = ["-mod=readonly", "-modcacherw", "-trimpath", "-buildvcs=false"];

async function listPackages(program: GoProgram, env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const args = ["list", ...GO_FLAGS, "-deps", "-f", "{{.ImportPath}}", program.package];
  const printed = await run("go", args, { cwd: join(GO_FOLDER, program.module), env });
  return printed.split("\n").filter((line) => line !== "");
}

/** Where the files of a module that `module` requires lie, once a program of it was compiled with `work`. */
export async function moduleFolder(
  required: string,
  { module, work }: { readonly module: string; readonly work: string },
): Promise<string> {
  const args = ["list", "-mod=readonly", "-modcacherw", "-m", "-f", "{{.Dir}}", required];
  const printed = await run("go", args, { cwd: join(GO_FOLDER, module), env: goEnvironment(work) });
  return printed.trim();
}

interface Compilation {
  readonly env: NodeJS.ProcessEnv;
  readonly label: string;
  readonly listed: Promise<readonly string[]>;
  readonly counter: PackageCounter;
  readonly report: (line: string) => void;
}

async function compile(program: GoProgram, compilation: Compilation): Promise<void> {
  const { env, label, listed, counter, report } = compilation;
  const progress = counter.start(label, report);
  try {
    progress.expect(await listed);
    const { version } = program;
    const linker = version === undefined ? "-s -w" : `-s -w -X ${version.variable}=${version.value}`;
    const flags = [...GO_FLAGS, "-v", "-o", program.target, "-ldflags", linker];
    const cwd = join(GO_FOLDER, program.module);
    await run("go", ["build", ...flags, program.package], { cwd, env, onErrorLine: progress.compiled });
  } finally {
    progress.stop();
  }
}

/** The Go on the search path, or why it will not do. */
export async function findGo(
  oldest: string,
): Promise<{ readonly version: string } | { readonly unfit: string }> {
  const asked = run("go", ["version"], { timeout: 20_000, env: askingEnvironment() });
  const printed = await asked.catch(() => undefined);
  if (printed === undefined) return { unfit: `Go ${oldest} or newer is missing: ${installGo()}` };
  const version = findVersion(printed);
  if (version === undefined)
    return { unfit: `\`go version\` says "${printed.trim()}", which names no version` };
  if (!isAtLeast(version, oldest)) {
    return { unfit: `Go is ${version}, and ${oldest} or newer is needed: ${installGo()}` };
  }
  return { version };
}

function installGo(): string {
  const command = process.platform === "darwin" ? "brew install go" : "sudo snap install go --classic";
  return `\`${command}\`, or from https://go.dev/dl`;
}

/** The Go that a module asks for. */
export function oldestGo(module: string): string {
  const line = /^go (\S+)$/m.exec(readGoMod(module));
  if (line?.[1] === undefined) throw new Error(`dev/toolchain/go/${module}/go.mod has no go line`);
  return line[1];
}
