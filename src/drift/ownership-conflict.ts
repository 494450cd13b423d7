import { managerOf, markOf, otherManager } from "../provider/table-layout/mark.ts";
import { byHand } from "./acceptance.ts";
import type { StackContext } from "./context.ts";
import type { Difference } from "./report.ts";

interface MarkedSides {
  readonly live: Parameters<typeof otherManager>[0];
  readonly deployed: { readonly urn: string };
}

/** The mark of another stack on what this one declares, where it bears one. */
export function managedByOthers(
  what: "table" | "materialized view",
  { live, deployed }: MarkedSides,
  context: StackContext,
): readonly Difference[] {
  const other = otherManager(live, managerOf(deployed.urn));
  if (other === undefined) return [];
  const manager = markOf(other);
  return [
    {
      what: "value",
      path: 'properties["lakewright.managedBy"]',
      live: manager,
      moved: "they",
      who: { known: false, why: `the mark names ${manager}` },
      matters: `two stacks would undo each other's ${what}, so that every up of this one is refused`,
      putBack: { byHand: `remove the ${what} from that stack, or from ${context.stack}` },
      accept: byHand(`remove the ${what} from this stack`),
    },
  ];
}
