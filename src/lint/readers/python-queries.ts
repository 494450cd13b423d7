import type { Fact } from "./facts.ts";
import { cutOut, type Fragment, HOLE, replaced } from "./fragment.ts";
import { loopValues, type PythonLoop, pythonLoops } from "./python-loops.ts";
import type { PlacedFact, Program } from "./python-program.ts";
import { functionAt } from "./python-scopes.ts";
import { evenText, fieldsIn, type PythonToken } from "./python-tokens.ts";
import { readSql } from "./sql.ts";

/** The SQL that stands in a program's strings. */
export function readQueries(program: Program): readonly PlacedFact[] {
  const { from, tokens, scopes } = program;
  const loops = pythonLoops(from.text, tokens);
  return tokens.flatMap((token, index): readonly PlacedFact[] => {
    if (token.kind !== "string" || isContinued(tokens[index - 1])) return [];
    const query = joined(from, tokens, index);
    const called = tokens[index - 1]?.text === "(" && tokens[index - 2]?.text === "sql";
    if (!called && (!QUERY.test(query.text) || isDocstring(from, tokens, index))) return [];
    const inside = functionAt(scopes, token.start)?.name ?? "";
    return inLoop(query, token, loops)
      .flatMap(readSql)
      .map((fact) => ({ offset: token.start, fact: inFunction(fact, { inside, called }) }));
  });
}

/** Text outside `spark.sql(…)` is a query only where nothing else can be meant. */
const QUERY =
  /^\s*(?:SELECT\b[\s\S]+\bFROM\b|WITH\s+\w+\s+AS\s*\(|CREATE\s+(?:OR\s+REPLACE\s+)?TABLE\s|ALTER\s+TABLE\s|MERGE\s+INTO\s)/;

/** The query as often as a loop over texts that are written down runs it, each time with another of them. */
function inLoop(query: Fragment, token: PythonToken, loops: readonly PythonLoop[]): readonly Fragment[] {
  for (const name of fieldsIn(token)) {
    const values = loopValues(loops, name, token.start);
    if (values !== undefined) {
      return values.map((value) => replaced(query, `${HOLE}${name}${HOLE}`, value));
    }
  }
  return [query];
}

/** A table that a function is given is that function's own; what is not run where it stands is run at no known time. */
function inFunction(
  fact: Fact,
  { inside, called }: { readonly inside: string; readonly called: boolean },
): Fact {
  const own = (name: string) => (name.includes("{") && inside !== "" ? `${name} in ${inside}` : name);
  if (fact.kind === "table") return { ...fact, table: { ...fact.table, name: own(fact.table.name) } };
  if (fact.kind !== "statement") return fact;
  const { statement } = fact;
  const within = called ? { within: inside } : {};
  return {
    kind: "statement",
    statement:
      "table" in statement
        ? { ...statement, ...within, table: own(statement.table) }
        : { ...statement, ...within },
  };
}

function isContinued(before: PythonToken | undefined): boolean {
  return before?.kind === "string" || before?.text === "+";
}

/** Strings side by side, or with a plus between them, with spaces for what stands between. */
function joined(from: Fragment, tokens: readonly PythonToken[], index: number): Fragment {
  const start = tokens[index]?.inner ?? 0;
  let text = "";
  for (let at = index; ; at += 1) {
    const token = tokens[at];
    if (token?.kind === "string") {
      text += from.text.slice(start + text.length, token.inner).replaceAll(/[^\n]/g, " ") + evenText(token);
    } else if (token?.text !== "+" || tokens[at + 1]?.kind !== "string") {
      return cutOut(from, start, text);
    }
  }
}

/** A string that is a statement of its own: the first of its line, outside brackets, and given to nothing. */
function isDocstring({ text }: Fragment, tokens: readonly PythonToken[], index: number): boolean {
  const before = tokens[index - 1];
  const start = tokens[index]?.start ?? 0;
  const alone = text.slice(text.lastIndexOf("\n", start - 1) + 1, start).trim() === "";
  return alone && (before === undefined || !/^[=(,[+]$/.test(before.text)) && !isInDict(tokens, index);
}

function isInDict(tokens: readonly PythonToken[], index: number): boolean {
  return tokens[index - 1]?.text === ":" && tokens[index - 2]?.kind === "string";
}
