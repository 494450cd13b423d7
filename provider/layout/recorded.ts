import type { LayoutDeclaration } from "../../model/layout.ts";
import type { Unknown, Values } from "../value.ts";
import { type Declared, known, readDeclaration } from "./declaration.ts";

/**
 * `waiting`: the table did not exist when it was last looked at, and nothing was sent. `applied`: it
 * existed, and the recorded layout is what it then had.
 */
export type Status = "applied" | "waiting";

/** What the state file holds of a table's layout. */
export interface Recorded extends LayoutDeclaration {
  readonly status: Status;
  /** Whether all that is known comes from an import, which knows no warehouse and no declaration. */
  readonly isImported: boolean;
}

/** Reads recorded outputs, which this plugin wrote itself. */
export function readRecorded(outputs: Values): Recorded {
  const { status, ...inputs } = outputs;
  const layout = known(readDeclaration(inputs).declared);
  return {
    ...(layout ?? { table: "", properties: {} }),
    status: status === "waiting" ? "waiting" : "applied",
    isImported: inputs["warehouseId"] === undefined,
  };
}

/** Outputs as the state file keeps them: the declared words, with what was reached. */
export function outputs(layout: Declared, status?: Status | Unknown): Values {
  const { table, properties, ...optional } = layout;
  const given = Object.entries({ ...optional, status }).filter((entry) => entry[1] !== undefined);
  return { table, properties, ...(Object.fromEntries(given) as Values) };
}
