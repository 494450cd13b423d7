import type { DataType, StructField } from "./data-type.ts";
import { unquoted } from "./identifier.ts";
import { nearest } from "./nearest.ts";
import { hasComment, type QueryToken, queryTokens } from "./query-text.ts";

/** Names of types without parameters, and those that Spark's parser takes for the same. */
const PLAIN: Readonly<Record<string, string>> = {
  bigint: "bigint",
  long: "bigint",
  binary: "binary",
  boolean: "boolean",
  byte: "tinyint",
  date: "date",
  double: "double",
  float: "float",
  int: "int",
  integer: "int",
  real: "float",
  short: "smallint",
  smallint: "smallint",
  string: "string",
  timestamp: "timestamp",
  timestamp_ltz: "timestamp",
  timestamp_ntz: "timestamp_ntz",
  tinyint: "tinyint",
  variant: "variant",
  void: "void",
};

const WITH_LENGTH: Readonly<Record<string, "char" | "varchar">> = {
  char: "char",
  character: "char",
  varchar: "varchar",
};

const DECIMALS = ["decimal", "dec", "numeric"];

/** Databricks': a place on a map, with the number of its reference system or ANY. */
const SPATIAL = ["geography", "geometry"];

const KNOWN = [
  ...Object.keys(PLAIN),
  ...Object.keys(WITH_LENGTH),
  ...DECIMALS,
  ...SPATIAL,
  "array",
  "map",
  "struct",
  "interval",
];

/** As many digits as Spark's decimals have. */
const MOST_DIGITS = 38;

/** A text that is no type; the message says what it should have been. */
export class DataTypeError extends Error {}

/**
 * Reads a type as Spark SQL spells it, by Spark's grammar (`dataType` in SqlBaseParser.g4, 4.0) and with Databricks' own.
 * @throws {DataTypeError} for what is no type, or more than one
 */
export function readDataType(text: string): DataType {
  if (hasComment(text)) throw new DataTypeError("a comment would hide what follows it");
  const reader = new Reader(text);
  const type = reader.type();
  reader.end();
  return type;
}

/** As `readDataType`; `undefined` for what is no type. */
export function dataTypeOf(text: string): DataType | undefined {
  const read = attempt(text);
  return read instanceof DataTypeError ? undefined : read;
}

/** Why a text is no type of a column; `undefined` for one that is. */
export function whyNoDataType(text: string): string | undefined {
  const read = attempt(text);
  return read instanceof DataTypeError ? read.message : undefined;
}

function attempt(text: string): DataType | DataTypeError {
  try {
    return readDataType(text);
  } catch (error) {
    if (error instanceof DataTypeError) return error;
    throw error;
  }
}

class Reader {
  readonly #tokens: readonly QueryToken[];
  #at = 0;

