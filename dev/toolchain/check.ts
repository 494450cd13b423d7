import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { ToolchainError } from "./error.ts";
import { run } from "./run.ts";

const START_MS = 60_000;

/** What a program prints when asked for its version must be what it was built as. */
export async function checkVersion(program: string, ask: readonly string[], expected: string): Promise<void> {
  const printed = (await run(program, ask, { timeout: START_MS })).trim();
  if (printed !== expected)
    throw new ToolchainError(`${program} was built as ${expected} and says it is ${printed}.`);
}

/**
 * A plugin that serves prints the number of its port. One that lacks a part of its schema still says its version, and
 * ends only here.
 */
export function checkServes(plugin: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(plugin, [], { stdio: ["ignore", "pipe", "pipe"] });
    const output: string[] = [];
    const timer = setTimeout(() => child.kill(), START_MS);
    const keep = (line: string): void => void output.push(`  ${line}`);
    createInterface({ input: child.stderr }).on("line", keep);
    let serves = false;
    createInterface({ input: child.stdout }).on("line", (line) => {
      serves = /^\d+$/.test(line.trim());
      if (serves) child.kill();
      else keep(line);
    });
    child.on("error", reject);
    child.on("close", () => {
      clearTimeout(timer);
      if (serves) resolve();
      else reject(new ToolchainError([`${plugin} does not serve:`, ...output.slice(-12)].join("\n")));
    });
  });
}
