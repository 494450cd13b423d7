import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { run } from "./in-process.ts";

test("plan --json prints the reviewed plan and nothing else", () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["src/cli/lakewright.js", "plan", "--stack", "prod", "--json"],
    { encoding: "utf8" },
  );
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toBe(readFileSync("test/golden/plan.prod.json", "utf8"));
});

test("an unknown stack is one message and exit code 1, without a stack trace", async () => {
  expect(await run("plan", "--stack", "prd")).toEqual({
    status: 1,
    stdout: "",
    stderr:
      "Pulumi.prd.yaml: 1 fault in kineo:settings\n" +
      '  - no such file; stacks here: dev, prod, sandbox (did you mean "prod"?)\n',
  });
});

test("a missing option is named, and the help says where the list is", async () => {
  const { status, stderr } = await run("plan");
  expect(status).toBe(2);
  expect(stderr).toContain("required option '-s, --stack <name>' not specified");
});

test("drift says what it compares, what it leaves alone and how it ends", async () => {
  const { status, stdout } = await run("drift", "--help");
  expect(status).toBe(0);
  expect(stdout).toContain("takes no lock on the state");
  expect(stdout).toContain(
    "Exit codes: 0 no drift; 1 not everything could be read, or called wrongly; 2 drift.",
  );
  const both = await run("drift", "--stack", "prod", "--from-state", "--adopt");
  expect(both).toMatchObject({ status: 1, stdout: "" });
  expect(both.stderr).toContain("cannot be used with option '--adopt [resource...]'");
});
