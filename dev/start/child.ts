import { spawn } from "node:child_process";
import { REPOSITORY } from "./places.ts";

export interface Ended {
  readonly code: number;
  readonly stdout: string;
}

/** Runs a command in the clone. Its standard error is the user's; its output too, unless it is captured. */
export async function run(
  command: string,
  args: readonly string[],
  {
    env = {},
    capture = false,
  }: { readonly env?: Readonly<Record<string, string>>; readonly capture?: boolean } = {},
): Promise<Ended> {
  const child = spawn(command, args, {
    cwd: REPOSITORY,
    env: { ...process.env, ...env },
    stdio: ["inherit", capture ? "pipe" : "inherit", "inherit"],
  });
  // A terminal's Ctrl-C reaches the child by itself; what is left to do here is to wait for its end.
  const wait = (): void => undefined;
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal);
  process.on("SIGINT", wait).on("SIGTERM", forward).on("SIGHUP", forward);
  const output: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => {
      resolve(status ?? 1);
    });
  }).finally(() => {
    process.off("SIGINT", wait).off("SIGTERM", forward).off("SIGHUP", forward);
  });
  return { code, stdout: Buffer.concat(output).toString() };
}

/** Runs one of the repository's own scripts with the Node that runs this one. */
export function runScript(script: string, args: readonly string[], capture = false): Promise<Ended> {
  return run(process.execPath, [script, ...args], { capture });
}
