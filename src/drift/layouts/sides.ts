import type { LayoutDeclaration } from "../../model/layout.ts";
import { entryOf, sameKey, whyNotDeclared, whyNotUnset } from "../../provider/table-layout/keys.ts";
import { type LiveLayout, sameColumns } from "../../provider/table-layout/live.ts";
import { markedManager } from "../../provider/table-layout/mark.ts";
import { owns } from "../../provider/table-layout/plan.ts";
import { wasClustered } from "../../provider/table-layout/zorder.ts";
import { report } from "../../provider/table-layout/report.ts";
import type { DeployedTable } from "../deployment.ts";
import { backendDefault } from "../../catalog/fields/backend-defaults.ts";
import { compareSides, type Compared } from "../sides.ts";
import { propertyPath } from "../../provider/table-layout/diff.ts";
import { fieldsOfLayout, sameValue } from "./fields.ts";

/** A table from all three sides. */
export interface TableSides {
  readonly name: string;
  readonly declared: LayoutDeclaration;
  readonly deployed: DeployedTable;
  readonly live: LiveLayout;
}

/** The table's layout compared, without its history. */
export interface TableCheck extends Compared {
  /** Properties that Delta knows, that nobody declared and that no server sets. Its history tells who did. */
  readonly candidates: Readonly<Record<string, string>>;
  /** The table bore this stack's mark and bears none: it may have been made anew. */
  readonly lostMark: boolean;
  /** It was clustered, and is to be Z-ordered, which Delta refuses for ever. */
  readonly refusesZorder: boolean;
}

export function checkTable(sides: TableSides): TableCheck {
  const { declared, deployed, live } = sides;
  const found = report({ ...deployed, declared, live });
  const compared = compareSides(
    {
      declared: fieldsOfLayout(declared),
      deployed: fieldsOfLayout(unlessUnread(deployed.layout, { declared, live })),
      live: fieldsOfLayout(withAcknowledged(unlessMissing(found, sides), declared)),
    },
    sameValue,
  );
  return {
    ...compared,
    candidates: candidatesIn(sides),
    refusesZorder: declared.zordered === true && wasClustered(live),
    lostMark:
      markedManager({ name: live.table, properties: live.properties }) === undefined &&
      deployed.status !== "waiting" &&
      owns(deployed.layout),
  };
}

/** What nobody read is as it was: tags without a warehouse, keys that a list leaves out. */
function unlessMissing(found: LayoutDeclaration, { declared, live }: TableSides): LayoutDeclaration {
  return live.tags === undefined && declared.tags !== undefined ? { ...found, tags: declared.tags } : found;
}

/** The deployed side without tags that nobody read. */
function unlessUnread(
  deployed: LayoutDeclaration,
  { declared, live }: Pick<TableSides, "declared" | "live">,
): LayoutDeclaration {
  return live.tags === undefined ? { ...deployed, tags: declared.tags ?? {} } : deployed;
}

/** Partitions that the table keeps until its pipeline rebuilds it are as agreed. */
function withAcknowledged(found: LayoutDeclaration, declared: LayoutDeclaration): LayoutDeclaration {
  const { partitionedBy, partitionedUntilRebuilt: meanwhile } = declared;
  const agreed =
    meanwhile !== undefined &&
    partitionedBy !== undefined &&
    found.partitionedBy !== undefined &&
    sameColumns(found.partitionedBy, meanwhile);
  return agreed ? { ...found, partitionedBy } : found;
}

function candidatesIn({ declared, deployed, live }: TableSides): Readonly<Record<string, string>> {
  const entries = Object.entries(live.properties).filter(
    ([key, value]) =>
      /^delta\./i.test(key) &&
      entryOf(declared.properties, key) === undefined &&
      !deployed.ours.some((ours) => sameKey(ours, key)) &&
      whyNotDeclared(key) === undefined &&
      whyNotUnset(key) === undefined &&
      backendDefault("table", propertyPath(key), { value }) === undefined,
  );
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether the table's history has something to tell. */
export function asksForHistory({ deviations, candidates, refusesZorder }: TableCheck): boolean {
  if (refusesZorder) return true;
  return deviations.some(({ cause }) => cause !== "pendingDeployment") || Object.keys(candidates).length > 0;
}
