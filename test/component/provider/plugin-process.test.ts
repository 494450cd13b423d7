import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const PLUGIN = join(import.meta.dirname, "..", "..", "..", "src", "provider", "pulumi-resource-lakewright");

async function firstOf(stream: NodeJS.ReadableStream): Promise<string> {
  const [chunk] = (await once(stream, "data")) as [Buffer];
  return chunk.toString();
}

test("the plugin prints its port first, and ends with the engine that started it", async () => {
  const plugin = spawn(PLUGIN, ["--logtostderr", "127.0.0.1:9"]);
  expect(await firstOf(plugin.stdout)).toMatch(/^\d+\n$/);
  plugin.stdin.end();
  expect(await once(plugin, "exit")).toEqual([0, null]);
});

const PROGRAMS: readonly (readonly [string, readonly [string, ...string[]]])[] = [
  ["the plugin", [PLUGIN]],
  [
    "the policy pack",
    [process.execPath, join(import.meta.dirname, "..", "..", "..", "src", "policy", "main.ts")],
  ],
];

describe.each(PROGRAMS)("%s", (_name, [program, ...args]) => {
  /** A program that starts it as an engine does, but with our own end of its input, and says its number. */
  const STARTER = `
    const { spawn } = require("node:child_process");
    const [program, ...args] = process.argv.slice(1);
    const plugin = spawn(program, args, { stdio: ["inherit", "pipe", "inherit"], detached: true });
    plugin.stdout.once("data", () => console.log(plugin.pid));
    setInterval(() => undefined, 1000);
  `;

  test("ends with the engine that started it, whoever holds its input", { timeout: 30_000 }, async () => {
    const engine = spawn(process.execPath, ["-e", STARTER, "--", program, ...args, "127.0.0.1:9", "."]);
    const pid = Number(await firstOf(engine.stdout));
    expect(isAlive(pid)).toBe(true);
    engine.kill("SIGKILL");
    await expect.poll(() => isAlive(pid), { timeout: 15_000 }).toBe(false);
    engine.stdin.destroy();
  });

  test("ends when nobody listens any more where the engine did", { timeout: 60_000 }, async () => {
    const engine = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
    await once(engine, "listening");
    const { port } = engine.address() as AddressInfo;
    const asked = once(engine, "connection");
    const plugin = spawn(program, [...args, `127.0.0.1:${port}`]);
    const ended = once(plugin, "exit");
    await asked;
    engine.close();
    expect(await ended).toEqual([0, null]);
  });

  test("started by hand, to be attached to, stays without an input", { timeout: 30_000 }, async () => {
    const plugin = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
    expect(await firstOf(plugin.stdout)).toMatch(/^\d+\n$/);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(plugin.exitCode).toBeNull();
    plugin.kill();
    await once(plugin, "exit");
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("the plugin keeps what it compiled for the next start, since the engine does not let it come to an end", async () => {
  const cache = mkdtempSync(join(tmpdir(), "lakewright-"));
  const plugin = spawn(PLUGIN, ["127.0.0.1:9"], { env: { ...process.env, NODE_COMPILE_CACHE: cache } });
  try {
    await expect
      .poll(() => readdirSync(cache, { recursive: true }).length, { timeout: 10_000 })
      .toBeGreaterThan(100);
  } finally {
    plugin.kill("SIGKILL");
    await once(plugin, "exit");
    rmSync(cache, { recursive: true });
  }
});

test("the plugin names the Node it needs, the one it finds and what to run", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lakewright-"));
  try {
    const copy = join(folder, "src", "provider", "pulumi-resource-lakewright");
    mkdirSync(join(folder, "src", "provider"), { recursive: true });
    copyFileSync(PLUGIN, copy);
    writeFileSync(join(folder, "node"), '#!/bin/sh\n[ "$1" = -p ] && echo 20 || echo v20.1.0\n', {
      mode: 0o755,
    });
    const plugin = spawn(copy, [], { env: { PATH: `${folder}:/usr/bin:/bin` } });
    const [said, ended] = await Promise.all([firstOf(plugin.stderr), once(plugin, "exit")]);
    expect(said).toBe(
      `pulumi-resource-lakewright needs Node 24 and finds v20.1.0: run "npm ci" in ${folder}\n`,
    );
    expect(ended).toEqual([1, null]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
