import type { LayoutDeclaration } from "../../model/layout.ts";
import type { StackContext } from "../context.ts";
import type { DeployedTable } from "../deployment.ts";
import type { TableReader } from "../live/tables.ts";
import { ourMove } from "../pending-changes.ts";
import { lookAtAll, noLongerWaiting, type Part, settledIn } from "../part.ts";
import { isNothing } from "../revert.ts";
import { appeared, compareTable, type History, missingTable, putBack } from "./compare.ts";
import { asksForHistory, lookAtTable } from "./sides.ts";

/** What the files declare, by Pulumi name. */
export interface DeclaredTable {
  readonly name: string;
  readonly layout: LayoutDeclaration;
}

interface Options {
  readonly context: StackContext;
  readonly reader: TableReader;
  /** Whether a warehouse is asked for histories and tags. */
  readonly asks: boolean;
  readonly warehouseId?: string;
}

export async function lookAtTables(
  declaration: readonly DeclaredTable[],
  deployment: readonly DeployedTable[],
  options: Options,
): Promise<readonly Part[]> {
  const { context } = options;
  return await lookAtAll(declaration, deployment, {
    kind: "table",
    lookAt: ({ layout }, deployed) => lookAtOne(layout, deployed, options),
    notDeployed: ({ name, layout: { table } }) => {
      const matters = "declared, and not laid out until the next up";
      return ourMove("notDeployed", { kind: "table", name, object: table, matters }, context);
    },
    notDeclared: ({ name, urn, layout: { table } }) => {
      const matters = "no longer declared; the next up lets go of it, and the table stays";
      return ourMove("notDeclared", { kind: "table", name, urn, object: table, matters }, context);
    },
  });
}

async function lookAtOne(
  declared: LayoutDeclaration,
  deployed: DeployedTable,
  { context, reader, asks, ...options }: Options,
): Promise<Part> {
  const { name } = deployed;
  const warehouseId = options.warehouseId ?? deployed.warehouseId;
  const { live, untagged } = await reader.find(declared, deployed, asks ? warehouseId : undefined);
  const history = async (): Promise<History> =>
    asks ? await reader.history(declared.table, warehouseId) : { unknown: "histories were not asked for" };
  if (live === undefined) {
    return deployed.status === "waiting"
      ? { waiting: declared.table }
      : { drifted: missingTable({ name, deployed }, context) };
  }
  /** What was not seen is said; what nobody was to ask for is no fault of the look. */
  const untold = (...reasons: readonly string[]): Part => {
    const all = asks && untagged !== undefined ? [untagged, ...reasons] : reasons;
    return {
      ...(all.length === 0 ? {} : { unseen: all.map((reason) => ({ kind: "table", name, reason })) }),
      ...(asks || untagged === undefined ? {} : { notAsked: "tags" }),
    };
  };
  const sides = { name, declared, deployed, live };
  if (deployed.status === "waiting") {
    if (isNothing(putBack(sides, context))) return { settled: [noLongerWaiting(name)], ...untold() };
    return { drifted: appeared(sides, context, await history()), ...untold() };
  }
  const look = lookAtTable(sides);
  const answer = asksForHistory(look) ? await history() : [];
  const candidates = Object.keys(look.candidates);
  const unjudged =
    asks && "unknown" in answer && candidates.length > 0
      ? [`whether somebody set ${candidates.join(", ")}: ${answer.unknown}`]
      : [];
  return {
    ...compareTable(sides, { look, history: answer }, context),
    settled: settledIn(name, look),
    ...untold(...unjudged),
  };
}
