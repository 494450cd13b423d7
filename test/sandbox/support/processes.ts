import { readdirSync, readFileSync } from "node:fs";

/** Processes whose parent is `pid`, on Linux. */
export function childrenOf(pid: number): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((one) => {
      try {
        const fields = readFileSync(`/proc/${one}/stat`, "utf8").split(") ").at(-1)?.split(" ");
        return Number(fields?.[1]) === pid;
      } catch {
        return false;
      }
    });
}
