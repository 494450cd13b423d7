import { object, text } from "../model/json.ts";

/** Ids that one endpoint sends as a number and another as text. */
export function id(value: unknown): string | undefined {
  return typeof value === "number" ? String(value) : text(value);
}

/** The entries of a map of strings; an entry of another type is left out. */
export function stringMap(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(object(value)).filter((entry): entry is [string, string] => {
    return typeof entry[1] === "string";
  });
  return Object.fromEntries(entries);
}
