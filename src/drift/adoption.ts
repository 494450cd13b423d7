import { fileOf, type StackContext } from "./context.ts";
import type { Adoption } from "./report.ts";
import type { Deviation } from "./sides.ts";

export function manual(says: string): Adoption {
  return { kind: "manual", says };
}

/** @param adopt what it is where somebody else changed it, and a file of this repository can say the live value */
export function adoption(
  { cause }: Deviation,
  { declaredBy }: StackContext,
  adopt: () => Adoption,
): Adoption {
  if (cause === "pendingDeployment") return manual("nothing to adopt: the next up deploys the change");
  if (declaredBy === "state") return manual("write the live value into the program that declares it");
  return adopt();
}

export const PENDING = manual("nothing to adopt: the next up deploys it");

export const WAITED_FOR = manual("nothing to adopt: it was waited for");

/** How a table or view that is gone is declared no longer. */
export function undeclare(name: string, context: StackContext): Adoption {
  return manual(
    context.declaredBy === "plan" ? `delete ${fileOf(name, context)}` : "take it out of the program",
  );
}
