/** A type as Spark's JSON schemas write it. */
export type SparkType =
  | string
  | { readonly type: "array"; readonly elementType: SparkType; readonly containsNull: true }
  | {
      readonly type: "map";
      readonly keyType: SparkType;
      readonly valueType: SparkType;
      readonly valueContainsNull: true;
    }
  | { readonly type: "struct"; readonly fields: readonly SparkField[] };

interface SparkField {
  readonly name: string;
  readonly type: SparkType;
  readonly nullable: true;
  readonly metadata: object;
}

/** Types whose name in a schema is not their name in SQL. */
const NAMES: Readonly<Record<string, string>> = {
  bigint: "long",
  int: "integer",
  smallint: "short",
  tinyint: "byte",
};

/** From the type as the Statement Execution API prints it: `STRUCT<a: INT, b: ARRAY<STRING>>`. */
export function parseType(printed: string): SparkType {
  const [, kind = "", inner = ""] = /^(ARRAY|MAP|STRUCT)<(.*)>$/s.exec(printed) ?? [];
  const parts = split(inner);
  switch (kind) {
    case "ARRAY":
      return { type: "array", elementType: parseType(inner), containsNull: true };
    case "MAP": {
      const [keyType = "", valueType = ""] = parts;
      return {
        type: "map",
        keyType: parseType(keyType),
        valueType: parseType(valueType),
        valueContainsNull: true,
      };
    }
    case "STRUCT":
      return { type: "struct", fields: parts.map(parseField) };
    default: {
      const name = printed.toLowerCase();
      return NAMES[name] ?? name;
    }
  }
}

function parseField(part: string): SparkField {
  const at = part.lastIndexOf(": ", part.indexOf("<") === -1 ? undefined : part.indexOf("<"));
  return { name: part.slice(0, at), type: parseType(part.slice(at + 2)), nullable: true, metadata: {} };
}

/** At the commas outside of brackets. */
function split(inner: string): readonly string[] {
  if (inner === "") return [];
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (const [at, char] of inner.split("").entries()) {
    if ("<(".includes(char)) depth += 1;
    if (">)".includes(char)) depth -= 1;
    if (char !== "," || depth > 0) continue;
    parts.push(inner.slice(from, at));
    from = at + 1;
  }
  return [...parts, inner.slice(from)].map((part) => part.trim());
}
