import { defined } from "../../model/defined.ts";
import type { Fact, TableFact } from "./facts.ts";
import { type Fragment, HOLE, placeAt } from "./fragment.ts";
import {
  behind,
  behindParentheses,
  listAt,
  nameAt,
  type SqlStatement,
  type SqlToken,
  tableAt,
  wordsAt,
  written,
} from "./sql-tokens.ts";

type Parts = Partial<Omit<TableFact, "name" | "at">>;

/** CREATE or REPLACE of a table or a view, with or without a query that fills it. */
export function readCreate(statement: SqlStatement): readonly Fact[] {
  const { from, tokens } = statement;
  const start = tokens.findIndex((_, index) => wordsAt(tokens, index, "TABLE"));
  const view = tokens.findIndex((_, index) => wordsAt(tokens, index, "VIEW"));
  if (view > 0 && view <= 5 && (start === -1 || view < start)) return readView(statement, view);
  // Behind the first few words it is a part of something else, such as GRANT CREATE TABLE.
  if (start < 1 || start > 5) return [];
  const ifNone = wordsAt(tokens, start + 1, "IF", "NOT", "EXISTS");
  const named = nameAt(tokens, ifNone ? start + 4 : start + 1);
  if (named?.name === undefined) return [];
  const query = behind(tokens, "AS");
  const head = query === undefined ? tokens : tokens.slice(0, query);
  const listed = wordsAt(head, named.next, "(") ? listAt(head, named.next, { types: true }) : [];
  const rest = head.slice(listed.length === 0 ? named.next : behindParentheses(head, named.next));
  const { columns, computed } = readColumns(from, listed);
  const selected = query === undefined ? {} : selectedExpressions(from, tokens.slice(query));
  const partition = partitionColumns(from, rest);
  const layout = { ...clustering(from, rest), ...(partition.length === 0 ? {} : { partition }) };
  const expressions = { ...computed, ...selected };
  const place = behind(rest, "PARTITIONED", "BY") ?? behind(rest, "CLUSTER", "BY");
  const using = behind(rest, "USING");
  const format = using === undefined ? undefined : rest[using]?.text.toLowerCase();
  const clustered = behind(rest, "CLUSTERED", "BY");
  const buckets = clustered === undefined ? undefined : namesOf(from, listAt(rest, clustered));
  return [
    tableFact(named.name, from, (place === undefined ? undefined : rest[place]) ?? tokens[0], {
      layout,
      // A query's columns come on top of those that are written down, or in their place.
      ...(query !== undefined || Object.keys(columns).length === 0 ? {} : { columns }),
      ...(Object.keys(expressions).length === 0 ? {} : { computed: expressions }),
      ...defined({ format, buckets }),
      ...propertiesIn(from, rest),
      ...(ifNone ? {} : { anew: true }),
    }),
  ];
}

function readView({ from, tokens }: SqlStatement, start: number): readonly Fact[] {
  const named = nameAt(tokens, wordsAt(tokens, start + 1, "IF", "NOT", "EXISTS") ? start + 4 : start + 1);
  if (named?.name === undefined) return [];
  const query = behind(tokens, "AS");
  const { cluster } = clustering(from, query === undefined ? tokens : tokens.slice(0, query));
  const materialized = tokens.slice(0, start).some((_, index) => wordsAt(tokens, index, "MATERIALIZED"));
  const at = placeAt(from, tokens[0]?.start ?? 0);
  return [{ kind: "view", view: { name: named.name, at, materialized, ...defined({ cluster }) } }];
}

export function readAlter({ from, tokens }: SqlStatement): readonly Fact[] {
  const named = wordsAt(tokens, 1, "TABLE") ? tableAt(tokens, 2) : undefined;
  if (named === undefined) return [];
  const rest = tokens.slice(named.next);
  const set = wordsAt(rest, 0, "SET") ? propertiesIn(from, rest) : {};
  const layout = wordsAt(rest, 0, "CLUSTER", "BY", "NONE") ? { cluster: [] } : clustering(from, rest);
  const fact = (parts: Parts) => tableFact(named.name, from, tokens[0], parts);
  if (set.properties === undefined) return layout.cluster === undefined ? [] : [fact({ layout })];
  const at = placeAt(from, tokens[0]?.start ?? 0);
  const { properties } = set;
  const statement = { kind: "set properties", table: named.name, properties, at } as const;
  return [fact({ layout, ...set }), { kind: "statement", statement }];
}

// eslint-disable-next-line max-params -- a name, where it stands, and what is said of it
function tableFact(name: string, from: Fragment, token: SqlToken | undefined, parts: Parts): Fact {
  return { kind: "table", table: { name, at: placeAt(from, token?.start ?? 0), layout: {}, ...parts } };
}

