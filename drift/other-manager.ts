import { managerOf, markedManager, markOf } from "../provider/layout/mark.ts";
import { byHand } from "./acceptance.ts";
import type { StackContext } from "./context.ts";
import type { Difference } from "./report.ts";

interface MarkedSides {
  readonly live: Parameters<typeof markedManager>[0];
  readonly deployed: { readonly urn: string };
}

/** The mark of another stack on what this one declares, where it bears one. */
export function managedByOthers(
  what: "table" | "materialized view",
  { live, deployed }: MarkedSides,
  context: StackContext,
): readonly Difference[] {
  const marked = markedManager(live);
  if (marked === undefined || marked.stack === managerOf(deployed.urn).stack) return [];
  const manager = markOf(marked);
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
