import type { LayoutDeclaration } from "../../model/layout.ts";
import { isValues, type Unknown, type Values } from "../../pulumi-rpc/value.ts";
import { type Declared, knownLayout, readDeclaration } from "./declaration.ts";

/**
 * `waiting`: nobody has seen the table yet, and nothing was sent. `applied`: it existed when it was last read, and the
 * recorded layout is what it then had. `deleted`: it was applied and is gone, and what it had last is recorded.
 */
export type Status = "applied" | "waiting" | "deleted";

export function recordedStatus({ status }: Values): Status {
  return status === "waiting" || status === "deleted" ? status : "applied";
}

/** What the state file holds of a table's layout. */
export interface Recorded extends LayoutDeclaration {
  readonly status: Status;
  /** Whether all that is known comes from an import, which knows no warehouse and no declaration. */
  readonly isImported: boolean;
}

/** Reads recorded outputs, which this plugin wrote itself. */
export function readRecorded(outputs: Values): Recorded {
  const inputs = Object.fromEntries(Object.entries(outputs).filter(([name]) => name !== "status"));
  const layout = knownLayout(readDeclaration(inputs).declared);
  return {
    ...(layout ?? { table: "", properties: {} }),
    status: recordedStatus(outputs),
    isImported: inputs["warehouseId"] === undefined,
  };
}

/** What earlier runs set on this very table. */
export interface Owned {
  /** Keys of properties. */
  readonly ours: readonly string[];
  /** Names of tags. @default none */
  readonly ourTags?: readonly string[];
  /** Columns that they declared. @default none */
  readonly ourColumns?: readonly string[];
  /** Names of CHECK constraints. @default none */
  readonly ourConstraints?: readonly string[];
}

/**
 * What earlier runs may have set: what is recorded as live, and what was declared then. A half-finished
 * change records what is no longer declared, so neither alone is enough.
 */
export function ownedBy(state: Values, inputs: Values): Required<Owned> {
  const keys = (input: "properties" | "tags" | "columns" | "constraints") => {
    const maps = [state, inputs].map((values) => values[input]);
    return [...new Set(maps.flatMap((map) => (isValues(map) ? Object.keys(map) : [])))];
  };
  return {
    ours: keys("properties"),
    ourTags: keys("tags"),
    ourColumns: keys("columns"),
    ourConstraints: keys("constraints"),
  };
}

/** Outputs as the state file keeps them: the declared words, with what was reached. */
export function outputs(layout: Declared, status?: Status | Unknown): Values {
  const { table, properties, ...optional } = layout;
  const given = Object.entries({ ...optional, status }).filter((entry) => entry[1] !== undefined);
  return { table, properties, ...(Object.fromEntries(given) as Values) };
}
