import type { Fact } from "./facts.ts";
import { type Fragment, placeAt } from "./fragment.ts";
import { type DictEntry, dictsIn, type Literal } from "./python-literals.ts";
import type { PythonToken } from "./python-tokens.ts";

const CONF_KEY = /^spark\.[\w.]+$/;
const TABLE_NAME = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*){0,2}$/;
const ZORDER = /z_?order/i;
const PARTITION = /partition/i;

/** What dict literals say: Spark keys with values, and lists of columns under tables' names. */
export function readDicts(from: Fragment, tokens: readonly PythonToken[]): readonly Fact[] {
  return dictsIn(tokens).flatMap(({ index, entries }) => {
    const owner = ownerOf(from, tokens, index);
    return [
      ...confEntries(from, entries, {
        setAt: isSetInSession(from, owner.variable) ? "session" : "launch",
        index,
      }),
      ...layouts(from, entries, owner),
    ];
  });
}

interface Owner {
  readonly variable: string;
  /** Name of the function that the dict stands in. */
  readonly inside: string;
}

function ownerOf({ text }: Fragment, tokens: readonly PythonToken[], index: number): Owner {
  const start = tokens[index]?.start ?? 0;
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  const definition = tokens.findLastIndex(
    ({ kind, text: name }, at) => at < index && kind === "name" && name === "def",
  );
  return {
    variable: /^\s*([\w.]+)\s*(?::[^=]*)?=/.exec(line)?.[1] ?? "",
    inside: definition === -1 ? "" : (tokens[definition + 1]?.text ?? ""),
  };
}

/** Whether a loop over the variable hands its items to `spark.conf.set`. */
function isSetInSession({ text }: Fragment, variable: string): boolean {
  if (variable === "") return false;
  const loop = new RegExp(
    `\\bin\\s+${variable.replaceAll(".", "\\.")}\\.items\\(\\)\\s*:[^\\n]*\\n[^\\n]*\\.conf\\.set\\(`,
  );
  return loop.test(text);
}

function confEntries(
  from: Fragment,
  entries: readonly DictEntry[],
  { setAt, index }: { readonly setAt: "launch" | "session"; readonly index: number },
): readonly Fact[] {
  const group = setAt === "session" ? "session" : `dict at ${from.lineAt(0)}:${index}`;
  return entries.flatMap(({ key, start, value }): readonly Fact[] => {
    if (value.kind === "dict") return confEntries(from, value.entries, { setAt, index: start });
    if (value.kind !== "text" || !CONF_KEY.test(key)) return [];
    return [{ kind: "conf", setAt, group, entry: { key, value: value.value, at: placeAt(from, start) } }];
  });
}

function layouts(from: Fragment, entries: readonly DictEntry[], owner: Owner): readonly Fact[] {
  return entries.flatMap(({ key, start, value }): readonly Fact[] => {
    if (!TABLE_NAME.test(key)) return [];
    const at = placeAt(from, start);
    const table = (layout: {
      zorder?: readonly string[];
      partition?: readonly string[];
      cluster?: readonly string[];
    }) => ({ kind: "table", table: { name: key, at, layout } }) as const;
    const columns = columnsOf(value);
    if (columns !== undefined) {
      if (ZORDER.test(owner.variable)) return [table({ zorder: columns })];
      if (PARTITION.test(owner.variable)) return [table({ partition: columns })];
      return ZORDER.test(owner.inside) ? [table({ zorder: columns })] : [];
    }
    if (value.kind !== "dict") return [];
    const parts = value.entries.flatMap(({ key: part, value: list }) => {
      const name = LAYOUT_PARTS.find(([, pattern]) => pattern.test(part))?.[0];
      const named = columnsOf(list);
      return name === undefined || named === undefined ? [] : [table({ [name]: named })];
    });
    // Tables may stand deeper, under a schema's or an environment's name.
    return parts.length > 0 ? parts : layouts(from, value.entries, owner);
  });
}

const LAYOUT_PARTS = [
  ["partition", /^partition(ed)?_?(columns?|cols?|by)$/i],
  ["zorder", /^z_?order(ed)?(_?(columns?|cols?|by))?$/i],
  ["cluster", /^(cluster(ed|ing)?_?(columns?|cols?|by|keys?))$/i],
] as const;

function columnsOf(value: Literal): readonly string[] | undefined {
  if (value.kind !== "list" || value.items.length === 0) return undefined;
  const names = value.items.map((item) => (item.kind === "text" ? item.value : undefined));
  return names.every((name) => name !== undefined) ? names : undefined;
}
