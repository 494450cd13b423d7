import type { MaterializedViewDeclaration } from "../../model/materialized-view.ts";
import type { StackContext } from "../context.ts";
import type { DeployedView } from "../deployment.ts";
import type { ViewReader } from "../live/views.ts";
import { OtherKind, orOtherKind } from "../../provider/other-kind.ts";
import { pendingChange } from "../pending-changes.ts";
import { checkAll, seenAgain, type Part } from "../part.ts";
import { kindChanged } from "../kind-changed.ts";
import { isNothing } from "../revert.ts";
import { secretsNote, viewLikeLive } from "../state-secrets.ts";
import { fieldsOfView } from "./fields.ts";
import { appearedView, compareView, missingView, revertView } from "./compare.ts";

/** What the files declare, by Pulumi name. */
export interface NamedView {
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

export async function checkViews(
  declaration: readonly NamedView[],
  deployment: readonly DeployedView[],
  options: Options,
): Promise<readonly Part[]> {
  const { context } = options;
  const kind = "materializedView";
  return await checkAll(declaration, deployment, {
    kind,
    check: ({ view }, deployed) => checkOne(view, deployed, options),
    notDeployed: ({ name, view: { view } }) => {
      const impact = "declared, and not there until the next up";
      return pendingChange("notDeployed", { kind, name, object: view, impact }, context);
    },
    notDeclared: ({ name, urn, view: { view, onRemoval } }) => {
      const impact =
        onRemoval === "drop"
          ? "no longer declared; the next up drops it"
          : "no longer declared; the next up stops managing it, and it goes on being refreshed";
      return pendingChange("notDeclared", { kind, name, urn, object: view, impact }, context);
    },
  });
}

async function checkOne(
  declared: MaterializedViewDeclaration,
  deployed: DeployedView,
  { context, reader, asks, ...options }: Options,
): Promise<Part> {
  const { name, recorded } = deployed;
  const warehouseId = options.warehouseId ?? deployed.warehouseId;
  const isAsked = declared.refresh !== undefined;
  const found = await orOtherKind(
    () => reader.find(declared.view, isAsked && asks ? warehouseId : undefined),
    (kind) => Promise.resolve(kind),
  );
  if (found instanceof OtherKind) {
    const head = { kind: "materializedView", name, object: declared.view, urn: deployed.urn } as const;
    return { drifted: kindChanged(head, found, context) };
  }
  const { live, unasked } = found;
  const sides = { name, declared, deployed };
  if (live === undefined) {
    if (recorded.status !== "waiting") return { drifted: missingView(sides, context) };
    const missing = await reader.missing(declared.sources);
    return missing.length > 0 ? { waiting: declared.view } : { drifted: appearedView(sides, context) };
  }
  const nobody = isAsked && asks && warehouseId === undefined;
  const reason = nobody ? "no SQL warehouse to ask when it is refreshed" : unasked;
  const extra: Part = {
    ...(reason === undefined ? {} : { unreadable: [{ kind: "materializedView", name, reason }] }),
    ...(isAsked && !asks ? { notAsked: "refresh" } : {}),
  };
  const open = {
    ...{ name, live },
    declared: viewLikeLive(declared, live),
    deployed: { ...deployed, view: viewLikeLive(deployed.view, live) },
  };
  if (recorded.status !== "waiting") {
    const compared = compareView(open, context);
    const notes = [...secretsNote(name, fieldsOfView(deployed.view)), ...(compared.notes ?? [])];
    return { ...compared, notes, ...extra };
  }
  return isNothing(revertView(open, context))
    ? { settled: [seenAgain(name, "waiting")], ...extra }
    : { drifted: appearedView(open, context), ...extra };
}
