import { z } from "zod";
import type { Bytes, ClusteringKeys, Interval, NonEmpty, TableName } from "../../model/index.ts";

/** A text of one form. @param form what it is in words, with an example */
export function textOf<T extends string>(pattern: RegExp, form: string) {
  return z
    .string()
    .regex(pattern, form)
    .describe(form)
    .transform((given) => given as T);
}

const NAME = /^[^.\s]+\.[^.\s]+$/;

/** Which names the engine takes is for the rules to say. */
export const nameOfTable = textOf<TableName>(NAME, 'schema.table, such as "gold.dim_user"');

/** A table that stands in a query. */
export const queriedTable = textOf<TableName>(NAME, "a table of the lakehouse, such as ${dimUser}");

export const bytes = textOf<Bytes>(
  /^\d+(\.\d+)? (KB|MB|GB|TB)$/,
  'a size such as "128 MB" (KB, MB, GB or TB, one space)',
);

export const interval = textOf<Interval>(
  /^\d+ (hour|day|week)s?$/,
  'a time such as "14 days" (hours, days or weeks)',
);

/** Whether the table has the column is asked beside, where the columns are known. */
const column = z.string();

const list = "a list of columns";

export const columnList = z.array(column).describe(list);

export const someColumns = z
  .array(column)
  .min(1)
  .describe(list)
  .transform((columns) => columns as unknown as NonEmpty<string>);

export const keysToClusterBy = z
  .array(column)
  .min(1)
  .max(4)
  .describe(list)
  .transform((columns) => columns as unknown as ClusteringKeys<string>);

/** The keys of an object that hold something. */
export function keysOf(object: object): readonly string[] {
  return Object.entries(object).flatMap(([key, value]) => (value === undefined ? [] : [key]));
}
