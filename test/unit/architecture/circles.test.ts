import { globSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";

/** Every file with those of ours that it imports, for types alone as well. */
const graph: ReadonlyMap<string, readonly string[]> = new Map(
  globSync("**/*.ts", { exclude: ["node_modules", ".sandbox", "dist", "examples"] }).map((file) => [
    file,
    [...readFileSync(file, "utf8").matchAll(/^(?:import|export|\}).*?\sfrom "(\.[^"]+\.ts)"/gm)].map(
      (match) => posix.join(posix.dirname(file), match[1] ?? ""),
    ),
  ]),
);

/** The first way back to a file that is found from each, as a list of files. */
function circles(): readonly string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    const at = way.indexOf(file);
    if (at >= 0) found.push([...way.slice(at), file].join(" → "));
    if (at >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}

test("no file imports itself by way of others", () => {
  expect(graph.size).toBeGreaterThan(500);
  expect([...graph.values()].flat().length).toBeGreaterThan(1500);
  expect(circles()).toEqual([]);
});
