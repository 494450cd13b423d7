import { vi } from "vitest";
import { run as lakewright } from "../../../src/cli/run.ts";

export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `lakewright` without a process of its own: starting Node takes longer than most commands. */
export async function run(...words: readonly string[]): Promise<Ended> {
  const said = { stdout: "", stderr: "" };
  const take = (channel: "stdout" | "stderr") =>
    vi.spyOn(process[channel], "write").mockImplementation((text) => {
      said[channel] += String(text);
      return true;
    });
  const spies = [take("stdout"), take("stderr")];
  const before = { exitCode: process.exitCode, folder: process.cwd() };
  process.exitCode = 0;
  try {
    await lakewright(words);
    return { status: process.exitCode, ...said };
  } finally {
    process.exitCode = before.exitCode;
    process.chdir(before.folder);
    for (const spy of spies) spy.mockRestore();
  }
}
