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
    await release();
  }
}

async function acquire(folder: string, report: (line: string) => void): Promise<() => Promise<void>> {
  for (let tries = 0; ; tries++) {
    try {
      return await lock(folder, { stale: STALE_MS, update: STALE_MS / 4 });
    } catch (error) {
      if (!isHeld(error)) throw error;
      if (tries % REPORT_EVERY === 0) report(`Waiting for another setup that works on ${folder}`);
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    }
  }
}

function isHeld(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ELOCKED";
}
