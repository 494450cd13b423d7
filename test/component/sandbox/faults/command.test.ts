import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";

const MAIN = join(import.meta.dirname, "..", "..", "..", "..", "sandbox", "main.ts");

test("the command stands before any workspace, does what its file says, and ends when it is told to", async () => {
  const folder = mkdtempSync(join(tmpdir(), "faults-"));
  const file = join(folder, "faults.json");
  writeFileSync(file, JSON.stringify([{ path: "/api/2.0", status: 429, headers: { "retry-after": "1" } }]));
  const workspace = createServer((_, response) => response.writeHead(201).end("{}"));
  await new Promise<void>((resolve) => workspace.listen(0, "127.0.0.1", resolve));
  const to = `http://127.0.0.1:${(workspace.address() as AddressInfo).port}`;
  const front = spawn(process.execPath, [MAIN, "faults", "--to", to, "--faults", file], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [said] = (await once(createInterface(front.stdout), "line")) as [string];
    const [, url = ""] = /^faults of .* at (\S+), before/.exec(said) ?? [];
    const asked = async () => {
      const { status, headers } = await fetch(new URL("/api/2.0/sql/statements", url), { method: "POST" });
      return [status, headers.get("retry-after")];
    };
    expect([await asked(), await asked()]).toEqual([
      [429, "1"],
      [201, null],
    ]);
    front.kill("SIGTERM");
    expect(await once(front, "exit")).toEqual([0, null]);
  } finally {
    front.kill("SIGKILL");
    workspace.closeAllConnections();
    workspace.close();
    rmSync(folder, { recursive: true });
  }
});
