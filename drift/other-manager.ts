import type { StackContext } from "./context.ts";
import type { Difference } from "./report.ts";

/** The mark of another stack on what this one declares. */
export function managedByOthers(
  manager: string,
  what: "table" | "materialized view",
  context: StackContext,
): Difference {
  return {
    what: "value",
    path: 'properties["lakewright.managedBy"]',
    live: manager,
    moved: "they",
    who: { known: false, why: `the mark names ${manager}` },
    matters: `two stacks would undo each other's ${what}, so that every up of this one is refused`,
    putBack: { byHand: `remove the ${what} from that stack, or from ${context.stack}` },
    accept: { kind: "byHand", says: `remove the ${what} from this stack` },
  };
}
