import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { keepNoAutomaticLog } from "../../../dev/toolchain/automatic-log.ts";

test("a file takes the place of the automatic log, whether there was one or not", () => {
  const home = mkdtempSync(join(tmpdir(), "lakewright-"));
  try {
    const logs = join(home, "logs");
    mkdirSync(logs);
    writeFileSync(join(logs, "pulumi-1.log"), "");
    keepNoAutomaticLog(home);
    const said = readFileSync(logs, "utf8");
    expect(said).toContain("takes the place of the folder");
    keepNoAutomaticLog(home);
    expect(readFileSync(logs, "utf8")).toBe(said);
    // What Pulumi does first with it.
    expect(() => mkdirSync(logs, { recursive: true })).toThrow(/EEXIST/);
  } finally {
    rmSync(home, { recursive: true });
  }
});