const BEHIND_TYPE =
  /^(NOT|NULL|COMMENT|GENERATED|DEFAULT|PRIMARY|MASK|COLLATE|CONSTRAINT|REFERENCES|UNIQUE)$/i;

function readColumns(from: Fragment, items: readonly (readonly SqlToken[])[]) {
  const columns: Record<string, string> = {};
  const computed: Record<string, string> = {};
  // With some that are not known, none is known to be missing.
  if (items.some((item) => item.some(({ text }) => text.includes(HOLE)))) return { columns, computed };
  for (const item of items) {
    const name = item[0];
    if (name?.kind !== "word" && name?.kind !== "name") continue;
    if (name.kind === "word" && /^(CONSTRAINT|PRIMARY|FOREIGN)$/i.test(name.text)) continue;
    let depth = 0;
    const end = item.findIndex(({ kind, text }, at) => {
      // What stands within a type's angle brackets belongs to it.
      if (kind === "sign") depth += text === "<" ? 1 : text === ">" ? -1 : 0;
      return at > 0 && depth === 0 && kind === "word" && BEHIND_TYPE.test(text);
    });
    const type = item.slice(1, end === -1 ? undefined : end);
    // Hive's and a query's lists name columns without types.
    if (type.length > 0) columns[name.text] = written(from, type).toUpperCase();
    const generated = behind(item, "GENERATED", "ALWAYS", "AS");
    if (generated !== undefined && wordsAt(item, generated, "(")) {
      computed[name.text] = written(from, item.slice(generated + 1, behindParentheses(item, generated) - 1));
    }
  }
  return { columns, computed };
}

function partitionColumns(from: Fragment, tokens: readonly SqlToken[]): readonly string[] {
  const start = behind(tokens, "PARTITIONED", "BY");
  if (start === undefined) return [];
  return listAt(tokens, start).map((item) => {
    // A name alone, or with the type of a column that is defined here.
    const alone = item.length === 1 || (item[1]?.kind === "word" && item[1].text !== "(");
    return alone ? (item[0]?.text ?? "") : written(from, item);
  });
}

function clustering(from: Fragment, tokens: readonly SqlToken[]): Parts["layout"] & object {
  const start = behind(tokens, "CLUSTER", "BY");
  if (start === undefined) return {};
  if (wordsAt(tokens, start, "AUTO")) return { cluster: "auto" };
  if (!wordsAt(tokens, start, "(")) return {};
  return { cluster: namesOf(from, listAt(tokens, start)) };
}

/** Names of columns, and expressions as they are written; what is not known is left out. */
function namesOf(from: Fragment, items: readonly (readonly SqlToken[])[]): readonly string[] {
  return items.flatMap((item) => {
    const named = nameAt(item, 0);
    const isName = named !== undefined && named.next === item.length;
    const text = isName ? named.name : written(from, item);
    return text === undefined || item.some((token) => token.text.includes(HOLE)) ? [] : [text];
  });
}

function propertiesIn(
  from: Fragment,
  tokens: readonly SqlToken[],
): Pick<Parts, "properties" | "propertyPlaces"> {
  const start = behind(tokens, "TBLPROPERTIES");
  if (start === undefined) return {};
  const pairs = listAt(tokens, start).flatMap((item) => {
    const equals = item.findIndex(({ text }) => text === "=");
    // The equals sign may be left out.
    const split = equals === -1 ? (item.length === 2 ? [1, 1] : [-1, -1]) : [equals, equals + 1];
    const [key, value] = [item.slice(0, split[0]), item.slice(split[1])].map((part) =>
      part.map(({ text }) => text).join(""),
    );
    if (!key || !value || [key, value].some((text) => text.includes(HOLE))) return [];
    return [{ key, value, at: placeAt(from, item[0]?.start ?? 0) }];
  });
  return {
    properties: Object.fromEntries(pairs.map(({ key, value }) => [key, value])),
    propertyPlaces: Object.fromEntries(pairs.map(({ key, at }) => [key, at])),
  };
}

/** What a query computes, by the names that it gives; columns that it passes on are left out. */
function selectedExpressions(from: Fragment, query: readonly SqlToken[]): Readonly<Record<string, string>> {
  const start = behind(query, "SELECT");
  if (start === undefined) return {};
  const end = behind(query, "FROM");
  const items = listAt(query.slice(0, end === undefined ? undefined : end - 1), start);
  const named = items.flatMap((item): [string, string][] => {
    const at = item.findLastIndex((_, index) => wordsAt(item, index, "AS"));
    const name = item[at + 1];
    if (at < 2 || name === undefined || at + 2 !== item.length) return [];
    return [[name.text, written(from, item.slice(0, at))]];
  });
  return Object.fromEntries(named.filter(([, expression]) => !/^[\w.`]+$/.test(expression)));
}
