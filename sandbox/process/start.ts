import { fork, type ChildProcess } from "node:child_process";
import { mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import type { Report } from "../report.ts";
import { runningAt, type Running } from "./address.ts";
import { condition } from "./broken.ts";
import type { ServeOptions } from "./serve.ts";
import { stop } from "./stop.ts";

export type { Running } from "./address.ts";

/** What is broken has little to end in good order. */
const BROKEN_GRACE_MS = 5_000;

/** What the server tells the process that started it. */
export type Message =
  | { readonly kind: "progress"; readonly line: string; readonly passing?: true }
  | { readonly kind: "ready" }
  | { readonly kind: "failed"; readonly message: string };

/**
 * Starts the sandbox in the background and waits until it answers. Two starts at once end with one server: the second
 * waits for the first. One that runs and is broken is ended and started again.
 * @returns its address, and whether it ran before.
 * @throws Error with the server's own message when it cannot start.
 */
export async function startDetached(
  options: ServeOptions,
  main: string,
  report: (line: string) => void,
): Promise<{ readonly address: Running; readonly ranBefore: boolean }> {
  const before = await condition(options.home, report);
  if (before.kind === "running") return { address: before.address, ranBefore: true };
  if (before.kind === "broken") {
    report(`The sandbox is started again: ${before.reason}`);
    await stop(options.home, BROKEN_GRACE_MS);
  }
  const log = logFile(options.home);
  const child = fork(main, serveArguments(options), {
    detached: true,
    stdio: ["ignore", openSync(log, "a"), openSync(log, "a"), "ipc"],
  });
  await ready(child, log, report);
  child.disconnect();
  child.unref();
  const address = await runningAt(options.home);
  if (address === undefined) throw new Error(`The sandbox started and does not answer. Its log: ${log}`);
  return { address, ranBefore: false };
}

function serveArguments({ home, catalog, port, idleMinutes }: ServeOptions): readonly string[] {
  return [
    ...["start", "--foreground", "--home", home, "--catalog", catalog],
    ...["--idle-minutes", String(idleMinutes)],
    ...(port === undefined ? [] : ["--port", String(port)]),
  ];
}

function logFile(home: string): string {
  mkdirSync(join(home, "log"), { recursive: true });
  return join(home, "log", "server.log");
}

/** Resolves when the server answers; rejects with its own reason when it cannot. */
function ready(child: ChildProcess, log: string, report: Report): Promise<void> {
  return new Promise((resolve, reject) => {
    child.on("message", (message: Message) => {
      switch (message.kind) {
        case "progress":
          report(message.line, message.passing && "progress");
          break;
        case "ready":
          resolve();
          break;
        case "failed":
          reject(new Error(message.message));
          break;
      }
    });
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      reject(
        new Error(
          `The sandbox ended while it started (${signal ?? `code ${String(code)}`}). Its log: ${log}`,
        ),
      );
    });
  });
}
