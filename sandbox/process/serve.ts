import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ensureToken } from "../http/auth.ts";
import { createServer, type SandboxServer } from "../server.ts";
import { ensureRuntime } from "../spark/setup.ts";
import { startEngine } from "../spark/engine.ts";
import { sqlServices } from "./sql-services.ts";
import { readAddress, writeAddress, type Address } from "./address.ts";
import { releaseLock, takeLock } from "./lock.ts";

export interface ServeOptions {
  /** Absolute, links resolved. */
  readonly home: string;
  readonly catalog: string;
  /** `@default` the port of the last start, else a free one. */
  readonly port?: number;
  /** Stops after so long without a request; 0 never does. */
  readonly idleMinutes: number;
}

const IDLE_CHECK_MS = 15_000;

/**
 * Runs the sandbox in this process until it is told to stop.
 * @returns its address once it answers; `ended` resolves when it is down.
 */
export async function serveSandbox(
  options: ServeOptions,
  report: (line: string) => void,
): Promise<{ readonly address: Address; readonly ended: Promise<void> }> {
  const { home, catalog } = options;
  mkdirSync(join(home, "log"), { recursive: true });
  takeLock(home);
  // What has started is ended again when a later step fails: Spark would outlive this process's purpose.
  const started: { close(): Promise<void> }[] = [];
  try {
    const runtime = await ensureRuntime(report);
    report("Starting Spark …");
    const engine = await startEngine({ runtime, home, catalog });
    started.unshift(engine);
    const server = await createServer({
      home,
      catalog,
      token: ensureToken(home),
      sql: (sandbox, warehouses) => sqlServices({ engine, home }, sandbox, warehouses),
      spark: () => engine.health(),
    });
    started.unshift(server);
    const url = await listen(server, options, report);
    const address = { url, pid: process.pid, catalog, started: new Date().toISOString() };
    writeAddress(home, address);
    const ended = stopAsked(server, options.idleMinutes, report).then(async () => {
      await server.close();
      await engine.close();
      writeAddress(home, { url, catalog, started: address.started });
      releaseLock(home);
    });
    return { address, ended };
  } catch (error) {
    for (const part of started) await part.close();
    releaseLock(home);
    throw error;
  }
}

async function listen(
  server: SandboxServer,
  { home, port }: ServeOptions,
  report: (line: string) => void,
): Promise<string> {
  if (port !== undefined) return server.listen(port);
  const last = Number(new URL(readAddress(home)?.url ?? "http://127.0.0.1:0").port);
  try {
    return await server.listen(last);
  } catch (error) {
    if (last === 0 || !isTaken(error)) throw error;
    const url = await server.listen(0);
    report(`Port ${last} of the last start is taken by another program; this sandbox is now at ${url}`);
    return url;
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EADDRINUSE";
}

/** Resolves on SIGTERM or SIGINT, or when nobody has asked for anything for long enough. */
function stopAsked(
  server: SandboxServer,
  idleMinutes: number,
  report: (line: string) => void,
): Promise<void> {
  return new Promise((resolve) => {
    const stop = (why: string): void => {
      clearInterval(timer);
      report(`Stopping: ${why}`);
      resolve();
    };
    const timer = setInterval(() => {
      if (idleMinutes > 0 && server.idleFor() > idleMinutes * 60_000)
        stop(`${idleMinutes} minutes without a request`);
    }, IDLE_CHECK_MS);
    process.once("SIGTERM", () => {
      stop("asked to");
    });
    process.once("SIGINT", () => {
      stop("interrupted");
    });
  });
}
