import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { findJava, findPython, missingTools } from "../../../sandbox/spark/prerequisites.ts";

/** Programs that answer as the real ones do when they are asked what they are. */
const PYTHON = "echo 3 11 1 /usr/bin/python3";
const JAVA = "echo '    java.home = /'; echo '    java.specification.version = 17'";

const INSTALL_PYTHON = "Debian: apt-get install python3 python3-venv. macOS: brew install python@3.12.";
const INSTALL_JAVA =
  "Debian: apt-get install openjdk-17-jre-headless. macOS: brew install openjdk@17, then set JAVA_HOME.";

/** A search path with these programs alone. */
function pathWith(programs: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "lakewright-path-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  ["nothing is missing", { python3: PYTHON, java: JAVA }, []],
  ["no Java", { python3: PYTHON }, [`Java 17 or 21 is missing. ${INSTALL_JAVA}`]],
  [
    "an old Java",
    { python3: PYTHON, java: "echo ' java.home = /'; echo ' java.specification.version = 1.8'" },
    [`Java 17 or 21 is missing (found 8). ${INSTALL_JAVA}`],
  ],
  [
    "an old Python",
    { python3: "echo 3 9 1 /usr/bin/python3", java: JAVA },
    [`Python 3.10 or later is missing (found 3.9). ${INSTALL_PYTHON}`],
  ],
  [
    "an old Python beside one that will do",
    { python3: "echo 3 9 1 /usr/bin/python3", "python3.12": "echo 3 12 1 /opt/python3.12", java: JAVA },
    [],
  ],
  [
    "a Python without venv",
    { python3: "echo 3 11 0 /usr/bin/python3", java: JAVA },
    [
      "Python 3.11 lacks its venv module. Debian: apt-get install python3.11-venv. macOS: brew install python@3.12.",
    ],
  ],
  [
    "neither",
    {},
    [`Python 3.10 or later is missing. ${INSTALL_PYTHON}`, `Java 17 or 21 is missing. ${INSTALL_JAVA}`],
  ],
])("of a machine with %s a line each is said", async (_what, programs, lines) => {
  vi.stubEnv("PATH", pathWith(programs)).stubEnv("JAVA_HOME", "").stubEnv("LAKEWRIGHT_PYTHON", undefined);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  expect(missingTools(await Promise.all([findPython(), findJava()]))).toBe(lines.join("\n"));
});

test("a first start without Java ends with that line, and with nothing else", async () => {
  const { code, stderr } = await run("dev/start/up.ts", {
    PATH: pathWith({ python3: PYTHON }),
    JAVA_HOME: "",
    LAKEWRIGHT_PYTHON: "python3",
  });
  expect([code, stderr]).toEqual([1, `\nJava 17 or 21 is missing. ${INSTALL_JAVA}\n`]);
});

test("where Pulumi has to be built, a missing Go is a line too", async () => {
  const path = pathWith({});
  const { code, stderr } = await run("dev/toolchain/main.ts", {
    PATH: path,
    LAKEWRIGHT_TOOLCHAIN: "build",
    XDG_CACHE_HOME: join(path, "cache"),
  });
  expect([code, stderr.trimEnd().split("\n")]).toEqual([
    1,
    [
      "Pulumi could not be made ready.",
      expect.stringMatching(/^- Go \d[\d.]+ or newer is missing: `.+`, or from https:\/\/go\.dev\/dl\.$/),
    ],
  ]);
});

function run(script: string, env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [script], { env: { ...process.env, ...env } });
  let stderr = "";
  child.stdout.resume();
  child.stderr.on("data", (text: Buffer) => (stderr += text.toString()));
  return new Promise<{ code: number | null; stderr: string }>((resolve) => {
    child.on("close", (code) => {
      resolve({ code, stderr });
    });
  });
}
