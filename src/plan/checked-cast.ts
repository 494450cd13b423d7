import { type DataType, writeDataType } from "../model/data-type.ts";
import { literal } from "./sql.ts";

type Family = "number" | "boolean" | "text" | "date" | "timestamp" | "binary";

const FAMILIES: Readonly<Record<string, Family>> = {
  tinyint: "number",
  smallint: "number",
  int: "number",
  bigint: "number",
  float: "number",
  double: "number",
  boolean: "boolean",
  string: "text",
  date: "date",
  timestamp: "timestamp",
  timestamp_ntz: "timestamp",
  binary: "binary",
};

/** What CAST takes to what, with ANSI mode on or off, and in both directions. */
const CASTS: Readonly<Record<Family, readonly Family[]>> = {
  number: ["number", "text", "boolean"],
  boolean: ["boolean", "text", "number"],
  text: ["text", "number", "boolean", "date", "timestamp", "binary"],
  date: ["date", "text", "timestamp"],
  timestamp: ["timestamp", "text", "date"],
  binary: ["binary", "text"],
};

/**
 * A SQL expression that gives a value as another type, and fails at the first that would be another value then: what is
 * cast has to be the same again when it is cast back.
 * @param value a SQL expression of the type `from`
 * @returns `undefined` where no CAST goes there
 */
export function checkedCast(value: string, from: DataType, to: DataType): string | undefined {
  const [source, target] = [familyOf(from), familyOf(to)];
  if (source === undefined || target === undefined || !CASTS[source].includes(target)) return undefined;
  // The engine checks lengths itself as it writes, and CAST knows none.
  if (source === "text" && target === "text") return value;
  const cast = (what: string, type: string) => `CAST(${what} AS ${type})`;
  const made = cast(value, target === "text" ? "STRING" : writeDataType(to));
  const common = source === "text" ? commonOf(target, to) : writeDataType(from);
  const same =
    common === undefined
      ? `(${value} IS NULL OR ${made} IS NOT NULL)`
      : `${cast(made, common)} <=> ${cast(value, common)}`;
  // The value itself is a row's, and an error ends in logs.
  return `IF(${same}, ${made}, raise_error(${literal(`a value would be another one as ${writeDataType(to)}`)}))`;
}

/** A text has many spellings of one value; so both are compared as a type that holds every one of them. */
function commonOf(target: Family, to: DataType): string | undefined {
  if (target === "date") return "TIMESTAMP_NTZ";
  if (target !== "number") return undefined;
  return to.kind === "plain" && /^(float|double)$/.test(to.name) ? "DOUBLE" : "DECIMAL(38,18)";
}

function familyOf(type: DataType): Family | undefined {
  switch (type.kind) {
    case "decimal":
      return "number";
    case "char":
    case "varchar":
      return "text";
    case "plain":
      return FAMILIES[type.name.replace(/ collate .*/, "")];
    case "array":
    case "map":
    case "struct":
      return undefined;
  }
}
