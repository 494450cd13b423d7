import type { LakehousePlan } from "../plan/lakehouse.ts";
import type { State } from "./preview/preview.ts";
import type { Redactor } from "../redaction/redactor.ts";

/** What is known of a stack beside its preview. */
export interface ReviewContext {
  /** The plan of the revision before the change. @default not given */
  readonly before?: LakehousePlan;
  /** The plan of the revision under review. @default not given */
  readonly after?: LakehousePlan;
  readonly redactor: Redactor;
  /** Statements that deleting a resource sends. @default none is known to send any */
  readonly released?: Released;
}

export type Released = (urn: string, state: State) => readonly string[];

/** Declared sizes by full name of the table, as people read them. */
export function declaredSizes({ before, after }: ReviewContext): ReadonlyMap<string, string> {
  const tables = [before, after].flatMap((plan) => plan?.tables ?? []);
  return new Map(
    tables.map(({ layout, size }) => [
      layout.table,
      `${size.rows.toLocaleString("en")} rows, ${size.bytes} as declared`,
    ]),
  );
}
