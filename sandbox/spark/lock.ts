import { lock } from "proper-lockfile";

const WAIT_MS = 1_000;
/** A holder that was killed is taken over after this long without a sign of life. */
const STALE_MS = 20_000;
const REPORT_EVERY = 15;

/** Runs `work` while nobody else runs theirs on the same folder, waiting for as long as the other one lives. */
export async function withLock<T>(
  folder: string,
  report: (line: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  const release = await acquire(folder, report);
  try {
    return await work();
  } finally {
    // A lock that was taken over meanwhile is no longer ours to release.
    await release().catch(() => undefined);
  }
}

async function acquire(folder: string, report: (line: string) => void): Promise<() => Promise<void>> {
  for (let tries = 0; ; tries++) {
    try {
      return await lock(folder, { stale: STALE_MS, update: STALE_MS / 4, onCompromised: noteTakenOver });
    } catch (error) {
      if (!isHeld(error)) throw error;
      if (tries % REPORT_EVERY === 0) report(`Waiting for another setup that works on ${folder}`);
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    }
  }
}

/**
 * A machine that slept, or was too busy for a sign of life, finds its lock taken over. Each setup works in a folder of
 * its own and ends with one rename; the default of proper-lockfile would end the process.
 */
function noteTakenOver(): void {
  // Nothing to do.
}

function isHeld(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ELOCKED";
}
