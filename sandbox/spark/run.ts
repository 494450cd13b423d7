import { spawn } from "node:child_process";

/** A program that is asked for its version, on a machine that is busy. */
const ANSWER_MS = 60_000;

/** What the command prints, on both channels; undefined when there is no such command or it fails. */
export async function output(command: string, args: readonly string[]): Promise<string | undefined> {
  try {
    return await run({ command, args, timeout: ANSWER_MS });
  } catch {
    return undefined;
  }
}

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  /** Set over this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds after which it is killed. `@default` none */
  readonly timeout?: number;
}

/**
 * Runs to the end. @returns what it printed, on both channels
 * @throws Error with the last lines it printed, when it fails.
 */
export function run({ command, args, env = {}, timeout }: Command): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  // spawn's own timer is kept, and with it this process, when there is no such program.
  const timer = timeout === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), timeout);
  let printed = "";
  for (const channel of [child.stdout, child.stderr]) {
    channel.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  child.once("error", (error) => {
    clearTimeout(timer);
    reject(error);
  });
  child.once("close", (code) => {
    clearTimeout(timer);
    const how = child.killed ? `did not end within ${(timeout ?? 0) / 1000} s` : "failed";
    if (code === 0) resolve(printed);
    else reject(new Error(`${command} ${how}:\n${printed.trimEnd().split("\n").slice(-10).join("\n")}`));
  });
  return promise;
}
