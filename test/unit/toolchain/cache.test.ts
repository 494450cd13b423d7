import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  binFolder,
  buildKey,
  builtOfSameSources,
  hashSources,
  readPrograms,
} from "../../../dev/toolchain/cache.ts";
import { temporaryFolder } from "./folder.ts";
import { writeManifest, writePrograms } from "./programs.ts";

function sources(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

function hash(files: Readonly<Record<string, string>>, version: string): string {
  return hashSources(sources(files), { folders: ["."], also: [version] });
}

test("gives equal sources in two places the same hash", () => {
  const files = { "engine/go.sum": "a\n", "main.go": "b\n" };
  expect(hash(files, "1")).toBe(hash(files, "1"));
});

test("gives another hash to another content, name, place of a line, or version", () => {
  const hashes = [
    hash({ "go.sum": "a\n", "main.go": "b\n" }, "1"),
    hash({ "go.sum": "a\n", "main.go": "c\n" }, "1"),
    hash({ "go.sum": "a\n", "other.go": "b\n" }, "1"),
    hash({ "go.sum": "a\nb\n", "main.go": "" }, "1"),
    hash({ "go.sum": "a\n", "main.go": "b\n" }, "2"),
  ];
  expect(new Set(hashes).size).toBe(hashes.length);
});

test("a module of something else changes no hash", () => {
  const [alone, beside] = [
    { "engine/go.mod": "a\n", "language/go.mod": "b\n" },
    { "engine/go.mod": "a\n", "examples/go.mod": "c\n", "language/go.mod": "b\n" },
  ].map((files) => hashSources(sources(files), { folders: ["engine", "language"] }));
  expect(beside).toBe(alone);
});

test("keys a build by sources, Go and platform", () => {
  expect(buildKey({ sources: "abc", go: "1.26.8", platform: "linux-x64" })).toBe(
    "built-abc-go1.26.8-linux-x64",
  );
});

test("finds builds of the same sources by any Go, the newest first, and no half-built ones", () => {
  const names = [
    "built-abc-go1.26.8-linux-x64",
    "built-abc-go1.26.10-linux-x64",
    "built-abc-go1.27.0-linux-x64.work",
    "built-abc-go1.27.0-linux-x64.lock",
    "built-abd-go1.27.0-linux-x64",
    "official-3.259.0-linux-x64",
  ];
  expect(builtOfSameSources(names, "abc")).toEqual([
    "built-abc-go1.26.10-linux-x64",
    "built-abc-go1.26.8-linux-x64",
  ]);
});

test("reads a folder only when it is whole", () => {
  const folder = temporaryFolder();
  expect(readPrograms(folder)).toBeUndefined();
  writePrograms(folder);
  expect(readPrograms(folder), "without the manifest, which is written last").toBeUndefined();
  writeManifest(folder);
  expect(readPrograms(folder)).toEqual({
    bin: join(folder, "bin"),
    home: join(folder, "home"),
    manifest: { pulumi: "3.259.0", provider: "1.110.0" },
  });
  rmSync(join(binFolder(folder), "pulumi-language-nodejs"));
  expect(readPrograms(folder), "with a program removed by hand").toBeUndefined();
});
