import fc from "fast-check";
import { expect, test } from "vitest";
import { DeclarationError } from "../../../src/config/declarations/check.ts";
import type { LakehouseDeclaration } from "../../../src/model/index.ts";
import { planLakehouse } from "../../../src/plan/lakehouse.ts";
import { PlanError } from "../../../src/plan/plan-error.ts";
import { lakehouse, targetOf } from "../../../dev/start/kineo.ts";

const target = targetOf("prod");
const small = { name: "kineo", tables: [], sparkConf: [] };

/** The tables that views read. */
const read = lakehouse.tables.filter(({ name }) =>
  lakehouse.materializedViews?.some(({ query }) => query.tables.includes(name)),
);

type Path = readonly (string | number)[];

type Change =
  | { readonly kind: "drop" }
  | { readonly kind: "rename" }
  | { readonly kind: "retype"; readonly value: unknown };

/** Every place in a declaration. */
function places(value: unknown, above: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = [...above, Array.isArray(value) ? Number(key) : key];
    return [path, ...places(inner, path)];
  });
}

function changed(value: unknown, [key, ...rest]: Path, change: Change): unknown {
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, inner]): readonly [string, unknown][] => {
    if (name !== String(key)) return [[name, inner]];
    if (rest.length > 0) return [[name, changed(inner, rest, change)]];
    switch (change.kind) {
      case "drop":
        return [];
      case "rename":
        return [[`${name}x`, inner]];
      case "retype":
        return [[name, change.value]];
    }
  });
  return Array.isArray(value) ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

const others = [undefined, null, true, 0, -1, 1.5, NaN, "", "x", "gold.x", [], {}, ["x"], [1], { x: 1 }, 10n];

const change = fc.oneof(
  fc.constantFrom<Change>({ kind: "drop" }, { kind: "rename" }),
  fc.constantFrom(...others, () => 1, Symbol("x")).map((value): Change => ({ kind: "retype", value })),
);

/** Somewhere in one of them a field is dropped, renamed or of another type. */
function broken(parts: readonly object[]) {
  return fc
    .constantFrom(...parts)
    .chain((part) => fc.tuple(fc.constant(part), fc.constantFrom(...places(part)), change))
    .map(([part, path, how]) => ({ path, part: changed(part, path, how) }));
}

interface Case {
  readonly parts: readonly object[];
  /** A lakehouse with the part. */
  readonly with: (part: unknown) => unknown;
  readonly place: RegExp;
}

test.each<[string, Case]>([
  [
    "a table",
    { parts: lakehouse.tables, with: (part) => ({ ...small, tables: [part] }), place: /^tables[/.]/ },
  ],
  [
    "a materialized view",
    {
      parts: lakehouse.materializedViews ?? [],
      with: (part) => ({ ...small, tables: read, materializedViews: [part] }),
      place: /^(tables\/|materializedViews\.)/,
    },
  ],
  [
    "a Spark conf group",
    {
      parts: lakehouse.sparkConf ?? [],
      with: (part) => ({ ...small, sparkConf: [part] }),
      place: /^sparkConf\./,
    },
  ],
])("%s with any field dropped, renamed or of another type is valid, or a fault that says where", (_, one) => {
  fc.assert(
    fc.property(broken(one.parts), ({ part, path }) => {
      try {
        planLakehouse(one.with(part) as LakehouseDeclaration, target);
      } catch (error) {
        if (error instanceof PlanError) return;
        if (!(error instanceof DeclarationError)) throw error;
        for (const fault of error.faults) expect(fault).toMatch(one.place);
        // What names a column that is gone is told where it is named.
        const [field, column = field] = path;
        expect(error.message).toContain(String(field === "columns" ? column : field));
      }
    }),
    { numRuns: 150 },
  );
});
