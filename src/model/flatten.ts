import { list, object, text } from "./json.ts";

/**
 * An object of the REST API as values by path. What is empty counts as absent, which is how the API answers for what
 * was never set.
 */
export function flatten(value: unknown): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  collect(value, "", fields);
  return fields;
}

function collect(value: unknown, path: string, into: Record<string, string>): void {
  if (value === undefined || value === null || value === "") return;
  if (Array.isArray(value)) {
    if (value.length > 0) into[path] = JSON.stringify(inOrder(value));
  } else if (typeof value === "object") {
    for (const [key, inner] of Object.entries(value)) collect(inner, step(path, key), into);
  } else into[path] = typeof value === "string" ? value : JSON.stringify(value);
}

/** The order of keys means nothing in JSON, and each side has its own. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, inOrder(inner)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Keys of maps may hold dots. */
export function step(path: string, key: string): string {
  if (!/^\w+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** A list as a map, by a field of its items. */
export function byKey(items: unknown, key: string): Readonly<Record<string, unknown>> {
  const entries = list(items).map((item) => {
    const { [key]: name, ...rest } = object(item);
    return [text(name) ?? "", rest] as const;
  });
  return Object.fromEntries(entries);
}
