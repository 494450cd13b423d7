import { PENDING } from "./adoption.ts";
import { fileOf, type StackContext, upAllCommand } from "./context.ts";
import type { DriftedResource } from "./report.ts";

/** A table or view that is declared and not in the state, or in the state and declared no longer. */
export function pendingChange(
  what: "notDeployed" | "notDeclared",
  {
    impact,
    ...head
  }: Pick<DriftedResource, "kind" | "name" | "object"> & {
    readonly urn?: string;
    readonly impact: string;
  },
  context: StackContext,
): DriftedResource {
  const { name, object } = head;
  return {
    ...head,
    differences: [
      {
        what,
        path: "",
        ...(what === "notDeployed" ? { declared: object } : { deployed: object }),
        cause: "pendingDeployment",
        who: { known: true, file: fileOf(name, context) },
        impact,
        adopt: PENDING,
      },
    ],
    revert: { command: upAllCommand(context) },
  };
}
