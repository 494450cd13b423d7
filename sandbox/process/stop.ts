import { setTimeout as wait } from "node:timers/promises";
import { readAddress, runningAt, writeAddress } from "./address.ts";
import { holderOf, isAlive, releaseLock } from "./lock.ts";

/** Long enough for Spark to finish writing. */
const GRACE_MS = 30_000;

export type Stopped = "stopped" | "was not running" | "had died";

/**
 * Ends the server of this home and waits until it is gone; its objects and tables stay.
 * @param graceMs how long it may take to end in good order
 * @throws Error when it does not end.
 */
export async function stop(home: string, graceMs: number = GRACE_MS): Promise<Stopped> {
  const address = readAddress(home);
  const pid = (await runningAt(home))?.pid ?? holderOf(home);
  if (pid === undefined) {
    if (address?.pid === undefined) return "was not running";
    const { url, catalog, started } = address;
    writeAddress(home, { url, catalog, started });
    return "had died";
  }
  process.kill(pid, "SIGTERM");
  if (!(await isGone(pid, graceMs))) {
    process.kill(pid, "SIGKILL");
    if (!(await isGone(pid, GRACE_MS))) throw new Error(`Process ${pid} does not end.`);
  }
  if (holderOf(home) === undefined) releaseLock(home);
  return "stopped";
}

async function isGone(pid: number, withinMs: number): Promise<boolean> {
  const end = Date.now() + withinMs;
  while (isAlive(pid)) {
    if (Date.now() > end) return false;
    await wait(50);
  }
  return true;
}
