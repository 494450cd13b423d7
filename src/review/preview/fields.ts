import { defined } from "../../model/defined.ts";
import type { PropertyDifference, Step } from "./preview.ts";
import { object } from "../../model/json.ts";
import { SECRET_MARK } from "../../redaction/redactor.ts";

/** One field that differs, with both values. */
export interface FieldChange {
  /** Names on the way to it; numbers of lists left out. */
  readonly path: readonly string[];
  /** @default there was none */
  readonly from?: unknown;
  /** @default there is none */
  readonly to?: unknown;
}

/** What differs between the two states of a step, as the resource's provider says. */
export function fieldChanges(step: Step): readonly FieldChange[] {
  const seen = new Map<string, FieldChange>();
  for (const change of step.diff.flatMap((difference) => opened(fieldChange(step, difference)))) {
    seen.set(JSON.stringify([change.path, change.from, change.to]), change);
  }
  // Of what a provider fills in by itself neither side says a value; alone it would leave a change without a word.
  const told = [...seen.values()].filter(({ from, to }) => from !== undefined || to !== undefined);
  return told.length > 0 ? told : [...seen.values()];
}

function fieldChange({ old, new: next }: Step, { path, kind, inputDiff }: PropertyDifference): FieldChange {
  const way = segments(path);
  const from = kind.startsWith("add")
    ? undefined
    : ((inputDiff ? undefined : valueAt(old?.outputs, way)) ?? valueAt(old?.inputs, way));
  const to = kind.startsWith("delete") ? undefined : valueAt(next?.inputs, way);
  return {
    path: way.filter((step) => typeof step === "string"),
    ...(from === undefined || from === null ? {} : { from }),
    ...(to === undefined || to === null ? {} : { to }),
  };
}

/** A text that holds a JSON object on both sides, such as a policy's definition, is compared key by key. */
function opened(change: FieldChange): readonly FieldChange[] {
  const [from, to] = [objectIn(change.from), objectIn(change.to)];
  if (from === undefined || to === undefined) return [change];
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].sort().flatMap((key) => {
    const [old, next] = [from[key], to[key]];
    if (JSON.stringify(old) === JSON.stringify(next)) return [];
    return [
      {
        path: [...change.path, key],
        ...defined({ from: old, to: next }),
      },
    ];
  });
}

function objectIn(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== "string" || !value.startsWith("{")) return undefined;
  try {
    return object(JSON.parse(value));
  } catch {
    return undefined;
  }
}

/** The steps of a property path: `a.b[0]["c.d"]` is a, b, 0 and c.d. */
export function segments(path: string): readonly (string | number)[] {
  const found = path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g);
  return [...found].map(([, quoted, index, name]) => {
    if (quoted !== undefined) return quoted.replaceAll('\\"', '"');
    return index === undefined ? (name ?? "") : Number(index);
  });
}

export function valueAt(value: unknown, way: readonly (string | number)[]): unknown {
  let at = value;
  for (const step of way) {
    // A secret hides all that is in it.
    if (at === SECRET_MARK) return at;
    if (typeof at !== "object" || at === null) return undefined;
    at = (at as Readonly<Record<string | number, unknown>>)[step];
  }
  return at;
}
