import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import emulated from "../../../../sandbox/spark/emulated.json" with { type: "json" };

const SANDBOX = join(import.meta.dirname, "..", "..", "..", "..", "sandbox");
const worker = (file: string): string => readFileSync(join(SANDBOX, "spark", "worker", file), "utf8");

test("the README lists what is emulated, word for word", () => {
  const readme = readFileSync(join(SANDBOX, "README.md"), "utf8");
  const rows = emulated.map(
    ({ id, statement, answer }) => `| ${id} | ${statement.replaceAll("|", "\\|")} | ${answer} |`,
  );
  const table = /<!-- emulated -->\n\n([^]*?)\n\n<!-- \/emulated -->/.exec(readme)?.[1];
  // The formatter pads cells; what is compared is what they say.
  const squeeze = (text: string): string => text.replaceAll(/ *\| */g, "|").replaceAll(/-{2,}/g, "-");
  expect(squeeze(table ?? "")).toBe(
    squeeze(["| mark | statement | answer |", "| - | - | - |", ...rows].join("\n")),
  );
});

test("every mark the worker can put on a statement is in the list", () => {
  const properties = [...worker("properties.py").matchAll(/^[A-Z_]+ = "(delta\.\w[\w.]*)"$/gm)];
  const statements = [
    ...worker("emulation.py").matchAll(/^(?:_PREDICTIVE|_AUTO|DELTA_STATISTICS) = "(.+)"$/gm),
  ];
  const folder = join(SANDBOX, "spark", "worker");
  const tags = readdirSync(folder)
    .filter((file) => file.endsWith(".py"))
    .flatMap((file) => [...worker(file).matchAll(/^MARK = "(.+)"$/gm)]);
  const writes = [...worker("dml.py").matchAll(/^(?:TRUNCATE|EVOLUTION) = "(.+)"$/gm)];
  const columns = [...worker("created.py").matchAll(/^(?:GENERATED|IDENTITY) = "(.+)"$/gm)];
  const marks = [...properties, ...statements, ...tags, ...writes, ...columns].map((match) => match[1]);
  expect(worker("emulation.py")).toContain('["analyze"]');
  expect([...marks, "analyze"].toSorted()).toEqual(emulated.map(({ id }) => id).toSorted());
});
