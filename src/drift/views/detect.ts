import type { MaterializedViewDeclaration } from "../../model/materialized-view.ts";
import type { StackContext } from "../context.ts";
import type { DeployedView } from "../deployment.ts";
import type { ViewReader } from "../live/views.ts";
import { ourMove } from "../pending-changes.ts";
import { lookAtAll, noLongerWaiting, type Part } from "../part.ts";
import { isNothing } from "../revert.ts";
import { appearedView, compareView, missingView, putBack } from "./compare.ts";

/** What the files declare, by Pulumi name. */
export interface DeclaredView {
  readonly name: string;
  readonly view: MaterializedViewDeclaration;
}

interface Options {
  readonly context: StackContext;
  readonly reader: ViewReader;
  /** Whether the warehouse is asked when views are refreshed. */
  readonly asks: boolean;
  readonly warehouseId?: string;
}

export async function lookAtViews(
  declaration: readonly DeclaredView[],
  deployment: readonly DeployedView[],
  options: Options,
): Promise<readonly Part[]> {
  const { context } = options;
  const kind = "materializedView";
  return await lookAtAll(declaration, deployment, {
    kind,
    lookAt: ({ view }, deployed) => lookAtOne(view, deployed, options),
    notDeployed: ({ name, view: { view } }) => {
      const matters = "declared, and not there until the next up";
      return ourMove("notDeployed", { kind, name, object: view, matters }, context);
    },
    notDeclared: ({ name, urn, view: { view, onRemoval } }) => {
      const matters =
        onRemoval === "drop"
          ? "no longer declared; the next up drops it"
          : "no longer declared; the next up lets go of it, and it goes on being refreshed";
      return ourMove("notDeclared", { kind, name, urn, object: view, matters }, context);
    },
  });
}

async function lookAtOne(
  declared: MaterializedViewDeclaration,
  deployed: DeployedView,
  { context, reader, asks, ...options }: Options,
): Promise<Part> {
  const { name, recorded } = deployed;
  const warehouseId = options.warehouseId ?? deployed.warehouseId;
  const isAsked = declared.refresh !== undefined;
  const { live, unasked } = await reader.find(declared.view, isAsked && asks ? warehouseId : undefined);
  const sides = { name, declared, deployed };
  if (live === undefined) {
    if (recorded.status !== "waiting") return { drifted: missingView(sides, context) };
    const missing = await reader.missing(declared.sources);
    return missing.length > 0 ? { waiting: declared.view } : { drifted: appearedView(sides, context) };
  }
  const nobody = isAsked && asks && warehouseId === undefined;
  const reason = nobody ? "no SQL warehouse to ask when it is refreshed" : unasked;
  const extra: Part = {
    ...(reason === undefined ? {} : { unseen: [{ kind: "materializedView", name, reason }] }),
    ...(isAsked && !asks ? { notAsked: "refresh" } : {}),
  };
  if (recorded.status !== "waiting") return { ...compareView({ ...sides, live }, context), ...extra };
  return isNothing(putBack({ ...sides, live }, context))
    ? { settled: [noLongerWaiting(name)], ...extra }
    : { drifted: appearedView({ ...sides, live }, context), ...extra };
}
