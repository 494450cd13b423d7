import { writeDataType } from "./data-type.ts";
import { defined } from "./defined.ts";
import { readDataType } from "./read-data-type.ts";

/**
 * Column types a table file may name, in Spark SQL's own spelling. The words and functions below write them; a text may be
 * any type that Delta keeps, such as `"INTERVAL DAY TO SECOND"` or `"STRING COLLATE UNICODE_CI"`.
 */
export type ColumnType =
  | "BIGINT"
  | "INT"
  | "SMALLINT"
  | "TINYINT"
  | "STRING"
  | "BINARY"
  | "DATE"
  | "TIMESTAMP"
  | "TIMESTAMP_NTZ"
  | "BOOLEAN"
  | "DOUBLE"
  | "FLOAT"
  | "VARIANT"
  | `DECIMAL(${number},${number})`
  | `CHAR(${number})`
  | `VARCHAR(${number})`
  | `ARRAY<${string}>`
  | `MAP<${string}>`
  | `STRUCT<${string}>`
  | `INTERVAL ${string}`
  | `STRING COLLATE ${string}`
  | `GEOGRAPHY(${number})`
  | `GEOMETRY(${number})`;

/** Whole numbers of 8 bytes. */
export const bigint = "BIGINT" satisfies ColumnType;
/** Whole numbers of 4 bytes. */
export const int = "INT" satisfies ColumnType;
/** Whole numbers of 2 bytes. */
export const smallint = "SMALLINT" satisfies ColumnType;
/** Whole numbers of 1 byte. */
export const tinyint = "TINYINT" satisfies ColumnType;
/** Texts of any length, in UTF-8. */
export const string = "STRING" satisfies ColumnType;
/** Bytes, any number of them. */
export const binary = "BINARY" satisfies ColumnType;
/** Days, without a time or a zone. */
export const date = "DATE" satisfies ColumnType;
/** Moments, to the microsecond; shown in the session's time zone. */
export const timestamp = "TIMESTAMP" satisfies ColumnType;
/** Dates with a time and no zone, to the microsecond. */
export const timestampNtz = "TIMESTAMP_NTZ" satisfies ColumnType;
/** True or false. */
export const boolean = "BOOLEAN" satisfies ColumnType;
/** Floating-point numbers of 8 bytes. */
export const double = "DOUBLE" satisfies ColumnType;
/** Floating-point numbers of 4 bytes. */
export const float = "FLOAT" satisfies ColumnType;

/**
 * A fixed-point number.
 * @param precision digits in all, 1 to 38
 * @param scale digits after the point, at most `precision`
 */
export function decimal<P extends number, S extends number>(precision: P, scale: S): `DECIMAL(${P},${S})` {
  return `DECIMAL(${precision},${scale})`;
}

/** Values of many shapes, as JSON has them. A table needs the feature `variantType` for it. */
export const variant = "VARIANT" satisfies ColumnType;

/** Texts of one length, filled up with blanks. @param length in characters */
export function char<N extends number>(length: N): `CHAR(${N})` {
  return `CHAR(${length})`;
}

/** Texts of at most so many characters; a longer one is refused. @param length in characters */
export function varchar<N extends number>(length: N): `VARCHAR(${N})` {
  return `VARCHAR(${length})`;
}

/** Lists of values of one type. */
export function array<T extends ColumnType>(element: T): `ARRAY<${T}>` {
  return `ARRAY<${element}>`;
}

/** Values by key. */
export function map<K extends ColumnType, V extends ColumnType>(key: K, value: V): `MAP<${K}, ${V}>` {
  return `MAP<${key}, ${value}>`;
}

/** A field of a struct with more to say than its type. */
export interface FieldFacts {
  /** One of the types above. */
  readonly type: ColumnType;
  /** Whether a struct may lack it. @default true */
  readonly nullable?: boolean;
  /** Comment on the field. @default left as it is */
  readonly comment?: string;
}

/**
 * Values with named fields. Layout keys may be fields: `cluster: ["address.city"]`.
 * @param fields name to type, in their order
 */
export function struct(fields: Readonly<Record<string, ColumnType | FieldFacts>>): `STRUCT<${string}>` {
  const read = Object.entries(fields).map(([name, field]) => {
    const { type, nullable = true, comment } = typeof field === "string" ? { type: field } : field;
    return { name, type: readDataType(type), nullable, ...defined({ comment }) };
  });
  return writeDataType({ kind: "struct", fields: read }) as `STRUCT<${string}>`;
}

/** Numbers that the engine gives to new rows. Gaps and parallel writers make them unique, not consecutive. */
export interface Identity {
  /** Whether writers may give a number themselves. `always`: they may not. */
  readonly generated: "always" | "byDefault";
  /** The first number. @default 1 */
  readonly start?: number;
  /** What is added for the next one; not 0. @default 1 */
  readonly step?: number;
}

/** A column with more to say than its type. */
export interface ColumnFacts {
  /** One of the types above. */
  readonly type: ColumnType;
  /** Whether a row may lack the value. @default true */
  readonly nullable?: boolean;
  /** Comment on the column. @default left as it is */
  readonly comment?: string;
}

/** A column of a table that the stack creates. Where its values come from when a writer gives none is one of three. */
export type ColumnDetails =
  | (ColumnFacts & {
      /** SQL expression for rows that come without the value, such as `current_date()` or `'new'`. @default NULL */
      readonly default?: string;
      readonly generatedAs?: never;
      readonly identity?: never;
    })
  | (ColumnFacts & {
      /** SQL expression over other columns of the row; the engine writes the value and nobody else. */
      readonly generatedAs: string;
      readonly default?: never;
      readonly identity?: never;
    })
  | (ColumnFacts & {
      /** One of the types above. */
      readonly type: "BIGINT";
      /** Numbers that the engine gives to new rows; of a `bigint` only. */
      readonly identity: Identity;
      readonly default?: never;
      readonly generatedAs?: never;
    });

/** A column of a table file: its type, or, for a table that the stack creates, all there is to it. */
export type Column = ColumnType | ColumnDetails;

/** The type of a column, however it is declared. */
export function columnType(column: Column): ColumnType {
  return typeof column === "string" ? column : column.type;
}
