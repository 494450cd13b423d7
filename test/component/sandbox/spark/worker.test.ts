import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startWorker, type Worker } from "../../../../sandbox/spark/worker.ts";
import { scratchHome } from "../../../unit/sandbox/support/workspace.ts";

/** A program in the place of Python; `starts` counts how often it was started. */
const PROGRAM = (body: string): string => `#!${process.execPath}
const fs = require("node:fs");
const counter = __dirname + "/starts";
const starts = 1 + Number(fs.existsSync(counter) ? fs.readFileSync(counter, "utf8") : 0);
fs.writeFileSync(counter, String(starts));
const say = (message) => fs.writeSync(1, JSON.stringify(message) + "\\n");
const ready = () => say({ ready: { jvm: process.pid } });
const on = (handle) => require("node:readline").createInterface({ input: process.stdin })
  .on("line", (line) => handle(JSON.parse(line))).on("close", () => process.exit(0));
process.stdin.resume();
${body}
`;

interface Started {
  readonly worker: Promise<Worker>;
  readonly lost: string[];
  readonly log: string;
  readonly starts: () => number;
}

function started(body: string): Started {
  const home = scratchHome();
  const python = join(home, "python.cjs");
  writeFileSync(python, PROGRAM(body), { mode: 0o700 });
  const log = join(home, "log", "spark.log");
  const lost: string[] = [];
  const worker = startWorker({
    runtime: { python, javaHome: "/nowhere", jars: [] },
    ...{ catalog: "dev", warehouse: join(home, "warehouse"), scratch: join(home, "tmp"), log },
    admin: "ana@example.test",
    asked: () => Promise.resolve(undefined),
    lost: (reason) => lost.push(reason),
    patience: { startMs: 1_500, pulseMs: 50 },
  });
  onTestFinished(async () => {
    await worker.then(
      (one) => one.close(),
      () => undefined,
    );
  });
  return { worker, lost, log, starts: () => Number(readFileSync(join(home, "starts"), "utf8")) };
}

const ANSWERS = `on(({ id, op }) => say({ id, result: op }));`;

test("a start that fails is tried once more", async () => {
  const { worker, lost, log, starts } = started(
    `if (starts === 1) { say({ failed: "no port" }); process.exit(1); } ready(); ${ANSWERS}`,
  );
  expect(await (await worker).request({ op: "run" })).toBe("run");
  expect([starts(), lost]).toEqual([2, []]);
  expect(readFileSync(log, "utf8")).toContain("Starting Spark once more.");
});

test("a start that hangs is ended and tried once more", async () => {
  const { worker, starts } = started(`if (starts > 1) { ready(); ${ANSWERS} }`);
  expect(await (await worker).request({ op: "run" })).toBe("run");
  expect(starts()).toBe(2);
});

test("a start that fails twice says why, and names the log", async () => {
  const { worker, log, starts } = started(`say({ failed: "no Java" }); process.exit(1);`);
  await expect(worker).rejects.toThrow(
    `[SANDBOX_ENGINE_LOST] Spark did not start: no Java. The end of ${log}:`,
  );
  expect(starts()).toBe(2);
});

test("what ends itself says why to everyone who waits", async () => {
  const { worker, lost, log } = started(
    `ready(); on(({ op }) => { if (op === "run") { say({ lost: "its JVM is gone" }); process.exit(3); } });`,
  );
  await expect((await worker).request({ op: "run" })).rejects.toThrow(
    `[SANDBOX_ENGINE_LOST] The Spark process ended while the statement ran: its JVM is gone. It is started again for the next statement; its log is ${log}. SQLSTATE: 08S01`,
  );
  expect(lost).toEqual(["its JVM is gone"]);
});

test("what answers no pulse is ended; a long statement alone is not", async () => {
  const silent = started(`ready(); on(() => undefined);`);
  await expect((await silent.worker).request({ op: "run" })).rejects.toThrow(
    "it made no progress: its JVM did not answer for 0.4 seconds",
  );
  const slow = started(
    `ready(); on(({ id, op }) => setTimeout(() => say({ id, result: op }), op === "run" ? 1500 : 0));`,
  );
  expect(await (await slow.worker).request({ op: "run" })).toBe("run");
});
