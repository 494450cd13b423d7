import { spawn } from "node:child_process";
import { Problem } from "./problem.mjs";

const QUIET = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
const LAST_LINES = 20;
const REPORT_MS = 2_000;

/** Runs npm without a word unless it fails or takes long. */
export async function npm(args, { cwd, what, report }) {
  const started = Date.now();
  report(`${what} …`);
  const took = () => `${Math.round((Date.now() - started) / 1000)} s`;
  let told = false;
  const timer = setInterval(() => {
    told = true;
    report(`${what} … ${took()}`, "progress");
  }, REPORT_MS);
  try {
    await run([...args, ...QUIET], cwd);
  } finally {
    clearInterval(timer);
    if (told) report(`${what} took ${took()}`);
  }
}

function run(args, cwd) {
  return new Promise((done, failed) => {
    const onWindows = process.platform === "win32";
    const child = spawn(onWindows ? "npm.cmd" : "npm", args, {
      cwd,
      shell: onWindows,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const keep = (text) => (output = (output + text).slice(-20_000));
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    const stop = (signal) => child.kill(signal);
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) process.on(signal, stop);
    const end = (settle) => {
      for (const signal of signals) process.off(signal, stop);
      settle();
    };
    child.on("error", (error) => {
      const reason = error.code === "ENOENT" ? "npm is not on PATH; it comes with Node" : error.message;
      end(() => failed(new Problem(`npm cannot be started: ${reason}.`)));
    });
    child.on("close", (code, signal) => {
      if (code === 0) return end(done);
      const lines = output.trimEnd().split("\n").slice(-LAST_LINES);
      const how = code === null ? `was ended by ${signal}` : `failed (exit code ${code})`;
      end(() =>
        failed(
          new Problem([`\`npm ${args.join(" ")}\` ${how}:`, ...lines.map((line) => `  ${line}`)].join("\n")),
        ),
      );
    });
  });
}
