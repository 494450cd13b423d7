import type { Command } from "commander";
import { vi } from "vitest";
import { printError } from "../../../src/cli/print.ts";
import { UsageError } from "../../../src/model/usage-error.ts";
import { UserError } from "../../../src/model/user-error.ts";

export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command as `lakewright` does, without a process of its own: starting Node takes longer than most commands. */
export async function run(command: Command, args: readonly string[]): Promise<Ended> {
  const said = { stdout: "", stderr: "" };
  const take = (channel: "stdout" | "stderr") =>
    vi.spyOn(process[channel], "write").mockImplementation((text) => {
      said[channel] += String(text);
      return true;
    });
  const spies = [
    take("stdout"),
    take("stderr"),
    vi.spyOn(process, "exit").mockImplementation((code) => {
      throw new Exit(Number(code));
    }),
  ];
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await command.parseAsync([...args], { from: "user" });
    return { status: process.exitCode, ...said };
  } catch (error) {
    if (error instanceof Exit) return { status: error.status, ...said };
    if (!(error instanceof UserError)) throw error;
    printError(error);
    return { status: error instanceof UsageError ? 2 : 1, ...said };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}

class Exit extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`exit ${status}`);
    this.status = status;
  }
}
