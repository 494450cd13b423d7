import { chmodSync, mkdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openHome } from "../../../../sandbox/process/home.ts";
import { scratchHome } from "../support/workspace.ts";

const rights = (path: string): string => (statSync(path).mode & 0o777).toString(8);

test("a home is its owner's alone, also one that others could read", () => {
  const home = join(scratchHome(), "a", "b");
  expect(openHome(home)).toBe(home);
  expect(rights(home)).toBe("700");
  chmodSync(home, 0o777);
  for (const secret of ["token", "service-principal.json"]) {
    writeFileSync(join(home, secret), "x");
    chmodSync(join(home, secret), 0o644);
  }
  openHome(home);
  expect(["", "token", "service-principal.json"].map((name) => rights(join(home, name)))).toEqual([
    "700",
    "600",
    "600",
  ]);
});

test("a link to a home is the home", () => {
  const folder = scratchHome();
  mkdirSync(join(folder, "real"), { mode: 0o755 });
  symlinkSync(join(folder, "real"), join(folder, "link"));
  expect(openHome(join(folder, "link"))).toBe(join(folder, "real"));
  expect(rights(join(folder, "real"))).toBe("700");
});
