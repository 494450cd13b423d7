import { conflictingManager, managerName, managerOf, type Marked } from "../provider/table-layout/mark.ts";
import { manual } from "./adoption.ts";
import type { StackContext } from "./context.ts";
import type { Difference } from "./report.ts";

/** The mark of another stack on what this one declares, where it bears one. */
export function ownershipConflict(
  what: "table" | "materialized view",
  { urn, ...live }: Marked & { readonly urn: string },
  context: StackContext,
): readonly Difference[] {
  const other = conflictingManager(live, managerOf(urn));
  if (other === undefined) return [];
  const manager = managerName(other);
  return [
    {
      what: "value",
      path: 'properties["lakewright.managedBy"]',
      live: manager,
      cause: "changedOutside",
      who: { known: false, why: `the mark names ${manager}` },
      impact: `two stacks would undo each other's ${what}, so that every up of this one is refused`,
      revert: { manual: `remove the ${what} from that stack, or from ${context.stack}` },
      adopt: manual(`remove the ${what} from this stack`),
    },
  ];
}
