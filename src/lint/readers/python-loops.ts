import { collectionAt, type Literal } from "./python-literals.ts";
import { blockEnd, logicalLines } from "./python-scopes.ts";
import type { PythonToken } from "./python-tokens.ts";

/** A loop over texts that stand in the program itself. */
export interface PythonLoop {
  readonly variable: string;
  readonly values: readonly string[];
  /** Of `for key, value in [(…, …), …]` the second variable, and what both become. */
  readonly pairs?: { readonly second: string; readonly of: readonly (readonly [Literal, Literal])[] };
  /** The part of the text that it repeats. */
  readonly start: number;
  readonly end: number;
}

/** `for table in tables:` where `tables` is a list of texts, or a dict with texts for keys. */
export function pythonLoops(text: string, tokens: readonly PythonToken[]): readonly PythonLoop[] {
  const lines = logicalLines(text, tokens);
  return lines.flatMap(({ first }, at): readonly PythonLoop[] => {
    const variable = tokens[first + 1];
    if (tokens[first]?.text !== "for" || variable?.kind !== "name") return [];
    // Of `for name, columns in …` only the name is looked at, which is a dict's key.
    const paired = tokens[first + 2]?.text === ",";
    const word = first + (paired ? 4 : 2);
    if (tokens[word]?.text !== "in") return [];
    const sequence = sequenceAt(tokens, word + 1);
    const values = textsOf(sequence, paired);
    const pairs = paired ? pairsOf(sequence) : [];
    if (values.length === 0 && pairs.length === 0) return [];
    const end = blockEnd(lines, at, { tokens, text });
    return [
      {
        ...{ variable: variable.text, values, start: variable.start, end },
        ...(pairs.length === 0 ? {} : { pairs: { second: tokens[first + 3]?.text ?? "", of: pairs } }),
      },
    ];
  });
}

/** The values that a variable takes at an offset. */
export function loopValues(
  loops: readonly PythonLoop[],
  variable: string,
  offset: number,
): readonly string[] | undefined {
  const values = loops.findLast(
    (loop) => loop.variable === variable && loop.start <= offset && offset < loop.end,
  )?.values;
  return values?.length === 0 ? undefined : values;
}

/** The list or dict that a loop runs over: written there, or given to the variable that stands there. */
function sequenceAt(tokens: readonly PythonToken[], index: number): Literal {
  const token = tokens[index];
  if (token?.kind !== "name") return collectionAt(tokens, index);
  const rest = tokens.slice(index + 1, index + 6).map(({ text }) => text);
  if (!/^(:|\.(items|keys)\(\):)/.test(rest.join(""))) return { kind: "unknown" };
  const assigned = tokens.findLastIndex(
    ({ kind, text }, at) =>
      at < index &&
      kind === "name" &&
      text === token.text &&
      tokens[at + 1]?.text === "=" &&
      tokens[at + 2]?.text !== "=",
  );
  return assigned === -1 ? { kind: "unknown" } : collectionAt(tokens, assigned + 2);
}

function textsOf(sequence: Literal, paired: boolean): readonly string[] {
  if (sequence.kind === "dict") return sequence.entries.map(({ key }) => key);
  if (sequence.kind !== "list" || paired) return [];
  const texts = sequence.items.flatMap((item) => (item.kind === "text" ? [item.value] : []));
  return texts.length === sequence.items.length ? texts : [];
}

function pairsOf(sequence: Literal): readonly (readonly [Literal, Literal])[] {
  if (sequence.kind !== "list") return [];
  return sequence.items.flatMap((item) => {
    const [first, second, ...more] = item.kind === "list" ? item.items : [];
    return first === undefined || second === undefined || more.length > 0 ? [] : [[first, second] as const];
  });
}
