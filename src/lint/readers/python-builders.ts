import type { Fact, TableFact } from "./facts.ts";
import { type Fragment, placeAt } from "./fragment.ts";
import { callArguments } from "./python-arguments.ts";
import { type Literal, literalAt } from "./python-literals.ts";
import type { Program } from "./python-program.ts";
import { closing, type PythonToken } from "./python-tokens.ts";

/** Tables that a program makes: decorated functions of a pipeline, and `DeltaTable.create(spark)` with what follows. */
export function readBuilders({ from, tokens }: Program): readonly Fact[] {
  return tokens.flatMap((token, index) => {
    if (token.text === "@") return decorated(from, tokens, index);
    const isBuilder =
      token.text === "DeltaTable" &&
      /^(create|createIfNotExists|createOrReplace|replace)$/.test(tokens[index + 2]?.text ?? "");
    return isBuilder ? built(from, tokens, index + 2) : [];
  });
}

/** `@dlt.table(…)`, `@dp.table(…)`, and the same of a materialized view, above the function that it names. */
function decorated(from: Fragment, tokens: readonly PythonToken[], index: number): readonly Fact[] {
  const [module, method, open] = [tokens[index + 1], tokens[index + 3], tokens[index + 4]];
  if (!/^(dlt|dp|sdp|pipelines)$/.test(module?.text ?? "") || open?.text !== "(") return [];
  if (!/^(table|materialized_view|create_table)$/.test(method?.text ?? "")) return [];
  const end = closing(tokens, index + 4);
  const named = tokens.findIndex(({ text }, at) => at > end && text === "def");
  const entries = callArguments(tokens, index + 4);
  const [own] = entries.flatMap(({ key, value }) =>
    key === "name" && value.kind === "text" ? [value.value] : [],
  );
  const name = own ?? tokens[named + 1]?.text;
  if (name === undefined || (own === undefined && named === -1)) return [];
  const of = (parts: Partial<TableFact>, start: number): Fact => ({
    kind: "table",
    table: { name, at: placeAt(from, start), layout: {}, ...parts },
  });
  return entries.flatMap(({ key, start, value }): readonly Fact[] => {
    if (key === "partition_cols") return [of({ layout: { partition: textsIn(value) } }, start)];
    if (key === "cluster_by") return [of({ layout: { cluster: textsIn(value) } }, start)];
    if (key !== "table_properties" || value.kind !== "dict") return [];
    return value.entries.flatMap((entry) =>
      entry.value.kind === "text"
        ? [of(propertyOf(from, { ...entry, text: entry.value.value }), entry.start)]
        : [],
    );
  });
}

function built(from: Fragment, tokens: readonly PythonToken[], index: number): readonly Fact[] {
  const calls: { readonly method: PythonToken; readonly given: readonly string[]; readonly start: number }[] =
    [];
  for (let at = index; tokens[at]?.kind === "name" && tokens[at + 1]?.text === "(";) {
    const end = closing(tokens, at + 1);
    const method = tokens[at];
    if (method !== undefined) {
      calls.push({ method, given: argumentsAt(tokens, at + 1, end), start: method.start });
    }
    at = tokens[end + 1]?.text === "." ? end + 2 : tokens.length;
  }
  const name = calls.find(({ method }) => method.text === "tableName")?.given[0];
  if (name === undefined) return [];
  const columns = calls.flatMap(({ method, given: [column, type] }) =>
    method.text === "addColumn" && column !== undefined ? [[column, type ?? ""] as const] : [],
  );
  const all = columns.length > 0 && columns.every(([, type]) => type !== "");
  const start = calls[0]?.start ?? 0;
  const of = (parts: Partial<TableFact>, offset: number): Fact => ({
    kind: "table",
    table: { name, at: placeAt(from, offset), layout: {}, ...parts },
  });
  return [
    of({ format: "delta", anew: true, ...(all ? { columns: Object.fromEntries(columns) } : {}) }, start),
    ...calls.flatMap(({ method, given, start: offset }): readonly Fact[] => {
      const [key = "", text = ""] = given;
      switch (method.text) {
        case "partitionedBy":
          return [of({ layout: { partition: given } }, offset)];
        case "clusterBy":
          return [of({ layout: { cluster: given } }, offset)];
        case "property":
          return [of(propertyOf(from, { key, start: offset, text }), offset)];
        default:
          return [];
      }
    }),
  ];
}

function propertyOf(
  from: Fragment,
  { key, start, text }: { readonly key: string; readonly start: number; readonly text: string },
): Partial<TableFact> {
  return { properties: { [key]: text }, propertyPlaces: { [key]: placeAt(from, start) } };
}

/** Texts among a call's arguments that have no name. */
function argumentsAt(tokens: readonly PythonToken[], open: number, end: number): readonly string[] {
  const texts: string[] = [];
  for (let at = open + 1; at < end;) {
    const read = literalAt(tokens, at);
    texts.push(...textsIn(read.literal));
    at = Math.max(read.next, at) + 1;
  }
  return texts;
}

function textsIn(value: Literal): readonly string[] {
  if (value.kind === "text") return [value.value];
  return value.kind === "list" ? value.items.flatMap(textsIn) : [];
}
