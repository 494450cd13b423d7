import type { OtherKind } from "../provider/other-kind.ts";
import { undeclare } from "./adoption.ts";
import type { StackContext } from "./context.ts";
import type { DriftedResource } from "./report.ts";
import { selectAudit } from "../plan/sql-questions.ts";

type Head = Pick<DriftedResource, "kind" | "name" | "object" | "urn">;

/** A table or view in whose place something of another kind stands by now: no part of it can be compared. */
export function kindChanged(head: Head, { now, message }: OtherKind, context: StackContext): DriftedResource {
  const why = "what stood there before has no history any more";
  return {
    ...head,
    differences: [
      {
        ...{ what: "replaced", path: "", deployed: head.object, live: now, cause: "changedOutside" },
        who: { known: false, why, ask: selectAudit(head.object) },
        impact: "nothing of it is managed: an up leaves it alone, and one that is to change it fails",
        adopt: undeclare(head.name, context),
      },
    ],
    revert: { manual: message },
  };
}
