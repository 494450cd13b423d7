import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FILE = "server.lock";

interface Holder {
  readonly pid: number;
  readonly home: string;
}

/**
 * The process that has this home open, if it lives. A lock whose process died is stale at once, without a
 * time to wait out; one that came along in a copied home names the other home.
 */
export function holderOf(home: string): number | undefined {
  try {
    const holder = JSON.parse(readFileSync(join(home, FILE), "utf8")) as Holder;
    return holder.home === home && isServer(holder.pid, home) ? holder.pid : undefined;
  } catch {
    return undefined;
  }
}

/** @throws Error when another process has the home open. */
export function takeLock(home: string): void {
  const holder = holderOf(home);
  if (holder !== undefined) throw new Error(`The sandbox in ${home} is open in process ${holder}.`);
  rmSync(join(home, FILE), { force: true });
  writeFileSync(join(home, FILE), JSON.stringify({ pid: process.pid, home } satisfies Holder), {
    flag: "wx",
  });
}

export function releaseLock(home: string): void {
  rmSync(join(home, FILE), { force: true });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Whether that process is the server of that home, and not one that got a dead server's number. */
function isServer(pid: number, home: string): boolean {
  if (!isAlive(pid)) return false;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").includes(home);
  } catch {
    // No /proc on this system: the number is all there is to go by.
    return true;
  }
}
