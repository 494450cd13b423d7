/** Readers for answers of the workspace: what is missing or of another type reads as absent, never as a lie. */
export type Json = Readonly<Record<string, unknown>>;

export function object(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

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
