import { existsSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { type FaultFlags, serveFaults } from "./faults/command.ts";
import { TOKEN_FILE } from "./http/auth.ts";
import { readAddress, runningAt } from "./process/address.ts";
import { keepToOwner, openHome } from "./process/home.ts";
import { holderOf } from "./process/lock.ts";
import { serveSandbox, type ServeOptions } from "./process/serve.ts";
import { startDetached, type Message, type Running } from "./process/start.ts";
import { stop } from "./process/stop.ts";
import { type Report, reporter } from "./report.ts";
import type { EngineHealth } from "./spark/engine.ts";
import { ensureRuntime } from "./spark/setup.ts";

interface HomeFlags {
  readonly home: string;
  readonly json?: true;
}

interface StartFlags extends HomeFlags {
  readonly catalog?: string;
  readonly port?: number;
  readonly idleMinutes: number;
  readonly foreground?: true;
}

const ownReport = reporter(process.stdout);

const program = new Command("sandbox").description(
  "A local Databricks workspace: its REST API in front of Spark and Delta",
);

program
  .command("setup")
  .description(
    "install the Python packages and Delta jars the sandbox runs on (done once; start does it too)",
  )
  .action(async () => {
    await ensureRuntime(report);
    report("Spark is ready to start");
  });

program
  .command("start")
  .description("start the sandbox of a home folder and wait until it answers")
  .requiredOption("--home <folder>", "where this sandbox keeps its objects, tables, token and logs")
  .option("--catalog <name>", "the one catalog it serves (default: that of the last start)", catalogName)
  .option(
    "--port <number>",
    "the port to listen on (default: that of the last start, else a free one)",
    wholeNumber,
  )
  .option("--idle-minutes <number>", "stop after so long without a request; 0 never stops", wholeNumber, 120)
  .option("--foreground", "stay in this process")
  .option("--json", "print one JSON object")
  .action(async (flags: StartFlags) => {
    const options = serveOptions(flags);
    if (flags.foreground === true) await serveHere(options);
    else printStarted(await startDetached(options, import.meta.filename, progress(flags)), options, flags);
  });

program
  .command("stop")
  .description("stop the sandbox of a home folder; everything in it stays")
  .requiredOption("--home <folder>", "its home folder")
  .action(async (flags: HomeFlags) => {
    const home = existingHome(flags.home);
    print(`sandbox in ${flags.home}: ${await stop(home)}`);
  });

program
  .command("status")
  .description("say whether the sandbox of a home folder runs, and where")
  .requiredOption("--home <folder>", "its home folder")
  .option("--json", "print one JSON object")
  .action(async (flags: HomeFlags) => {
    const home = existsSync(flags.home) ? realpathSync(flags.home) : resolve(flags.home);
    const running = await runningAt(home);
    if (flags.json === true) print(JSON.stringify({ running: running !== undefined, home, ...running }));
    else if (running === undefined) print(`sandbox in ${flags.home}: ${silent(home)}`);
    else {
      const { url, pid, catalog, spark } = running;
      print(
        `sandbox in ${flags.home}: running at ${url} (process ${pid}, catalog ${catalog}${sparkText(spark)})`,
      );
    }
  });

program
  .command("faults")
  .description(
    "stand before a workspace and do it harm: delays, broken connections, refusals, by path and count",
  )
  .requiredOption("--to <url>", "the workspace's address")
  .requiredOption("--faults <file>", "a JSON list of faults; sandbox/README.md says what they hold")
  .option("--port <number>", "the port to listen on; 0 is a free one", wholeNumber, 0)
  .option("--minutes <number>", "end after so long", wholeNumber, 30)
  .action(async (flags: FaultFlags) => {
    await serveFaults(flags, print);
  });

keepToOwner();
try {
  await program.parseAsync();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  tell({ kind: "failed", message });
  console.error(`sandbox: ${message}`);
  process.exitCode = 1;
  // A detached server's channel to its starter would keep it alive with nothing left to do.
  if (process.connected) process.disconnect();
}

function silent(home: string): string {
  const pid = holderOf(home);
  return pid === undefined
    ? "not running"
    : `process ${pid} does not answer yet; "start" waits for it, and heals it`;
}

function sparkText(spark: EngineHealth | undefined): string {
  if (spark === undefined) return "";
  const { state, pid, reason } = spark;
  const process = pid === undefined ? "" : `, process ${pid}`;
  const why =
    reason === undefined ? "" : state === "lost" ? `: ${reason}` : `, started again since ${reason}`;
  return `; Spark is ${state}${process}${why}`;
}

function serveOptions({ home, catalog, port, idleMinutes }: StartFlags): ServeOptions {
  const real = openHome(home);
  const named = catalog ?? readAddress(real)?.catalog;
  if (named === undefined)
    throw new Error(`${home} was never started: name its catalog with --catalog NAME.`);
  return { home: real, catalog: named, idleMinutes, ...(port === undefined ? {} : { port }) };
}

async function serveHere(options: ServeOptions): Promise<void> {
  // Whoever started this process went away before it was ready: nobody would know of it.
  const orphaned = (): void => {
    console.error("sandbox: the process that started this one is gone");
    process.exit(1);
  };
  process.once("disconnect", orphaned);
  const { address, ended } = await serveSandbox(options, report);
  process.off("disconnect", orphaned);
  print(`${address.started} sandbox at ${address.url}, catalog ${address.catalog}, home ${options.home}`);
  tell({ kind: "ready" });
  await ended;
}

function printStarted(
  { address, ranBefore }: { readonly address: Running; readonly ranBefore: boolean },
  { home, catalog }: ServeOptions,
  flags: StartFlags,
): void {
  if (address.catalog !== catalog) {
    throw new Error(
      `The sandbox in ${home} runs with catalog ${address.catalog}; stop it before it serves ${catalog}.`,
    );
  }
  const { url, pid } = address;
  if (flags.json === true)
    print(JSON.stringify({ url, token_file: join(home, TOKEN_FILE), pid, catalog, home }));
  else
    print(`sandbox ${ranBefore ? "already runs" : "started"} at ${url} (process ${pid}, catalog ${catalog})`);
}

/** Progress goes to standard error where standard output is to hold one JSON object. */
function progress({ json }: StartFlags): Report {
  return reporter(json === true ? process.stderr : process.stdout);
}

/** To the log and, while somebody waits for the start, to them. */
function report(line: string, kind?: "progress"): void {
  const waiting = process.send !== undefined && process.connected;
  ownReport(waiting ? `${new Date().toISOString()} ${line}` : line, kind);
  tell({ kind: "progress", line, ...(kind === undefined ? {} : { passing: true }) });
}

function tell(message: Message): void {
  if (process.connected) process.send?.(message);
}

function print(line: string): void {
  console.log(line);
}

function existingHome(home: string): string {
  if (!existsSync(home)) throw new Error(`${home} does not exist.`);
  return realpathSync(home);
}

function catalogName(value: string): string {
  if (/^[A-Za-z_]\w*$/.test(value)) return value;
  throw new InvalidArgumentError("letters, digits and _ only, not beginning with a digit.");
}

function wholeNumber(value: string): number {
  if (/^\d+$/.test(value)) return Number(value);
  throw new InvalidArgumentError("must be a whole number.");
}
