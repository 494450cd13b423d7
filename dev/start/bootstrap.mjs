// `node dev/start/bootstrap.mjs <script.ts> [arguments]` runs a script of this repository straight after a clone: it
// installs the npm packages if they are missing or out of date, makes sure of Node 24, and starts the script with it.
// It must run before anything is installed, on any Node from 18 on: plain JavaScript, Node's own modules only.
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { endLeftBehind, endMarked, MARK, newMark } from "./bootstrap/left-behind.mjs";
import { withLock } from "./bootstrap/lock.mjs";
import { ensureNode, nodeProgram } from "./bootstrap/node.mjs";
import { ensurePackages } from "./bootstrap/packages.mjs";
import { Problem } from "./bootstrap/problem.mjs";
import { reporter } from "./bootstrap/report.mjs";

const OLDEST_NODE = 18;
const LOOK_MS = 500;
/** How long what was told twice to end may take. */
const PATIENCE_MS = 10_000;

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..");

async function main([script, ...args]) {
  if (Number(process.versions.node.split(".")[0]) < OLDEST_NODE) {
    throw new Problem(`Node ${OLDEST_NODE} or newer is needed to begin with; this is ${process.version}.`);
  }
  if (script === undefined) throw new Problem("usage: node dev/start/bootstrap.mjs <script.ts> [arguments]");
  const report = reporter(process.stderr);
  // Whoever read the other end has gone; there is nobody to tell.
  process.stderr.on("error", () => undefined);
  await endLeftBehind(report);
  await withLock(join(root, ".sandbox", "bootstrap.lock"), report, async () => {
    await ensurePackages(root, report);
    await ensureNode(root, report);
  });
  const mark = newMark();
  try {
    return await runScript(resolve(root, script), args, mark);
  } finally {
    // A script that was killed, or whose engine was, leaves what that had started.
    await endMarked(mark);
  }
}

function runScript(script, args, mark) {
  const bin = join(root, "node_modules", ".bin");
  const env = { ...process.env, PATH: [bin, process.env.PATH ?? ""].join(delimiter), [MARK]: mark };
  const first = new URL("bootstrap/lifeline.mjs", import.meta.url).href;
  const child = spawn(nodeProgram(root), ["--import", first, script, ...args], { stdio: "inherit", env });
  forwardSignals(child, mark);
  endWithNpm(child);
  return new Promise((done, failed) => {
    child.on("error", failed);
    child.on("exit", (code, signal) => done(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

/**
 * A terminal sends Ctrl-C to the child as well; a second one would make Pulumi break off instead of finishing. Who asks
 * twice and is still not heard is heard here.
 */
function forwardSignals(child, mark) {
  const fromTerminal = process.stdin.isTTY === true || process.stderr.isTTY === true;
  let asked = 0;
  const stop = (signal) => {
    if (signal !== "SIGINT" || !fromTerminal) child.kill(signal);
    asked += 1;
    if (asked === 2) setTimeout(() => void endMarked(mark), PATIENCE_MS).unref();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
}

/** npm that is killed tells nobody. */
function endWithNpm(child) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const npm = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(timer);
    child.kill("SIGHUP");
  }, LOOK_MS);
  timer.unref();
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Problem ? error.message : error.stack}\n`);
  process.exitCode = 1;
}