  constructor(text: string) {
    // The lexer sees `>>` and `<>` as one sign each.
    this.#tokens = queryTokens(text).flatMap((token) =>
      /^[<>]{2,}$/.test(token.text) ? Array.from(token.text, (sign) => ({ ...token, text: sign })) : [token],
    );
  }

  end(): void {
    const next = this.#next();
    if (next !== undefined) throw new DataTypeError(`${JSON.stringify(next.text)} does not belong to a type`);
  }

  type(): DataType {
    const token = this.#take("a type");
    const word = token.kind === "word" ? token.text.toLowerCase() : "";
    if (word === "array") return { kind: "array", element: this.#within(() => this.type()) };
    if (word === "map") return this.#map();
    if (word === "struct") return { kind: "struct", fields: this.#within(() => this.#fields()) };
    if (word === "interval") return this.#interval();
    const length = WITH_LENGTH[word];
    if (length !== undefined) return { kind: length, length: this.#length(word) };
    if (DECIMALS.includes(word)) return this.#decimal();
    if (SPATIAL.includes(word)) return this.#spatial(word);
    const name = PLAIN[word];
    if (name === undefined) throw new DataTypeError(unknownType(token.text));
    return { kind: "plain", name: name === "string" ? this.#string() : name };
  }

  #map(): DataType {
    return this.#within(() => {
      const key = this.type();
      this.#sign(",");
      return { kind: "map", key, value: this.type() };
    });
  }

  #fields(): readonly StructField[] {
    const fields: StructField[] = [];
    while (this.#next()?.text !== ">") {
      if (fields.length > 0) this.#sign(",");
      const field = this.#field();
      if (fields.some(({ name }) => name.toLowerCase() === field.name.toLowerCase())) {
        throw new DataTypeError(`a struct has the field ${JSON.stringify(field.name)} twice`);
      }
      fields.push(field);
    }
    return fields;
  }

  #field(): StructField {
    const name = nameOf(this.#take("a field's name"));
    this.#has(":");
    const type = this.type();
    const isRequired = this.#has("not");
    if (isRequired && !this.#has("null")) throw new DataTypeError("NOT stands without NULL");
    const comment = this.#has("comment") ? textOf(this.#take("a comment's text")) : undefined;
    return { name, type, nullable: !isRequired, ...(comment === undefined ? {} : { comment }) };
  }

  #string(): string {
    if (!this.#has("collate")) return "string";
    const { text } = this.#take("a collation");
    return `string collate ${text.toUpperCase()}`;
  }

  #decimal(): DataType {
    const [precision = 10, scale = 0, ...more] = this.#numbers();
    if (more.length > 0) throw new DataTypeError("DECIMAL takes a precision and a scale");
    if (precision < 1 || precision > MOST_DIGITS || scale > precision) {
      throw new DataTypeError(
        `DECIMAL(${precision},${scale}): a precision of 1 to ${MOST_DIGITS} and a scale of at most as much`,
      );
    }
    return { kind: "decimal", precision, scale };
  }

  #length(word: string): number {
    const [length = 0, ...more] = this.#numbers();
    if (length < 1 || more.length > 0) {
      throw new DataTypeError(`${word.toUpperCase()} takes its greatest length, as in VARCHAR(20)`);
    }
    return length;
  }

  #spatial(word: string): DataType {
    if (!this.#has("(")) return { kind: "plain", name: word };
    const { text } = this.#take("a reference system");
    if (!/^(\d+|any)$/i.test(text))
      throw new DataTypeError(`${word.toUpperCase()} takes a number, such as 4326`);
    this.#sign(")");
    return { kind: "plain", name: `${word}(${text.toLowerCase()})` };
  }

  /** Two families; Delta keeps the parts of neither apart. */
  #interval(): DataType {
    const first = this.#take("YEAR, MONTH, DAY, HOUR, MINUTE or SECOND").text.toLowerCase();
    const last = this.#has("to") ? this.#take("a part of an interval").text.toLowerCase() : first;
    for (const family of [
      ["year", "month"],
      ["day", "hour", "minute", "second"],
    ]) {
      const [from, to] = [family.indexOf(first), family.indexOf(last)];
      if (from >= 0 && from <= to)
        return { kind: "plain", name: `interval ${first}${from === to ? "" : ` to ${last}`}` };
    }
    throw new DataTypeError(
      `INTERVAL ${first} to ${last}: write INTERVAL YEAR TO MONTH or INTERVAL DAY TO SECOND`,
    );
  }

  #numbers(): readonly number[] {
    if (!this.#has("(")) return [];
    const numbers: number[] = [];
    do {
      const { text } = this.#take("a number");
      if (!/^\d+$/.test(text)) throw new DataTypeError(`${JSON.stringify(text)} is no number`);
      numbers.push(Number(text));
    } while (this.#has(","));
    this.#sign(")");
    return numbers;
  }

  #within<T>(inner: () => T): T {
    this.#sign("<");
    const found = inner();
    this.#sign(">");
    return found;
  }

  #next(): QueryToken | undefined {
    return this.#tokens[this.#at];
  }

  #take(what: string): QueryToken {
    const token = this.#next();
    if (token === undefined) throw new DataTypeError(`${what} is missing at its end`);
    this.#at += 1;
    return token;
  }

  /** Takes the next word or sign where it is this one. */
  #has(text: string): boolean {
    const token = this.#next();
    if (token === undefined || (token.kind !== "word" && token.kind !== "sign")) return false;
    if (token.text.toLowerCase() !== text) return false;
    this.#at += 1;
    return true;
  }

  #sign(text: string): void {
    if (this.#has(text)) return;
    const found = this.#next()?.text;
    throw new DataTypeError(
      found === undefined
        ? `"${text}" is missing`
        : `${JSON.stringify(found)} stands where "${text}" is expected`,
    );
  }
}

function nameOf({ kind, text }: QueryToken): string {
  if (kind === "name") return unquoted(text);
  if (kind === "word" && /\D/.test(text)) return text;
  throw new DataTypeError(`${JSON.stringify(text)} is no field's name; quote it with backticks`);
}

function textOf({ kind, text }: QueryToken): string {
  if (kind !== "string") throw new DataTypeError(`${JSON.stringify(text)} is no quoted text`);
  return /^r/i.test(text)
    ? text.slice(2, -1)
    : text.slice(1, -1).replaceAll(/\\(u[0-9A-Fa-f]{4}|[\s\S])/g, unescaped);
}

function unescaped(_: string, character: string): string {
  if (character.length > 1) return String.fromCharCode(Number.parseInt(character.slice(1), 16));
  return { n: "\n", t: "\t", r: "\r", "0": "\0", b: "\b" }[character] ?? character;
}

function unknownType(text: string): string {
  const near = nearest(text, KNOWN);
  const guess = near === undefined ? "" : `; did you mean ${near.toUpperCase()}`;
  return `${JSON.stringify(text)} is no type${guess}`;
}
