import { globSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

interface Lock {
  readonly pid: number;
  readonly hostname: string;
}

/**
 * Whether a stack's state is locked by a Pulumi that no longer runs, as after `kill -9` or a power cut.
 * Pulumi itself never takes such a lock over.
 * @param state folder of a file backend
 */
export function isLockedByTheDead(state: string, stack: string): boolean {
  const locks = globSync(join(state, ".pulumi", "locks", "*", "*", stack, "*.json")).map(readLock);
  return locks.length > 0 && locks.every((lock) => lock?.hostname === hostname() && !isRunning(lock.pid));
}

/** A lock; undefined while it is still being written, and then somebody lives who writes it. */
function readLock(file: string): Lock | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Lock;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user is there, but may not be signalled.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
