import { writeFileSync } from "node:fs";
import { createServer as createHttp, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ensureToken } from "../../../../sandbox/http/auth.ts";
import { runningAt, writeAddress } from "../../../../sandbox/process/address.ts";
import { createServer, type SandboxServer } from "../../../../sandbox/server.ts";
import { scratchHome } from "../support/workspace.ts";

let home: string;
let server: SandboxServer;
let url: string;
let stranger: Server | undefined;

beforeEach(async () => {
  home = scratchHome();
  const sql = () => ({
    runner: { run: () => Promise.reject(new Error("no SQL here")) },
    routes: () => undefined,
  });
  server = await createServer({ home, catalog: "dev", token: ensureToken(home), sql });
  url = await server.listen(0);
});
afterEach(async () => {
  await server.close();
  stranger?.closeAllConnections();
  stranger?.close();
  stranger = undefined;
});

const address = (at: string) => ({
  url: at,
  catalog: "dev",
  pid: process.pid,
  started: "2026-01-01T00:00:00Z",
});

/** Another program on a port of its own. @returns its address */
async function impersonate(health: (path: string) => object | Promise<object>): Promise<string> {
  const listening = Promise.withResolvers<undefined>();
  const other = createHttp((request, response) => {
    void Promise.resolve(health(request.url ?? "")).then((answer) => response.end(JSON.stringify(answer)));
  });
  stranger = other.listen(0, "127.0.0.1", () => {
    listening.resolve(undefined);
  });
  await listening.promise;
  return `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
}

test("the sandbox of a home is found by its address", async () => {
  writeAddress(home, address(url));
  expect(await runningAt(home)).toEqual(address(url));
});

test("who answers in its place and does not know the token is nobody", async () => {
  const claimed = { status: "ok", home, catalog: "dev", pid: process.pid };
  const seen = (await (await fetch(`${url}/sandbox/health?nonce=${"0".repeat(64)}`)).json()) as {
    proof: string;
  };
  expect(seen.proof).toMatch(/^[0-9a-f]{64}$/);
  const lies: readonly ((path: string) => object | Promise<object>)[] = [
    () => claimed,
    () => ({ ...claimed, proof: "" }),
    () => ({ ...claimed, proof: null }),
    // What the sandbox answered to another nonce.
    () => ({ ...claimed, proof: seen.proof }),
    // What it answers to this one at another port.
    async (path) => (await (await fetch(`${url}${path}`)).json()) as object,
  ];
  for (const lie of lies) {
    writeAddress(home, address(await impersonate(lie)));
    expect(await runningAt(home)).toBeUndefined();
    stranger?.closeAllConnections();
    stranger?.close();
  }
});

test("a token that is missing or empty proves nothing", async () => {
  writeAddress(home, address(url));
  writeFileSync(join(home, "token"), "\n");
  expect(await runningAt(home)).toBeUndefined();
  expect(ensureToken(home)).toMatch(/^dapi[0-9a-f]{32}$/);
});

test("a nonce is 64 hexadecimal digits", async () => {
  const answer = await fetch(`${url}/sandbox/health?nonce=x`);
  expect(answer.status).toBe(400);
  const plain = (await (await fetch(`${url}/sandbox/health`)).json()) as object;
  expect(plain).not.toHaveProperty("proof");
});
