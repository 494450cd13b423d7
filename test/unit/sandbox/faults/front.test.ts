import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FaultFront } from "../../../../sandbox/faults/front.ts";
import { readFaults } from "../../../../sandbox/faults/rules.ts";

let server: Server;
let front: FaultFront;
let heard: string[];

beforeEach(async () => {
  heard = [];
  server = createServer((request, response) => {
    heard.push(`${request.method ?? ""} ${request.url ?? ""}`);
    request.pipe(response.writeHead(201, { "x-from": "workspace" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  front = await FaultFront.open(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

afterEach(async () => {
  await front.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const post = (path: string) => fetch(new URL(path, front.url), { method: "POST", body: "hello" });

test("passes what no fault names, as it is", async () => {
  front.set({ path: "/other", status: 500 }, { method: "GET", path: "/a", status: 500 });
  const response = await post("/a?b=c");
  expect([response.status, response.headers.get("x-from"), await response.text()]).toEqual([
    201,
    "workspace",
    "hello",
  ]);
  expect(heard).toEqual(["POST /a?b=c"]);
});

test("refuses by count, without asking the workspace", async () => {
  front.set({
    path: "/a",
    after: 1,
    times: 2,
    status: 429,
    headers: { "retry-after": "1" },
    body: { code: 7 },
  });
  const statuses = [];
  const left = [];
  for (let at = 0; at < 4; at += 1) {
    statuses.push((await post("/a")).status);
    left.push(front.left.length);
  }
  expect(statuses).toEqual([201, 429, 429, 201]);
  expect(left).toEqual([1, 1, 0, 0]);
  expect(heard).toHaveLength(2);
});

test("answers in the workspace's place, also once the workspace has heard of it", async () => {
  front.set(
    { path: "/a", status: 504, headers: { "x-from": "gateway" } },
    { path: "/b", heard: true, status: 200, body: { state: "PENDING" } },
  );
  const unheard = await post("/a");
  expect([unheard.status, unheard.headers.get("x-from")]).toEqual([504, "gateway"]);
  expect(await (await post("/b")).json()).toEqual({ state: "PENDING" });
  expect(heard).toEqual(["POST /b"]);
});

test("breaks the connection before or after the workspace has heard of it", async () => {
  front.set({ path: "/before", drop: "before" }, { path: "/after", drop: "after" });
  await expect(post("/before")).rejects.toThrow("fetch failed");
  await expect(post("/after")).rejects.toThrow("fetch failed");
  expect(heard).toEqual(["POST /after"]);
});

test("is late by so much, and otherwise passes", async () => {
  front.set({ path: "/late", delay: 500 });
  const order: string[] = [];
  const noted = async (path: string) => {
    const { status } = await post(path);
    order.push(`${path} ${status}`);
  };
  await Promise.all([noted("/late"), noted("/other")]);
  expect(order).toEqual(["/other 201", "/late 201"]);
});

test("a file of faults is refused with everything that is wrong with it", () => {
  const folder = mkdtempSync(join(tmpdir(), "faults-"));
  try {
    const file = join(folder, "faults.json");
    const good = [{ path: "/a", drop: "after" }];
    writeFileSync(file, JSON.stringify(good));
    expect(readFaults(file)).toEqual(good);
    writeFileSync(file, JSON.stringify([{ drop: "during" }, { path: "a", times: -1, heard: 1, sleep: 3 }]));
    expect(() => readFaults(file)).toThrow(
      [
        `${file}:`,
        '  1. drop is "during"; it is "before" or "after"',
        "  1. path is missing; it is the start of a path, from /",
        '  2. path is "a"; it is the start of a path, from /',
        "  2. times is -1; it is a whole number",
        "  2. heard is 1; it is true or false",
        '  2. unknown field "sleep"; there are method, path, after, times, delay, drop, status, heard, headers, body',
      ].join("\n"),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
