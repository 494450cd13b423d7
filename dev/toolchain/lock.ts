import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lock } from "proper-lockfile";
import { ToolchainError } from "./error.ts";

export interface LockOptions {
  /** Told once when somebody else holds the lock, and then every 10 seconds. */
  readonly waiting: (seconds: number) => void;
  /**
   * Milliseconds without a sign of life after which a holder counts as killed.
   * @default 15000
   */
  readonly stale?: number;
}

/** Runs `action` while no other process of this machine does so under the same path. */
export async function withLock<T>(path: string, options: LockOptions, action: () => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  const release = await acquire(path, options);
  try {
    return await action();
  } finally {
    // A lock that was taken over meanwhile is no longer ours to release.
    await release().catch(() => undefined);
  }
}

async function acquire(path: string, { waiting, stale = 15_000 }: LockOptions): Promise<() => Promise<void>> {
  const started = Date.now();
  let told = -Infinity;
  for (;;) {
    try {
      // `realpath: false`: what is locked need not exist; the lock itself is the folder `${path}.lock`.
      return await lock(path, { realpath: false, stale, update: stale / 3, onCompromised: noteTakenOver });
    } catch (error) {
      if (!isHeld(error)) throw new ToolchainError(`${path}.lock cannot be made: ${String(error)}`);
    }
    if (Date.now() - told >= 10_000) {
      waiting(Math.round((Date.now() - started) / 1000));
      told = Date.now();
    }
    await sleep(Math.min(500, stale / 4));
  }
}

/**
 * A machine that slept for longer than `stale` finds its lock taken over. Nothing is wrong then: each holder makes its
 * programs in a folder of its own, and the last step is one rename.
 */
function noteTakenOver(): void {
  // Nothing to do; the default of proper-lockfile would end the process.
}

function isHeld(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === "ELOCKED";
}
