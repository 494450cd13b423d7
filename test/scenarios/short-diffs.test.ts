import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { DIFF_EDITS, edit } from "./support/diff-edits.ts";
import { REPOSITORY } from "./support/sandbox.ts";
import { Bench } from "./support/workbench.ts";

// What a pull request shows of Kineo's stack, letter by letter: a diff is as long as the change.
let bench: Bench;

beforeAll(async () => {
  bench = await Bench.open({ name: "short-diffs", stack: "prod" });
  await bench.up();
  return () => bench.sandbox.stop();
});

test.each(DIFF_EDITS)("$name", async (change) => {
  edit(bench, change);
  const said = await bench.ok("preview", "--diff");
  expect(said.trim().split("\n").length).toBeLessThan(change.under ?? 40);
  await expect(inOrder(withoutIds(said))).toMatchFileSnapshot(`../golden/diffs/${change.name}.txt`);
  for (const part of ["tables", "Pulumi.prod.yaml"]) {
    rmSync(join(bench.directory, part), { recursive: true });
    cpSync(join(REPOSITORY, part), join(bench.directory, part), { recursive: true });
  }
});

/** The engine prints resources in the order in which it came to them; here they stand sorted. */
function inOrder(text: string): string {
  const [head = "", ...blocks] = text.split(/^(?= {4}[~+-] \S+: \()/m);
  const last = blocks.at(-1) ?? "";
  const end = /^(?: {4}--outputs|Resources):?/m.exec(last)?.index ?? last.length;
  return [head, ...[...blocks.slice(0, -1), last.slice(0, end)].sort(), last.slice(end)].join("");
}

/** What another deployment calls otherwise. */
function withoutIds(text: string): string {
  return text
    .replaceAll(/\b[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\b/g, "…")
    .replaceAll(/\[id=\d+\]/g, "[id=…]")
    .replaceAll(/"[\da-f]{16}"/g, '"…"')
    .replaceAll(/default_\d+_\d+_\d+/g, "default");
}
