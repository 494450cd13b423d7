import { spawn, type StdioOptions } from "node:child_process";
import { createInterface } from "node:readline";
import { Interrupted, ToolchainError } from "./error.ts";

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Told each line of the program's stderr as it comes. */
  readonly onErrorLine?: (line: string) => void;
  /** Milliseconds after which the program is ended. @default none */
  readonly timeout?: number;
}

const LAST_LINES = 12;
const STDIO: StdioOptions = ["ignore", "pipe", "pipe"];

/**
 * Runs a program and gives its stdout.
 * @throws ToolchainError with the command and its last lines, when it cannot be started or fails
 * @throws Interrupted when this process is told to end meanwhile
 */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { cwd, env = process.env, timeout } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: STDIO, ...(cwd && { cwd }) });
    // spawn's own timer is kept, and with it this process, when there is no such program.
    const timer = timeout === undefined ? undefined : setTimeout(() => child.kill(), timeout);
    const output: string[] = [];
    const lastLines: string[] = [];
    let stopped: NodeJS.Signals | undefined;
    const stop = (signal: NodeJS.Signals): void => {
      stopped = signal;
      child.kill(signal);
    };
    // Without this a start that is ended by a signal would leave its compiler running.
    process.on("SIGTERM", stop).on("SIGINT", stop).on("SIGHUP", stop);
    const done = (settle: () => void): void => {
      clearTimeout(timer);
      process.off("SIGTERM", stop).off("SIGINT", stop).off("SIGHUP", stop);
      settle();
    };
    child.stdout?.setEncoding("utf8").on("data", (text: string) => output.push(text));
    if (child.stderr !== null) {
      createInterface({ input: child.stderr }).on("line", (line) => {
        lastLines.push(line);
        if (lastLines.length > LAST_LINES) lastLines.shift();
        options.onErrorLine?.(line);
      });
    }
    child.on("error", (error) => {
      done(() => {
        reject(new ToolchainError(`${program} cannot be started: ${error.message}`));
      });
    });
    child.on("close", (code, signal) => {
      done(() => {
        if (stopped !== undefined) reject(new Interrupted(`Stopped by ${stopped}.`));
        else if (code === 0) resolve(output.join(""));
        else reject(new ToolchainError(failure([program, ...args].join(" "), code ?? signal, lastLines)));
      });
    });
  });
}

function failure(command: string, end: number | string | null, lastLines: readonly string[]): string {
  const head = `\`${command}\` failed (${typeof end === "number" ? `exit code ${end}` : (end ?? "ended")}).`;
  return [head, ...lastLines.map((line) => `  ${line}`)].join("\n");
}
