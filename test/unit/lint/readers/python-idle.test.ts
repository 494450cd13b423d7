import { expect, test } from "vitest";
import { read } from "./say.ts";

const idle = (text: string) =>
  read("a.py", text).subject.idle.map(({ where, why, at }) => [where, why, at?.line]);

test("a dict of settings that goes nowhere is idle, and one that is handed on, imported or decorated is not", () => {
  const keys = '{"spark.a.b": "1"}';
  expect(idle(`def f():\n    a = ${keys}\n    return a\n`)).toEqual([
    ["a", "f returns it, and nothing here calls that", 2],
  ]);
  expect(idle(`def f():\n    a = ${keys}\n`)).toEqual([["a", "nothing here uses it", 2]]);
  expect(idle(`a = ${keys}\n`)).toEqual([["a", "nothing here uses it", 1]]);
  for (const used of [
    `def f():\n    a = ${keys}\n    return a\nf()\n`,
    `def f():\n    a = ${keys}\n    apply(a)\n    return a\n`,
    `def f():\n    a = ${keys}\n    return a.items()\n`,
    `@task\ndef f():\n    a = ${keys}\n    return a\n`,
    `class C:\n    def f(self):\n        a = ${keys}\n        return a\nC().f()\n`,
    `self.a = ${keys}\n`,
    `f(a=${keys})\n`,
    `a = ${keys}\nfor k, v in a.items():\n    spark.conf.set(k, v)\n`,
  ]) {
    expect(idle(used), used).toEqual([]);
  }
});

test("what another cell uses is not idle", () => {
  const cell = (...source: readonly string[]) => ({ cell_type: "code", source });
  const cells = [cell("def f():\n", '    a = {"spark.a.b": "1"}\n', "    return a\n"), cell("use(f())\n")];
  const found = (list: readonly object[]) =>
    read("a.ipynb", JSON.stringify({ cells: list })).subject.idle.map(({ where }) => where);
  expect(found(cells.slice(0, 1))).toEqual(["a"]);
  expect(found(cells)).toEqual([]);
});

test("a function inside another that calls it not is idle, as far as it speaks of tables", () => {
  const inner = (call: string) =>
    `def f():\n    def g():\n        spark.sql("VACUUM gold.t")\n    def h():\n        return 1\n${call}`;
  expect(idle(inner(""))).toEqual([["g", "f defines it and does not call it", 2]]);
  expect(idle(inner("    g()\n"))).toEqual([]);
  expect(idle(inner("    return g\n"))).toEqual([]);
});
