import { describe, expect, test, vi } from "vitest";
import { EXIT_CODES } from "../../../src/cli/exit-codes.ts";
import { lakewright } from "../../../src/cli/program.ts";
import { folderWith, LAKEHOUSE, PULUMI } from "../project/folder.ts";
import { run } from "./in-process.ts";

/** Of each command what it has to be called with, and the code that its findings have. */
const COMMANDS: Readonly<Record<string, { readonly with?: readonly string[]; readonly found?: number }>> = {
  init: {},
  doctor: { found: 1 },
  plan: { with: ["--stack", "dev"] },
  lint: { found: 1 },
  review: { with: ["missing.json"], found: 1 },
  diff: { with: ["dev", "prod"] },
  drift: { with: ["--stack", "dev"], found: 2 },
  recover: { with: ["--stack", "dev"], found: 2 },
  "sandbox start": {},
  "sandbox stop": {},
  "sandbox status": {},
  "sandbox exec": { with: ["true"] },
};

const BROKEN: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ["is none", {}],
  ["has no name", { "Pulumi.yaml": "runtime: nodejs\n" }],
  ["has no settings", { ...PULUMI, ...LAKEHOUSE }],
  [
    "has a lakehouse that is not TypeScript",
    { ...PULUMI, "Pulumi.dev.yaml": "{}\n", "lakehouse.ts": "export {{\n" },
  ],
];

test("every command is held to its exit codes, and says them", async () => {
  const leaves = lakewright().commands.flatMap((command) =>
    command.commands.length === 0
      ? [command.name()]
      : command.commands.map((inner) => `${command.name()} ${inner.name()}`),
  );
  expect(Object.keys(COMMANDS)).toEqual(leaves);
  for (const path of Object.keys(EXIT_CODES)) {
    expect((await run(...path.split(" "), "--help")).stdout).toContain("\nExit codes: ");
  }
});

describe.each(Object.entries(COMMANDS))("lakewright %s", (path, { with: args = [], found }) => {
  const words = [...path.split(" "), ...args];
  /** What keeps it from running is told in words, by a code that says neither "all is well" nor "found". */
  async function expectFailure(...call: readonly string[]) {
    vi.stubEnv("PULUMI_STACK", undefined);
    const { status, stdout, stderr } = await run(...call);
    expect([status, stdout]).toEqual([expect.any(Number), ""]);
    expect([0, found]).not.toContain(status);
    expect(stderr).not.toBe("");
    expect(stderr).not.toMatch(/^ +at /m);
    return stderr;
  }

  test("fails in a folder that is not there", async () => {
    expect(await expectFailure("-C", "/nowhere", ...words)).toContain(
      "--project /nowhere: there is no such folder",
    );
  });

  test("fails with an option that there is not", async () => {
    const [first = "", ...rest] = words;
    const wrong = path.includes(" ")
      ? [first, rest[0] ?? "", "--nope", ...rest.slice(1)]
      : [first, ...rest, "--nope"];
    expect(await expectFailure(...wrong)).toContain("unknown option '--nope'");
  });

  // init makes a project, doctor finds what one lacks, and a review is of files.
  const projects = ["init", "doctor", "review"].includes(path) ? [] : BROKEN;
  test.each(projects)("fails in a project that %s", async (_, files) => {
    await expectFailure("-C", folderWith(files), ...words);
  });
});

test("an input that cannot be read is no finding", async () => {
  expect(await run("review", "missing.json")).toMatchObject({ status: 2, stdout: "" });
  expect(await run("lint", "--spark-conf", "missing.conf")).toMatchObject({ status: 2, stdout: "" });
  expect(await run("diff", "missing.json", "prod")).toMatchObject({ status: 1, stdout: "" });
});

test("a file that cannot be written is told in the system's words, without a stack", async () => {
  const preview = "test/scenarios/review/clustering-changed/preview.dev.json";
  const review = await run("review", preview, "--out", "/nowhere/review.md");
  expect([review.status, review.stderr]).toEqual([
    2,
    "ENOENT: no such file or directory, open '/nowhere/review.md'\n",
  ]);
  const init = await run("init", "README.md");
  expect([init.status, init.stderr]).toEqual([1, expect.stringMatching(/^EEXIST: .*README\.md'\n$/)]);
});

test("a call without a command, or with one that there is not, is a wrong one", async () => {
  expect((await run()).status).toBe(2);
  expect((await run("lnit")).status).toBe(2);
  expect((await run("--nope", "drift")).status).toBe(2);
  expect((await run("--version")).status).toBe(0);
});
