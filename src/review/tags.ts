import { defined } from "../model/defined.ts";
import { type Json, list, object, text } from "../model/json.ts";

/** A tag of a warehouse that differs. */
export interface TagChange {
  readonly key: string;
  /** @default there was none */
  readonly from?: string;
  /** @default there will be none */
  readonly to?: string;
}

/** Compares a warehouse's tags by their keys; the provider has them as a list, in which one more moves all others. */
export function tagChanges(old: Json | undefined, next: Json | undefined): readonly TagChange[] {
  const [before, after] = [tagsOf(old), tagsOf(next)];
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((key) => {
    const [from, to] = [before.get(key), after.get(key)];
    if (from === to) return [];
    return [{ key, ...defined({ from, to }) }];
  });
}

function tagsOf(values: Json | undefined): ReadonlyMap<string, string> {
  return new Map(
    list(object(values?.["tags"])["customTags"]).map((item) => {
      const { key, value } = object(item);
      return [text(key) ?? "", text(value) ?? ""];
    }),
  );
}
