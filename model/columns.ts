/** Column types a table file may name, in Spark SQL's own spelling. */
export type ColumnType =
  "BIGINT" | "INT" | "STRING" | "DATE" | "TIMESTAMP" | "BOOLEAN" | "DOUBLE" | `DECIMAL(${number},${number})`;

export const bigint = "BIGINT" satisfies ColumnType;
export const int = "INT" satisfies ColumnType;
export const string = "STRING" satisfies ColumnType;
export const date = "DATE" satisfies ColumnType;
export const timestamp = "TIMESTAMP" satisfies ColumnType;
export const boolean = "BOOLEAN" satisfies ColumnType;
export const double = "DOUBLE" satisfies ColumnType;

/**
 * A fixed-point number.
 * @param precision digits in all, 1 to 38
 * @param scale digits after the point, at most `precision`
 */
export function decimal<P extends number, S extends number>(precision: P, scale: S): `DECIMAL(${P},${S})` {
  return `DECIMAL(${precision},${scale})`;
}
