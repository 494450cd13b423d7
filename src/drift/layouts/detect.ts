import { defined } from "../../model/defined.ts";
import type { LayoutDeclaration } from "../../model/layout.ts";
import type { StackContext } from "../context.ts";
import type { DeployedTable } from "../deployment.ts";
import type { TableReader } from "../live/tables.ts";
import { OtherKind, orOtherKind } from "../../provider/other-kind.ts";
import { pendingChange } from "../pending-changes.ts";
import { checkAll, seenAgain, type Part, settledIn } from "../part.ts";
import { kindChanged } from "../kind-changed.ts";
import { isNothing } from "../revert.ts";
import { appeared, compareTable, type History, revertTable } from "./compare.ts";
import { deletedTable } from "./deleted.ts";
import type { NamedView } from "../views/detect.ts";
import { layoutLikeLive, secretsNote } from "../state-secrets.ts";
import { fieldsOfLayout } from "./fields.ts";
import { asksForHistory, checkTable } from "./sides.ts";

/** What the files declare, by Pulumi name. */
export interface NamedLayout {
  readonly name: string;
  readonly layout: LayoutDeclaration;
}

interface Options {
  readonly context: StackContext;
  readonly reader: TableReader;
  /** Whether a warehouse is asked for histories and tags. */
  readonly asks: boolean;
  readonly warehouseId?: string;
  /** Declared materialized views. */
  readonly views: readonly NamedView[];
}

export async function checkTables(
  declaration: readonly NamedLayout[],
  deployment: readonly DeployedTable[],
  options: Options,
): Promise<readonly Part[]> {
  const { context } = options;
  return await checkAll(declaration, deployment, {
    kind: "table",
    check: ({ layout }, deployed) => checkOne(layout, deployed, options),
    notDeployed: ({ name, layout: { table } }) => {
      const impact = "declared, and not laid out until the next up";
      return pendingChange("notDeployed", { kind: "table", name, object: table, impact }, context);
    },
    notDeclared: ({ name, urn, layout: { table } }) => {
      const impact = "no longer declared; the next up stops managing it, and the table stays";
      return pendingChange("notDeclared", { kind: "table", name, urn, object: table, impact }, context);
    },
  });
}

async function checkOne(
  declared: LayoutDeclaration,
  deployed: DeployedTable,
  { context, reader, asks, views, ...options }: Options,
): Promise<Part> {
  const { name } = deployed;
  const warehouseId = options.warehouseId ?? deployed.warehouseId;
  const found = await orOtherKind(
    () => reader.find(declared, deployed, asks ? warehouseId : undefined),
    (kind) => Promise.resolve(kind),
  );
  if (found instanceof OtherKind) {
    const head = { kind: "table", name, object: declared.table, urn: deployed.urn } as const;
    return { drifted: kindChanged(head, found, context) };
  }
  const { live, untagged } = found;
  const history = async (): Promise<History> =>
    asks ? await reader.history(declared.table, warehouseId) : { unknown: "histories were not asked for" };
  if (live === undefined) {
    const place = await reader.missingPlace(declared.table);
    if (deployed.status === "waiting") {
      return place === undefined
        ? { waiting: declared.table }
        : { unreadable: [{ kind: "table", name, reason: `the ${place.kind} ${place.name} does not exist` }] };
    }
    const at = asks && place === undefined ? await reader.droppedAt(declared.table, warehouseId) : undefined;
    return { drifted: deletedTable({ deployed, views, ...defined({ place, at }) }, context) };
  }
  /** What could not be read is said; what nobody was to ask for leaves the report complete. */
  const untold = (...reasons: readonly string[]): Part => {
    const all = asks && untagged !== undefined ? [untagged, ...reasons] : reasons;
    return {
      ...(all.length === 0 ? {} : { unreadable: all.map((reason) => ({ kind: "table", name, reason })) }),
      ...(asks || untagged === undefined ? {} : { notAsked: "tags" }),
    };
  };
  const sides = {
    ...{ name, live },
    declared: layoutLikeLive(declared, live),
    deployed: { ...deployed, layout: layoutLikeLive(deployed.layout, live) },
  };
  if (deployed.status === "waiting") {
    if (isNothing(revertTable(sides, context))) return { settled: [seenAgain(name, "waiting")], ...untold() };
    return { drifted: appeared(sides, context, await history()), ...untold() };
  }
  const checked = checkTable(sides);
  const answer = asksForHistory(checked) ? await history() : [];
  const candidates = Object.keys(checked.candidates);
  const unjudged =
    asks && "unknown" in answer && candidates.length > 0
      ? [`whether somebody set ${candidates.join(", ")}: ${answer.unknown}`]
      : [];
  const compared = compareTable(sides, { checked, history: answer }, context);
  return {
    ...compared,
    notes: [...secretsNote(name, fieldsOfLayout(deployed.layout)), ...compared.notes],
    settled: [
      ...settledIn(name, checked),
      ...(deployed.status === "deleted" && compared.drifted === undefined
        ? [seenAgain(name, "deleted")]
        : []),
    ],
    ...untold(...unjudged),
  };
}
