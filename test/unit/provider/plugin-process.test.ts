import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";

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
