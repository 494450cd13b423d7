// `node dev/start/bootstrap.mjs <script.ts> [arguments]` runs a script of this repository straight after a clone: it
// installs the npm packages if they are missing or out of date, makes sure of Node 24, and starts the script with it.
// It must run before anything is installed, on any Node from 18 on: plain JavaScript, Node's own modules only.
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { withLock } from "./bootstrap/lock.mjs";
import { ensureNode, nodeProgram } from "./bootstrap/node.mjs";
import { ensurePackages } from "./bootstrap/packages.mjs";
import { Problem } from "./bootstrap/problem.mjs";

const OLDEST_NODE = 18;

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..", "..");

async function main([script, ...args]) {
  if (Number(process.versions.node.split(".")[0]) < OLDEST_NODE) {
    throw new Problem(`Node ${OLDEST_NODE} or newer is needed to begin with; this is ${process.version}.`);
  }
  if (script === undefined) throw new Problem("usage: node dev/start/bootstrap.mjs <script.ts> [arguments]");
  const report = (line) => process.stderr.write(`${line}\n`);
  await withLock(join(root, ".sandbox", "bootstrap.lock"), report, async () => {
    await ensurePackages(root, report);
    await ensureNode(root, report);
  });
  return runScript(resolve(root, script), args);
}

function runScript(script, args) {
  const bin = join(root, "node_modules", ".bin");
  const env = { ...process.env, PATH: [bin, process.env.PATH ?? ""].join(delimiter) };
  const child = spawn(nodeProgram(root), [script, ...args], { stdio: "inherit", env });
  forwardSignals(child);
  return new Promise((done, failed) => {
    child.on("error", failed);
    child.on("exit", (code, signal) => done(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

/** A terminal sends Ctrl-C to the child as well; a second one would make Pulumi break off instead of finishing. */
function forwardSignals(child) {
  const fromTerminal = process.stdin.isTTY === true || process.stderr.isTTY === true;
  process.on("SIGINT", () => {
    if (!fromTerminal) child.kill("SIGINT");
  });
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Problem ? error.message : error.stack}\n`);
  process.exitCode = 1;
}
