import { setTimeout } from "node:timers/promises";
import { FaultFront } from "./front.ts";
import { readFaults } from "./rules.ts";

export interface FaultFlags {
  /** Address of the workspace behind it. */
  readonly to: string;
  readonly faults: string;
  readonly port: number;
  readonly minutes: number;
}

/** Serves a front until its time is over or somebody ends it. */
export async function serveFaults(
  { to, faults, port, minutes }: FaultFlags,
  print: (line: string) => void,
): Promise<void> {
  const front = await FaultFront.open(to, port);
  front.set(...readFaults(faults));
  print(`faults of ${faults} at ${front.url}, before ${to}; ends by itself after ${minutes} min`);
  const ended = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      ended.abort();
    });
  await setTimeout(minutes * 60_000, undefined, { signal: ended.signal }).catch(() => undefined);
  await front.close();
}
