import type { Fact } from "./facts.ts";
import { placeAt } from "./fragment.ts";
import type { PlacedFact, Program } from "./python-program.ts";
import { functionAt, scopeAt } from "./python-scopes.ts";
import type { PythonToken } from "./python-tokens.ts";

/** Names that stand anywhere but where they are defined, or given a value. */
export function mentions(tokens: readonly PythonToken[]): ReadonlySet<string> {
  const isDefined = (at: number) => /^(def|class)$/.test(tokens[at - 1]?.text ?? "");
  return new Set(
    tokens
      .filter(({ kind }, at) => kind === "name" && !isDefined(at) && !isGiven(tokens, at))
      .map(({ text }) => text),
  );
}

/** Whether a value is given to the name, which no comparison does. */
function isGiven(tokens: readonly PythonToken[], at: number): boolean {
  return tokens[at + 1]?.text === "=" && tokens[at + 2]?.text !== "=";
}

/** Functions inside others that say something of tables, and that those do not call: nobody else can. */
export function idleFunctions(program: Program, facts: readonly PlacedFact[]): readonly Fact[] {
  const { from, scopes, mentioned } = program;
  return scopes.flatMap((scope): readonly Fact[] => {
    const outer = scopeAt(
      scopes.filter((other) => other !== scope),
      scope.start,
    );
    if (scope.kind !== "function" || outer?.kind !== "function") return [];
    const inside = facts.filter(({ offset }) => functionAt(scopes, offset) === scope);
    if (inside.length === 0 || scope.decorated || mentioned.has(scope.name)) return [];
    const idle = {
      ...{ where: scope.name, at: placeAt(from, scope.start) },
      what: "SQL or calls on tables",
      why: `${outer.name} defines it and does not call it`,
    };
    return [{ kind: "idle", idle }];
  });
}

/** A dict in a variable that is given back at most, by a function that nothing calls. */
export function idleDict(
  program: Program,
  { variable, index }: { readonly variable: string; readonly index: number },
  what: string,
): readonly Fact[] {
  const { from, tokens, scopes, mentioned } = program;
  const start = tokens[index]?.start ?? 0;
  const scope = functionAt(scopes, start);
  if (!/^\w+$/.test(variable) || scope?.decorated === true) return [];
  const uses = usesOf(program, { variable, index, end: scope?.end ?? from.text.length });
  const idle = (why: string) => ({ where: variable, at: placeAt(from, start), what, why });
  if (uses.length === 0) {
    // What stands outside functions may be imported, or named in another cell.
    const unless = scope === undefined ? { unless: variable } : {};
    return [{ kind: "idle", idle: idle("nothing here uses it"), ...unless }];
  }
  const returned = uses.every((at) => isReturned(tokens, at));
  if (scope === undefined || !returned || mentioned.has(scope.name)) return [];
  const why = `${scope.name} returns it, and nothing here calls that`;
  return [{ kind: "idle", idle: idle(why), unless: scope.name }];
}

/** Indexes of the variable behind the dict, as far as its function goes. */
function usesOf(
  { tokens }: Program,
  { variable, index, end }: { readonly variable: string; readonly index: number; readonly end: number },
): readonly number[] {
  const uses: number[] = [];
  for (let at = index; (tokens[at]?.start ?? end) < end; at += 1) {
    const token = tokens[at];
    if (token?.kind === "name" && token.text === variable) uses.push(at);
  }
  return uses;
}

function isReturned(tokens: readonly PythonToken[], at: number): boolean {
  const next = tokens[at + 1];
  return tokens[at - 1]?.text === "return" && (next?.kind !== "sign" || !/^[.[(,+|]$/.test(next.text));
}
