import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { findGo } from "../../../dev/toolchain/go.ts";

test("Go writes its counts into the cache where they can be moved, and reads the settings of the user", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lakewright-go-"));
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  const seen = join(folder, "seen");
  writeFileSync(
    join(folder, "go"),
    `#!/bin/sh\necho "$XDG_CONFIG_HOME $GOENV" > ${seen}\necho go version go1.99.0 linux/amd64\n`,
  );
  chmodSync(join(folder, "go"), 0o755);
  vi.stubEnv("PATH", folder).stubEnv("XDG_CACHE_HOME", "/cache").stubEnv("XDG_CONFIG_HOME", "/config");
  vi.stubEnv("GOENV", undefined);
  expect(await findGo("1.26")).toEqual({ version: "1.99.0" });
  const moved = process.platform === "linux";
  expect(readFileSync(seen, "utf8")).toBe(
    moved ? "/cache/lakewright/go-config /config/go/env\n" : "/config \n",
  );
});
