import type { Fact } from "./facts.ts";
import { placeAt } from "./fragment.ts";
import { nameAt, type SqlStatement, type SqlToken, sqlTokens, wordsAt } from "./sql-tokens.ts";

/** Which columns a query filters and joins by, and what it is told to broadcast. */
export function readQuery(statement: SqlStatement): readonly Fact[] {
  const { from, tokens } = statement;
  const names = namesIn(tokens);
  const at = placeAt(from, tokens[0]?.start ?? 0);
  const conditions = conditionsIn(tokens, names);
  const filtered = Map.groupBy(conditions, ({ table }) => table);
  const column = ({ table, column: name }: Condition) => ({ table, column: name });
  const joins = conditions.flatMap((condition) => {
    const other = conditions.find(({ index }) => index === condition.equalTo);
    return other === undefined || other.table === condition.table
      ? []
      : [[column(condition), column(other)] as const];
  });
  const filters = conditions.filter(({ clause }) => clause === "WHERE").map(column);
  return [
    ...[...filtered].map(([name, list]): Fact => ({
      kind: "table",
      table: { name, at, layout: {}, filteredBy: [...new Set(list.map((one) => one.column))] },
    })),
    ...(joins.length === 0 || filters.length === 0
      ? []
      : [{ kind: "statement", statement: { kind: "query", filters, joins, at } } as const]),
    ...tokens.flatMap((token): readonly Fact[] => {
      const tables = token.kind === "hint" ? broadcastNames(token.text, names) : [];
      return tables.length === 0
        ? []
        : [
            {
              kind: "statement",
              statement: { kind: "broadcast hint", tables, at: placeAt(from, token.start) },
            },
          ];
    }),
  ];
}

/** Tables by every name the query has for them, in lower case; one name for two tables stands for none. */
type Names = ReadonlyMap<string, string | undefined>;

const NO_ALIAS =
  /^(ON|USING|WHERE|JOIN|INNER|LEFT|RIGHT|FULL|CROSS|OUTER|SEMI|ANTI|NATURAL|GROUP|ORDER|HAVING|LIMIT|UNION|INTERSECT|EXCEPT|WHEN|SET|VALUES|SELECT|LATERAL|PIVOT|UNPIVOT|WINDOW|QUALIFY|TABLESAMPLE|VERSION|TIMESTAMP|CLUSTER|DISTRIBUTE|SORT|FETCH|OFFSET)$/i;
const FROM_INSIDE = /^(EXTRACT|TRIM|SUBSTRING|SUBSTR|OVERLAY|POSITION)$/i;

function namesIn(tokens: readonly SqlToken[]): Names {
  const names = new Map<string, string | undefined>();
  const known = (name: string, table: string) => {
    const key = name.toLowerCase();
    names.set(key, names.has(key) && names.get(key) !== table ? undefined : table);
  };
  const results = resultNames(tokens);
  const opened: string[] = [];
  for (const [index, token] of tokens.entries()) {
    if (wordsAt(tokens, index, "(")) opened.push(tokens[index - 1]?.text ?? "");
    if (wordsAt(tokens, index, ")")) opened.pop();
    if (token.kind !== "word" || !introducesTable(tokens, index)) continue;
    if (token.text.toUpperCase() === "FROM" && FROM_INSIDE.test(opened.at(-1) ?? "")) continue;
    let next: number | undefined = index + 1;
    while (next !== undefined)
      next = tableAt(tokens, next, (name, table) => {
        if (!results.has(table.toLowerCase())) known(name, table);
      });
  }
  return names;
}

function introducesTable(tokens: readonly SqlToken[], index: number): boolean {
  if (wordsAt(tokens, index, "FROM") || wordsAt(tokens, index, "JOIN")) return true;
  const merge = wordsAt(tokens, 0, "MERGE");
  return merge && (wordsAt(tokens, index, "INTO") || (wordsAt(tokens, index, "USING") && index < 8));
}

/** Reads one table of a FROM clause with its alias. @returns where the next one behind a comma stands */
function tableAt(
  tokens: readonly SqlToken[],
  index: number,
  known: (name: string, table: string) => void,
): number | undefined {
  const named = nameAt(tokens, index);
  // A name before a parenthesis is a function that makes a table.
  if (named === undefined || wordsAt(tokens, named.next, "(")) return undefined;
  let { next } = named;
  if (wordsAt(tokens, next, "AS")) next += 1;
  const alias = tokens[next];
  const aliased = alias?.kind === "name" || (alias?.kind === "word" && !NO_ALIAS.test(alias.text));
  if (named.name !== undefined) {
    if (aliased) known(alias.text, named.name);
    else {
      known(named.name, named.name);
      known(named.name.split(".").at(-1) ?? "", named.name);
    }
  }
  if (aliased) next += 1;
  return wordsAt(tokens, next, ",") ? next + 1 : undefined;
}

