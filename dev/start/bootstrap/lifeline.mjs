// Loaded before the script that the bootstrap runs. Ends it, and all it started, when the bootstrap was killed or
// nobody reads its output any more (`npm run preview | head`).
import { constants } from "node:os";
import { isMainThread } from "node:worker_threads";
import { endMarked, MARK, ownerOf } from "./left-behind.mjs";

const LOOK_MS = 500;
/** How long a script has to end what it started in good order: an engine finishes the statement it is at. */
const GRACE_MS = 15_000;

const mark = process.env[MARK] ?? "";
const owner = ownerOf(mark);
// Node hands what is loaded first down to workers and forks; they are not the script.
if (isMainThread && owner === process.ppid) watch();

function watch() {
  let ending = false;
  const end = (signal) => {
    if (ending) return;
    ending = true;
    endAll(128 + constants.signals[signal]);
  };
  setInterval(() => {
    if (process.ppid !== owner) end("SIGHUP");
  }, LOOK_MS).unref();
  for (const channel of [process.stdout, process.stderr]) {
    channel.on("error", (error) => {
      if (error.code !== "EPIPE") throw error;
      if (channel === process.stdout) end("SIGPIPE");
    });
  }
}

/** As if the script had been told to end. What it leaves, or what it does not end in time, is ended here. */
function endAll(code) {
  const finish = async () => {
    await endMarked(mark);
    process.exit(code);
  };
  process.on("exit", () => (process.exitCode = code));
  if (!process.emit("SIGTERM", "SIGTERM")) return void finish();
  process.once("beforeExit", finish);
  setTimeout(finish, GRACE_MS).unref();
}
