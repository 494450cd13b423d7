import type { Fact } from "./facts.ts";
import { type Fragment, placeAt } from "./fragment.ts";
import { idleDict } from "./python-idle.ts";
import { type DictEntry, dictsIn, type Literal } from "./python-literals.ts";
import type { Program } from "./python-program.ts";
import { functionAt } from "./python-scopes.ts";

const CONF_KEY = /^spark\.[\w.]+$/;
const TABLE_NAME = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*){0,2}$/;
const ZORDER = /z_?order/i;
const PARTITION = /partition/i;

/** What dict literals say: Spark keys with values, and under tables' names lists of columns or storage levels. */
export function readDicts(program: Program): readonly Fact[] {
  const { from, tokens } = program;
  return dictsIn(tokens).flatMap(({ index, entries }) => {
    const owner = ownerOf(program, index);
    const confs = confEntries(from, entries, {
      setAt: isSetInSession(from, owner.variable) ? "session" : "launch",
      index,
    });
    const tables = [...layouts(from, entries, owner), ...storageLevels(from, entries)];
    const what = [
      ...(confs.length === 0 ? [] : [`${confs.length} Spark keys`]),
      ...(tables.length === 0 ? [] : [`what ${tables.length} tables are to be like`]),
    ];
    const idle = what.length === 0 ? [] : idleDict(program, { ...owner, index }, what.join(" and "));
    return [...confs, ...tables, ...idle];
  });
}

interface Owner {
  readonly variable: string;
  /** Name of the function that the dict stands in. */
  readonly inside: string;
}

function ownerOf({ from: { text }, tokens, scopes }: Program, index: number): Owner {
  const start = tokens[index]?.start ?? 0;
  const line = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  return {
    variable: /^\s*([\w.]+)\s*(?::[^=]*)?=/.exec(line)?.[1] ?? "",
    inside: functionAt(scopes, start)?.name ?? "",
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
    if (value.kind === "list" || !CONF_KEY.test(key)) return [];
    const known = value.kind === "text" ? value.value : undefined;
    return [{ kind: "conf", setAt, group, entry: { key, value: known, at: placeAt(from, start) } }];
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

const STORAGE_LEVEL = /^(MEMORY_ONLY|MEMORY_AND_DISK|DISK_ONLY|OFF_HEAP)(_SER)?(_[23])?\b/;

/** A level behind a table's name, which a remark may follow. */
function storageLevels(from: Fragment, entries: readonly DictEntry[]): readonly Fact[] {
  return entries.flatMap(({ key, start, value }): readonly Fact[] => {
    const level = value.kind === "text" ? STORAGE_LEVEL.exec(value.value)?.[0] : undefined;
    if (level === undefined || !TABLE_NAME.test(key)) return [];
    const table = { name: key, at: placeAt(from, start), layout: {}, storageLevel: level };
    return [{ kind: "table", table }];
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
