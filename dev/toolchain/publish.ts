import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { manifestPath } from "./cache.ts";
import { ToolchainError } from "./error.ts";
import { withLock } from "./lock.ts";

export interface PublishOptions<Made> {
  /** The finished folder. It either does not exist or is whole. */
  readonly folder: string;
  readonly report: (line: string) => void;
  /** What lies in a folder, if all of it is there. */
  readonly read: (folder: string) => Made | undefined;
  /**
   * Makes the programs in `out` and gives what the manifest says. What may be used again by a later try, if this
   * one is killed, goes into `work`; both are gone afterwards.
   */
  readonly make: (places: { out: string; work: string }) => Promise<object>;
  /** Keeps `work` after success. @default false */
  readonly keepWork?: boolean;
  /** Milliseconds, see LockOptions. */
  readonly stale?: number;
}

/** The programs in `folder`, made first if need be, by one process at a time. */
export async function publish<Made>(options: PublishOptions<Made>): Promise<Made> {
  const { folder, report, read, stale } = options;
  const ready = read(folder);
  if (ready !== undefined) return ready;
  const waiting = (seconds: number): void => {
    report(`Another start is preparing Pulumi; waiting for it (${seconds} s) …`);
  };
  return withLock(folder, stale === undefined ? { waiting } : { waiting, stale }, async () => {
    return read(folder) ?? (await makeFolder(options));
  });
}

async function makeFolder<Made>(options: PublishOptions<Made>): Promise<Made> {
  const { folder, make, read, keepWork } = options;
  const work = `${folder}.work`;
  await mkdir(work, { recursive: true });
  await removeHalfBuilt(work);
  // A folder of its own for each try: a program that outlived a killed try can then only write where nobody looks.
  const out = await mkdtemp(join(work, "out-"));
  const manifest = await make({ out, work });
  await writeFile(manifestPath(out), `${JSON.stringify(manifest)}\n`);
  if (read(out) === undefined) throw new ToolchainError(`${out} is not complete after all its steps.`);
  await rm(folder, { recursive: true, force: true });
  await rename(out, folder);
  if (keepWork !== true) await rm(work, { recursive: true, force: true });
  const programs = read(folder);
  if (programs === undefined)
    throw new ToolchainError(`${folder} was changed while it was made. Start again.`);
  return programs;
}

async function removeHalfBuilt(work: string): Promise<void> {
  const names = await readdir(work);
  const half = names.filter((name) => name.startsWith("out-"));
  await Promise.all(half.map((name) => rm(join(work, name), { recursive: true, force: true })));
}
