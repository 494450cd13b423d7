import { setTimeout as wait } from "node:timers/promises";
import { readAddress, runningAt, type Running } from "./address.ts";
import { holderOf } from "./lock.ts";

const LOOK_MS = 500;
/** A server that has started answers within a second; one that swaps or is suspended gets more. */
const SILENT_MS = 20_000;
/** More than a server gives Spark to start, twice over. */
const STARTING_MS = 10 * 60_000;
/** The first start of all downloads some 450 MB. */
const SETUP_MS = 30 * 60_000;

/** What stands behind a home. */
export type Condition =
  | { readonly kind: "none" }
  | { readonly kind: "running"; readonly address: Running }
  /** There is a process, which is of no use before it is started again. */
  | { readonly kind: "broken"; readonly pid: number; readonly reason: string };

/** Waits for a start that is under way, the server's or Spark's, and then says what there is; never for ever. */
export async function condition(home: string, report: (line: string) => void): Promise<Condition> {
  const began = Date.now();
  const told = new Set<string>();
  const tell = (line: string): void => {
    if (!told.has(line)) report(line);
    told.add(line);
  };
  for (;;) {
    const waited = Date.now() - began;
    const running = await runningAt(home);
    const pid = running?.pid ?? holderOf(home);
    if (pid === undefined) return { kind: "none" };
    if (running !== undefined) {
      const found = ofSpark(running, waited);
      if (found !== undefined) return found;
      tell(`The sandbox runs and starts its Spark again (process ${pid}); waiting for it`);
    } else {
      const reason = ofSilence(home, pid, waited);
      if (reason !== undefined) return { kind: "broken", pid, reason };
      tell(`The sandbox of this home does not answer yet (process ${pid}); waiting for it`);
    }
    await wait(LOOK_MS);
  }
}

function ofSpark(address: Running, waited: number): Condition | undefined {
  const { pid, spark } = address;
  switch (spark?.state) {
    case undefined:
    case "up":
      return { kind: "running", address };
    case "lost":
      return { kind: "broken", pid, reason: `its Spark is lost: ${spark.reason ?? "for no known reason"}` };
    case "starting":
      return waited > STARTING_MS ? { kind: "broken", pid, reason: "its Spark does not start" } : undefined;
  }
}

function ofSilence(home: string, pid: number, waited: number): string | undefined {
  // The address is written once the server answers.
  const answered = readAddress(home)?.pid === pid;
  if (answered && waited > SILENT_MS) return `it does not answer (process ${pid})`;
  return waited > SETUP_MS ? `its start does not end (process ${pid})` : undefined;
}
