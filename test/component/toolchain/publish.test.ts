import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { readPrograms } from "../../../dev/toolchain/cache.ts";
import { publish } from "../../../dev/toolchain/publish.ts";
import { temporaryFolder } from "../../unit/toolchain/folder.ts";
import { PROVIDER, writePrograms } from "../../unit/toolchain/programs.ts";

const MANIFEST = { pulumi: "3.259.0", provider: PROVIDER };

/** A start of its own that is not done before `openGate`. */
function start(folder: string): ChildProcess {
  const script = join(import.meta.dirname, "publish-child.ts");
  const args = [script, folder, join(dirname(folder), "log"), join(dirname(folder), "gate")];
  const child = spawn(process.execPath, args, { stdio: "inherit" });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

function openGate(folder: string): void {
  writeFileSync(join(dirname(folder), "gate"), "");
}

function ended(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.on("close", resolve));
}

function log(folder: string): readonly string[] {
  const path = join(dirname(folder), "log");
  return existsSync(path) ? readFileSync(path, "utf8").trimEnd().split("\n") : [];
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(20);
}

test("gives the folder its name only when all is in it, and leaves nothing beside it", async () => {
  const folder = join(temporaryFolder(), "built");
  const programs = await publish({
    folder,
    report: () => undefined,
    read: readPrograms,
    make: ({ out }) => {
      writePrograms(out);
      expect(existsSync(folder)).toBe(false);
      return Promise.resolve(MANIFEST);
    },
  });
  expect(programs.manifest).toEqual(MANIFEST);
  expect(readdirSync(dirname(folder))).toEqual(["built"]);
});

test("makes nothing when the folder is there", async () => {
  const folder = join(temporaryFolder(), "built");
  let made = 0;
  const options = {
    folder,
    report: () => undefined,
    read: readPrograms,
    make: ({ out }: { out: string }) => {
      made += 1;
      writePrograms(out);
      return Promise.resolve(MANIFEST);
    },
  };
  await publish(options);
  await publish(options);
  expect(made).toBe(1);
});

test("a failed try leaves no folder, keeps what the next one can use, and releases the lock", async () => {
  const folder = join(temporaryFolder(), "built");
  const failing = publish({
    folder,
    report: () => undefined,
    read: readPrograms,
    make: () => Promise.reject(new Error("the network broke")),
  });
  await expect(failing).rejects.toThrow("the network broke");
  expect(readdirSync(dirname(folder))).toEqual(["built.work"]);
});

test("refuses to publish what is not complete", async () => {
  const folder = join(temporaryFolder(), "built");
  const hollow = publish({
    folder,
    report: () => undefined,
    read: readPrograms,
    make: () => Promise.resolve(MANIFEST),
  });
  await expect(hollow).rejects.toThrow("is not complete after all its steps");
  expect(existsSync(folder)).toBe(false);
});

test("of two starts at once one builds, and the other says that it waits", async () => {
  const folder = join(temporaryFolder(), "built");
  const first = start(folder);
  await until(() => log(folder).includes("making"));
  const second = start(folder);
  await until(() => log(folder).includes("Another start is preparing Pulumi; waiting for it (0 s) …"));
  openGate(folder);
  expect(await Promise.all([ended(first), ended(second)])).toEqual([0, 0]);
  const lines = log(folder);
  expect(lines.filter((line) => line === "made")).toEqual(["made"]);
  expect(lines.filter((line) => line === "ready")).toEqual(["ready", "ready"]);
});

test("a start killed half-way leaves nothing that is used, and the next takes its lock over", async () => {
  const folder = join(temporaryFolder(), "built");
  const killed = start(folder);
  await until(() => log(folder).includes("making"));
  killed.kill("SIGKILL");
  await ended(killed);
  expect(readPrograms(folder)).toBeUndefined();
  openGate(folder);
  expect(await ended(start(folder))).toBe(0);
  expect(readPrograms(folder)?.manifest).toEqual(MANIFEST);
  expect(readdirSync(dirname(folder)).toSorted()).toEqual(["built", "gate", "log"]);
});
