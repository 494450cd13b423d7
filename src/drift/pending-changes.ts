import { OURS } from "./acceptance.ts";
import { fileOf, type StackContext, upAllCommand } from "./context.ts";
import type { DriftedResource } from "./report.ts";

/** A table or view that is declared and not in the state, or in the state and declared no longer. */
export function ourMove(
  what: "notDeployed" | "notDeclared",
  {
    matters,
    ...head
  }: Pick<DriftedResource, "kind" | "name" | "object"> & {
    readonly urn?: string;
    readonly matters: string;
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
        moved: "we",
        who: { known: true, file: fileOf(name, context) },
        matters,
        accept: OURS,
      },
    ],
    putBack: { command: upAllCommand(context) },
  };
}
