import { mkdir, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Milliseconds without a sign of life after which a holder counts as killed. */
const STALE_MS = 15_000;
const ALIVE_MS = 3_000;

/** Runs `action` while no other bootstrap of this clone does so; the lock is the folder `path`. */
export async function withLock(path, report, action) {
  await mkdir(dirname(path), { recursive: true });
  await acquire(path, report);
  const alive = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, ALIVE_MS);
  try {
    return await action();
  } finally {
    clearInterval(alive);
    await rm(path, { recursive: true, force: true });
  }
}

async function acquire(path, report) {
  let told = false;
  for (;;) {
    try {
      await mkdir(path);
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (await isStale(path)) {
      await takeAway(path);
      continue;
    }
    if (!told) report("Another start is installing packages in this folder; waiting for it …");
    told = true;
    await sleep(250);
  }
}

async function isStale(path) {
  try {
    return Date.now() - (await stat(path)).mtimeMs > STALE_MS;
  } catch {
    return false; // released meanwhile
  }
}

/** By renaming, which only one of several waiting bootstraps can do. */
async function takeAway(path) {
  const aside = `${path}.${process.pid}`;
  try {
    await rename(path, aside);
    // Another one may have taken the stale lock and made its own between the check and the renaming.
    if (await isStale(aside)) await rm(aside, { recursive: true, force: true });
    else await rename(aside, path);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
}
