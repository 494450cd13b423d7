import { isValues, UNKNOWN, type Value, type Values } from "../../pulumi-rpc/value.ts";
import type { ChangeKind, Changes } from "../../pulumi-rpc/resource.ts";
import { step } from "../../model/flatten.ts";

/** Whose keys are the users': what differs there is a difference of that key. */
export function diffJob(recorded: Values, declared: Values): Changes {
  return Object.fromEntries(differences(recorded, declared, ""));
}

type Difference = readonly [path: string, kind: ChangeKind];

function differences(old: Values, next: Values, at: string): readonly Difference[] {
  const keys = [...new Set([...Object.keys(old), ...Object.keys(next)])].sort();
  return keys.flatMap((key): readonly Difference[] => {
    const path = step(at, key);
    const from = old[key];
    const to = next[key];
    if (from === undefined) return [[path, "add"]];
    if (to === undefined) return [[path, "delete"]];
    if (isValues(from) && isValues(to) && !isOther(from, to)) return differences(from, to, path);
    return same(from, to) ? [] : [[path, "update"]];
  });
}

/** A start of another kind is another start, and not fewer and more fields. */
function isOther(from: Values, to: Values): boolean {
  return from["kind"] !== undefined && from["kind"] !== to["kind"];
}

function same(from: Value, to: Value): boolean {
  return to !== UNKNOWN && JSON.stringify(from) === JSON.stringify(to);
}