/** Names that a WITH clause gives to results. */
function resultNames(tokens: readonly SqlToken[]): ReadonlySet<string> {
  const names = tokens.flatMap((token, index) => {
    const isNamed = wordsAt(tokens, index + 1, "AS", "(") && (token.kind === "word" || token.kind === "name");
    return isNamed ? [token.text.toLowerCase()] : [];
  });
  return new Set(names);
}

const CLAUSE =
  /^(SELECT|FROM|JOIN|INNER|LEFT|RIGHT|FULL|CROSS|NATURAL|GROUP|ORDER|HAVING|LIMIT|UNION|INTERSECT|EXCEPT|WHEN|THEN|SET|VALUES|WINDOW|QUALIFY)$/i;
const NO_COLUMN =
  /^(AND|OR|NOT|IN|IS|NULL|BETWEEN|LIKE|ILIKE|RLIKE|EXISTS|TRUE|FALSE|CASE|THEN|ELSE|END|INTERVAL|AS|ANY|ALL|SOME|ESCAPE|DISTINCT|CURRENT_DATE|CURRENT_TIMESTAMP|STRING|INT|BIGINT)$/i;

/** Whether a word stands where a column can: `day` does, but not in `INTERVAL 1 DAY`; `date` does, but not in `DATE '2026-01-01'`. */
function isColumn(tokens: readonly SqlToken[], index: number): boolean {
  const token = tokens[index];
  if (token?.kind === "name") return true;
  if (token?.kind !== "word" || NO_COLUMN.test(token.text)) return false;
  const isUnit =
    /^(day|hour|month|year|minute|second|week)s?$/i.test(token.text) &&
    /^(number|string)$/.test(tokens[index - 1]?.kind ?? "");
  return !isUnit && !(/^(date|timestamp)$/i.test(token.text) && tokens[index + 1]?.kind === "string");
}

/** A column in WHERE or ON. */
interface Condition {
  readonly table: string;
  readonly column: string;
  readonly clause: "WHERE" | "ON";
  readonly index: number;
  /** The index behind an equals sign that follows it in ON. */
  readonly equalTo?: number;
}

function conditionsIn(tokens: readonly SqlToken[], names: Names): readonly Condition[] {
  const found: Condition[] = [];
  const tables = [...new Set([...names.values()].filter((table) => table !== undefined))];
  let clause: Condition["clause"] | undefined;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined || (token.kind !== "word" && token.kind !== "name")) continue;
    if (token.kind === "word" && /^(WHERE|ON)$/i.test(token.text)) {
      clause = token.text.toUpperCase() as Condition["clause"];
    } else if (token.kind === "word" && CLAUSE.test(token.text)) clause = undefined;
    else if (clause !== undefined && isColumn(tokens, index)) {
      const named = nameAt(tokens, index);
      if (named === undefined || wordsAt(tokens, named.next, "(")) continue;
      const start = index;
      index = named.next - 1;
      const parts = named.name?.split(".") ?? [];
      const column = parts.pop();
      if (column === undefined) continue;
      const table = parts.length === 0 ? only(tables) : names.get(parts.join(".").toLowerCase());
      if (table === undefined) continue;
      const equal = clause === "ON" && wordsAt(tokens, named.next, "=");
      found.push({ table, column, clause, index: start, ...(equal ? { equalTo: named.next + 1 } : {}) });
    }
  }
  return found;
}

function only(tables: readonly string[]): string | undefined {
  return tables.length === 1 ? tables[0] : undefined;
}

function broadcastNames(hint: string, names: Names): readonly string[] {
  return [...hint.matchAll(/\b(?:BROADCAST|BROADCASTJOIN|MAPJOIN)\s*\(([^)]*)\)/gi)].flatMap(
    ([, list = ""]) =>
      list.split(",").flatMap((item) => {
        const name = nameAt(sqlTokens(item), 0)?.name?.toLowerCase();
        const table = name === undefined ? undefined : names.get(name);
        return table === undefined ? [] : [table];
      }),
  );
}
