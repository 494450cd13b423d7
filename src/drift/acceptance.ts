import { fileOf, type StackContext } from "./context.ts";
import type { Acceptance } from "./report.ts";
import type { Deviation } from "./sides.ts";

export function byHand(says: string): Acceptance {
  return { kind: "byHand", says };
}

/** @param accept what it is where somebody else moved, and a file of this repository can say the live value */
export function acceptance(
  { moved }: Deviation,
  { declaredBy }: StackContext,
  accept: () => Acceptance,
): Acceptance {
  if (moved === "we") return byHand("nothing to accept: the change is ours, and the next up makes it");
  if (declaredBy === "state") return byHand("write the live value into the program that declares it");
  return accept();
}

export const OURS = byHand("nothing to accept: it is ours");

export const WAITED_FOR = byHand("nothing to accept: it was waited for");

/** How a table or view that is gone is declared no longer. */
export function undeclare(name: string, context: StackContext): Acceptance {
  return byHand(
    context.declaredBy === "plan" ? `delete ${fileOf(name, context)}` : "take it out of the program",
  );
}
