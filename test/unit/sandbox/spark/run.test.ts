import { expect, test } from "vitest";
import { run } from "../../../../sandbox/spark/run.ts";

test("a command that does not end is ended, and its error says so with what it printed", async () => {
  const hangs = "console.log('waiting for a site'); setInterval(() => undefined, 1000)";
  const command = { command: process.execPath, args: ["-e", hangs], timeout: 2_000 };
  await expect(run(command)).rejects.toThrow(
    `${process.execPath} did not end within 2 s:\nwaiting for a site`,
  );
});
