import { expect, test } from "vitest";
import { Interrupted, ToolchainError } from "../../../dev/toolchain/error.ts";
import { run } from "../../../dev/toolchain/run.ts";

test("gives what a program prints", async () => {
  expect(await run("sh", ["-c", "echo out; echo err >&2"])).toBe("out\n");
});

test("tells a program's lines on stderr as they come", async () => {
  const lines: string[] = [];
  await run("sh", ["-c", "echo one >&2; echo two >&2"], { onErrorLine: (line) => lines.push(line) });
  expect(lines).toEqual(["one", "two"]);
});

test("names the command and its last lines when it fails", async () => {
  await expect(run("sh", ["-c", "echo no space left >&2; exit 4"])).rejects.toEqual(
    new ToolchainError("`sh -c echo no space left >&2; exit 4` failed (exit code 4).\n  no space left"),
  );
});

test("names a program that cannot be started", async () => {
  await expect(run("/nowhere/go", [])).rejects.toThrow("/nowhere/go cannot be started: ");
});

test("ends the program when this process is told to end, and says that nothing else is wrong", async () => {
  const running = run("sleep", ["60"]);
  process.emit("SIGTERM", "SIGTERM");
  await expect(running).rejects.toEqual(new Interrupted("Stopped by SIGTERM."));
});
