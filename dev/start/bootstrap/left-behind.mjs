import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readlinkSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

/**
 * Everything a run starts carries this in its environment, whatever group or parent it gets: the engine puts its
 * language host and plugins in groups of their own, and what outlives its parent is handed to another.
 */
export const MARK = "LAKEWRIGHT_RUN";

/** Long enough to write a state file. */
const GRACE_MS = 5_000;
const LOOK_MS = 50;

/** The mark of what this process starts; it names the process, so that another one can tell whether it lives. */
export function newMark() {
  return [process.pid, numbering(), randomUUID().slice(0, 8)].join(".");
}

/** A container's processes are seen from outside under other numbers, and their owner's number means nothing there. */
function numbering() {
  return process.platform === "linux" ? readlinkSync("/proc/self/ns/pid").replace(/\D/g, "") : "0";
}

/** The process that made a mark. */
export function ownerOf(mark) {
  return Number(mark.split(".")[0]);
}

/** Ends what was started under this mark and still runs, without this process itself. */
export async function endMarked(mark) {
  await end(() => marked((found) => found === mark));
}

/** Ends what runs that were killed together with all that watches over them have left behind. */
export async function endLeftBehind(report) {
  const here = numbering();
  const find = () => marked((found) => found.split(".")[1] === here && !isAlive(ownerOf(found)));
  const { length } = await find();
  if (length > 0) report(`An earlier run was killed; ending the ${length} processes that it left behind.`);
  await end(find);
}

async function end(find) {
  for (const signal of ["SIGTERM", "SIGKILL"]) {
    let pids = await find();
    for (const pid of pids) kill(pid, signal);
    const until = Date.now() + GRACE_MS;
    while (pids.length > 0 && Date.now() < until) {
      await sleep(LOOK_MS);
      // A process that is ending may still have started another one.
      pids = await find();
    }
    if (pids.length === 0) return;
  }
}

/** Processes whose mark is one of those asked for. */
export async function marked(isWanted) {
  const found = process.platform === "linux" ? await fromProc() : await fromPs();
  return found.filter(({ pid, mark }) => pid !== process.pid && isWanted(mark)).map(({ pid }) => pid);
}

async function fromProc() {
  const pids = (await readdir("/proc")).map(Number).filter((pid) => pid > 0);
  const found = await Promise.all(
    pids.map(async (pid) => {
      try {
        // Empty for one that has ended and waits for its parent to notice.
        return entry(pid, (await readFile(`/proc/${pid}/environ`, "latin1")).split("\0"));
      } catch {
        return []; // another user's, or gone meanwhile
      }
    }),
  );
  return found.flat();
}

async function fromPs() {
  try {
    const { stdout } = await promisify(execFile)("ps", ["-axwwE", "-o", "pid=,command="], {
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout.split("\n").flatMap((line) => {
      const [pid, ...words] = line.trim().split(" ");
      return entry(Number(pid), words);
    });
  } catch {
    return []; // no ps: what was left behind cannot be found
  }
}

function entry(pid, words) {
  const mark = words.find((word) => word.startsWith(`${MARK}=`))?.slice(MARK.length + 1);
  return mark === undefined || mark === "" ? [] : [{ pid, mark }];
}

function kill(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch {
    // gone meanwhile
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
