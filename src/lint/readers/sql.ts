import type { Fact } from "./facts.ts";
import { type Fragment, HOLE, placeAt } from "./fragment.ts";
import { acceptanceIn } from "./acceptance-comment.ts";
import { readCreate, readAlter } from "./sql-tables.ts";
import { readQuery } from "./sql-query.ts";
import {
  behind,
  listAt,
  nameAt,
  sqlStatements,
  type SqlStatement,
  type SqlToken,
  sqlTokens,
  tableAt,
  wordsAt,
  written,
} from "./sql-tokens.ts";

/** What SQL says of tables and settings, statement by statement; what it does not know it passes over. */
export function readSql(from: Fragment): readonly Fact[] {
  const tokens = sqlTokens(from.text);
  return [
    ...tokens.flatMap(({ kind, text, start }) => (kind === "comment" ? acceptanceIn(from, text, start) : [])),
    ...sqlStatements(from, tokens).flatMap(readStatement),
  ];
}

function readStatement(statement: SqlStatement): readonly Fact[] {
  const { tokens } = statement;
  switch (tokens[0]?.text.toUpperCase() ?? "") {
    case "SET":
      return readSet(statement);
    case "OPTIMIZE":
      return readOptimize(statement);
    case "ANALYZE":
      return readAnalyze(statement);
    case "VACUUM":
      return readVacuum(statement);
    case "CACHE":
      return [...readCache(statement), ...readQuery(statement)];
    case "ALTER":
      return readAlter(statement);
    case "CREATE":
    case "REPLACE":
      return [...readCreate(statement), ...readQuery(statement)];
    default:
      return readQuery(statement);
  }
}

/** Spark keeps all that stands behind the equals sign, quotes included. */
function readSet({ from, tokens }: SqlStatement): readonly Fact[] {
  const [, key, value] = /^SET\s+([\w.:-]+)\s*=\s*([\s\S]*)$/i.exec(written(from, tokens)) ?? [];
  const first = tokens[1];
  if (key?.includes(".") !== true || first === undefined) return [];
  return [
    {
      ...{ kind: "conf", setAt: "session", group: "session" },
      entry: { key, value: isKnown(value) ? value.trim() : undefined, at: placeAt(from, first.start) },
    },
  ];
}

function readOptimize({ from, tokens }: SqlStatement): readonly Fact[] {
  const table = tableAt(tokens, 1)?.name;
  if (table === undefined) return [];
  const full = wordsAt(tokens, tokens.length - 1, "FULL");
  const condition = behind(tokens, "WHERE");
  const where = condition === undefined ? [] : comparedColumns(tokens.slice(condition));
  const keys = behind(tokens, "ZORDER", "BY");
  const zorder = keys === undefined ? [] : columnNames(listAt(tokens, keys));
  const at = placeAt(from, tokens[keys ?? 0]?.start ?? 0);
  return [
    ...(zorder.length === 0
      ? []
      : [{ kind: "table", table: { name: table, at, layout: { zorder } } } as const]),
    {
      kind: "statement",
      statement: {
        ...{ kind: "optimize", table, zorder, at: placeAt(from, tokens[0]?.start ?? 0) },
        ...(full ? { full } : {}),
        ...(where.length === 0 ? {} : { where }),
      },
    },
  ];
}

/** Columns that stand before a comparison. */
function comparedColumns(tokens: readonly SqlToken[]): readonly string[] {
  return tokens.flatMap(({ kind, text }, at) => {
    const next = tokens[at + 1]?.text.toUpperCase() ?? "";
    const isName = kind === "name" || (kind === "word" && !/^(AND|OR|NOT)$/i.test(text));
    return isName && /^([=<>!]|IN|BETWEEN|LIKE|IS)$/.test(next) ? [text] : [];
  });
}

function readAnalyze({ from, tokens }: SqlStatement): readonly Fact[] {
  const table = wordsAt(tokens, 1, "TABLE") ? tableAt(tokens, 2)?.name : undefined;
  if (table === undefined || behind(tokens, "COMPUTE") === undefined) return [];
  const named = behind(tokens, "FOR", "COLUMNS");
  const all = behind(tokens, "FOR", "ALL", "COLUMNS") !== undefined;
  const columns = named === undefined ? undefined : columnNames(listAt(tokens, named));
  const at = placeAt(from, tokens[0]?.start ?? 0);
  return [
    {
      kind: "table",
      table: { name: table, at, layout: {}, statistics: columns ?? (all ? "all columns" : "row count") },
    },
    {
      kind: "statement",
      statement: { kind: "analyze", table, columns: columns ?? (all ? "all" : "none"), at },
    },
  ];
}

function readVacuum({ from, tokens }: SqlStatement): readonly Fact[] {
  const table = tableAt(tokens, 1)?.name;
  if (table === undefined) return [];
  const retain = behind(tokens, "RETAIN");
  const hours = retain === undefined ? Number.NaN : Number(tokens[retain]?.text);
  const at = placeAt(from, tokens[0]?.start ?? 0);
  return [
    {
      kind: "statement",
      statement: { kind: "vacuum", table, at, ...(Number.isNaN(hours) ? {} : { retainHours: hours }) },
    },
  ];
}

/** `CACHE TABLE name` caches a table, with `AS` it names a result; `CACHE SELECT … FROM name` is Databricks' disk cache. */
function readCache({ from, tokens }: SqlStatement): readonly Fact[] {
  const start = behind(tokens, wordsAt(tokens, 1, "SELECT") ? "FROM" : "TABLE");
  const table = start === undefined ? undefined : nameAt(tokens, start)?.name;
  const ofResult = behind(tokens, "AS") !== undefined && !wordsAt(tokens, 1, "SELECT");
  if (table === undefined || ofResult) return [];
  const level = tokens.findIndex(({ kind, text }) => kind === "string" && /^storageLevel$/i.test(text));
  // An equals sign may stand between the two.
  const named =
    level === -1 ? undefined : tokens.slice(level + 1, level + 3).find(({ kind }) => kind === "string");
  return [
    {
      kind: "statement",
      statement: {
        ...{ kind: "cache", table, at: placeAt(from, tokens[0]?.start ?? 0) },
        ...(named === undefined ? {} : { level: named.text.toUpperCase() }),
      },
    },
  ];
}

function columnNames(items: readonly (readonly SqlToken[])[]): readonly string[] {
  return items.flatMap((item) => {
    const name = nameAt(item, 0)?.name;
    return name === undefined ? [] : [name];
  });
}

function isKnown(value: string | undefined): value is string {
  return value !== undefined && !value.includes(HOLE) && !/\$\{|\{\{/.test(value);
}
