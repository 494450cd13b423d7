import { spawn, type ChildProcess } from "node:child_process";
import { constants } from "node:os";
import { REPOSITORY } from "./places.ts";
import { StepFailed } from "./steps.ts";

export interface Ended {
  readonly code: number;
  readonly stdout: string;
}

export interface RunOptions {
  /** Set over this process's environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Whether the output is for the caller, and not for the user. */
  readonly capture?: boolean;
  /** Milliseconds after which the command is ended, and this fails. `@default` none */
  readonly timeout?: number;
}

/** Runs a command in the clone. Its standard error is the user's; its output too, unless it is captured. */
export async function run(
  command: string,
  args: readonly string[],
  { env = {}, capture = false, timeout }: RunOptions = {},
): Promise<Ended> {
  const child = spawn(command, args, {
    cwd: REPOSITORY,
    env: { ...process.env, ...env },
    stdio: ["inherit", capture ? "pipe" : channelTo(process.stdout), channelTo(process.stderr)],
  });
  const output: Buffer[] = [];
  child.stdout?.on("data", (chunk: Buffer) => (capture ? output.push(chunk) : process.stdout.write(chunk)));
  child.stderr?.on("data", (chunk: Buffer) => process.stderr.write(chunk));
  const within = limit(child, timeout);
  const code = await withSignals(child, () => endOf(child)).finally(within.over);
  if (within.exceeded()) {
    throw new StepFailed(
      `${[command, ...args].join(" ")} did not end within ${minutes(timeout)} and was ended.`,
    );
  }
  return { code, stdout: Buffer.concat(output).toString() };
}

/** Ends a command that takes too long: in good order, and soon after by force. */
function limit(child: ChildProcess, timeout: number | undefined) {
  let exceeded = false;
  const timers: NodeJS.Timeout[] = [];
  if (timeout !== undefined) {
    const end = (): void => {
      exceeded = true;
      child.kill("SIGTERM");
      timers.push(setTimeout(() => child.kill("SIGKILL"), KILL_MS));
    };
    timers.push(setTimeout(end, timeout));
  }
  return {
    exceeded: () => exceeded,
    over: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

/** What an engine that was told to end gets to finish the statement it is at. */
const KILL_MS = 30_000;

function minutes(milliseconds = 0): string {
  return `${milliseconds / 60_000} min`;
}

/**
 * A terminal is the command's own. Everything else goes through here: the engine would be killed in the middle of a
 * statement by a reader that has gone (`npm run up | head`), and so it is told to end instead.
 */
function channelTo(stream: NodeJS.WriteStream): "inherit" | "pipe" {
  return stream.isTTY ? "inherit" : "pipe";
}

function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      // What outlived it may hold its output open: a moment for what is on its way, no longer.
      const settle = (): void => {
        child.stdout?.destroy();
        child.stderr?.destroy();
        resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
      };
      child.once("close", settle);
      setTimeout(settle, DRAIN_MS).unref();
    });
  });
}

const DRAIN_MS = 1_000;

async function withSignals<T>(child: ChildProcess, action: () => Promise<T>): Promise<T> {
  // A terminal's Ctrl-C reaches the child by itself; what is left to do then is to wait for its end.
  const fromTerminal = process.stdin.isTTY || process.stderr.isTTY;
  const forward = (signal: NodeJS.Signals): void => {
    if (signal !== "SIGINT" || !fromTerminal) child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, forward);
  try {
    return await action();
  } finally {
    for (const signal of SIGNALS) process.off(signal, forward);
  }
}

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Runs one of the repository's own scripts with the Node that runs this one. */
export function runScript(script: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return run(process.execPath, [script, ...args], options);
}
