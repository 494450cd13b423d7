import { spawn } from "node:child_process";

/** What the command prints, on both channels; undefined when there is no such command or it fails. */
export async function output(command: string, args: readonly string[]): Promise<string | undefined> {
  try {
    return await run({ command, args });
  } catch {
    return undefined;
  }
}

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  /** Set over this process's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs to the end. @returns what it printed, on both channels
 * @throws Error with the last lines it printed, when it fails.
 */
export function run({ command, args, env = {} }: Command): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  let printed = "";
  for (const channel of [child.stdout, child.stderr]) {
    channel.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
  }
  child.once("error", reject);
  child.once("close", (code) => {
    if (code === 0) resolve(printed);
    else reject(new Error(`${command} failed:\n${printed.trimEnd().split("\n").slice(-10).join("\n")}`));
  });
  return promise;
}
