import { selectAudit } from "../../plan/sql-questions.ts";
import { fullName, literal, writeSql } from "../../plan/sql.ts";
import { managerOf } from "../../provider/table-layout/mark.ts";
import { rewritesFiles } from "../../catalog/property-features.ts";
import { copying } from "../../provider/table-layout/rebuild.ts";
import { planLayoutChange } from "../../provider/table-layout/plan.ts";
import { adoption, manual, WAITED_FOR } from "../adoption.ts";
import { fileOf, type StackContext, upCommand } from "../context.ts";
import type { DeployedTable } from "../deployment.ts";
import { ownershipConflict } from "../ownership-conflict.ts";
import { revertBy } from "../revert.ts";
import type { Attribution, Difference, DriftedResource, Revert } from "../report.ts";
import type { Deviation } from "../sides.ts";
import { propertyPath } from "../../provider/table-layout/diff.ts";
import { adoptLayout } from "./adopt.ts";
import { droppedColumn } from "./dropped-column.ts";
import { attribution, type Commit, commitFor, commitSetting, isBesideTable, makesAnew } from "./history.ts";
import { layoutImpact } from "./impact.ts";
import type { TableCheck, TableSides } from "./sides.ts";

/** A table's history, newest first, or why nobody asked for it. */
export type History = readonly Commit[] | { readonly unknown: string };

export interface TableFindings {
  readonly drifted?: DriftedResource;
  readonly notes: readonly string[];
}

/** What a live table differs in, once its history is known. */
export function compareTable(
  sides: TableSides,
  { checked, history }: { readonly checked: TableCheck; readonly history: History },
  context: StackContext,
): TableFindings {
  const { name, deployed, live } = sides;
  const commits = "unknown" in history ? [] : history;
  const who = (path: string) => whoMoved(path, { history, table: live.table });
  const values = checked.deviations.map((deviation): Difference => ({
    what: "value",
    ...deviation,
    who:
      deviation.cause === "pendingDeployment"
        ? { known: true, file: fileOf(name, context) }
        : who(deviation.path),
    impact: layoutImpact(deviation.path),
    ...droppedColumn(deviation, live.table, commits),
    adopt: adoption(deviation, context, () => adoptLayout(sides, deviation, context)),
  }));
  const { set, unexplained } = undeclared(sides, { checked, commits }, context);
  const differences = [
    ...ownershipConflict(
      "table",
      { name: live.table, properties: live.properties, urn: deployed.urn },
      context,
    ),
    ...(values.length === 0 ? [] : recreated(sides, { checked, commits })),
    ...values,
    ...refusedZorder(sides, { checked, commits }),
    ...set,
  ];
  return {
    ...(differences.length === 0
      ? {}
      : {
          drifted: {
            ...headOfTable(deployed, live.table),
            differences,
            revert: revertTable(sides, context),
          },
        }),
    notes: unexplained,
  };
}

export function headOfTable({ name, urn }: DeployedTable, table: string) {
  return { kind: "table", name, object: table, urn } as const;
}

function whoMoved(path: string, { history, table }: { history: History; table: string }): Attribution {
  if ("unknown" in history) return { known: false, why: history.unknown, ask: selectAudit(table) };
  const commit = commitFor(path, history);
  if (commit !== undefined) return attribution(commit);
  return {
    known: false,
    why: isBesideTable(path)
      ? "Unity Catalog keeps this beside the table, and its history does not name it"
      : "the table's history does not go back as far",
    ask: selectAudit(table),
  };
}

/** The mark goes with the table's properties: one that is made anew has lost it. */
function recreated(
  { live, deployed }: TableSides,
  { checked, commits }: { readonly checked: TableCheck; readonly commits: readonly Commit[] },
): readonly Difference[] {
  const anew = checked.lostMark ? commits.find(makesAnew) : undefined;
  if (anew === undefined) return [];
  return [
    {
      what: "recreated",
      path: "",
      deployed: deployed.layout.table,
      live: `${live.table}, made anew by ${anew.operation} at ${anew.at}`,
      cause: "changedOutside",
      who: attribution(anew),
      impact: "what the stack had set went with the old table; the differences below come from that",
      adopt: manual(
        "a pipeline that replaces its table every time undoes any layout: let it INSERT OVERWRITE instead",
      ),
    },
  ];
}

/** A table that was clustered in between: of its layout all is as declared, and its OPTIMIZE fails. */
function refusedZorder(
  { declared, live }: TableSides,
  { checked, commits }: { readonly checked: TableCheck; readonly commits: readonly Commit[] },
): readonly Difference[] {
  if (!checked.refusesZorder) return [];
  const clustered = commits.find(({ operation }) => operation === "CLUSTER BY");
  return [
    {
      ...{ what: "undeclared", path: propertyPath("delta.feature.clustering"), live: "supported" },
      cause: "changedOutside",
      who:
        clustered === undefined
          ? { known: false, why: "the table's history does not name it", ask: selectAudit(live.table) }
          : attribution(clustered),
      impact:
        "OPTIMIZE … ZORDER BY fails with DELTA_CLUSTERING_WITH_ZORDER_BY, and the table's maintenance with it",
      revert: {
        manual:
          "no ALTER TABLE takes the feature off; write the table anew, then up --refresh sets the rest of its layout",
        statements: copying(declared.table, []),
      },
      adopt: manual("declare the table clustered"),
    },
  ];
}

/** Properties that somebody set by hand, as the history says; those that came with the table are its maker's. */
function undeclared(
  { live, name }: TableSides,
  { checked, commits }: { readonly checked: TableCheck; readonly commits: readonly Commit[] },
  context: StackContext,
): { readonly set: readonly Difference[]; readonly unexplained: readonly string[] } {
  const oldest = commits.at(-1)?.version ?? Number.POSITIVE_INFINITY;
  const set: Difference[] = [];
  const unexplained: string[] = [];
  for (const [key, value] of Object.entries(checked.candidates)) {
    const commit = commitSetting(key, commits);
    if (commit === undefined) {
      // A history from the beginning says that it came with the table.
      if (oldest > 0 && !commits.some(makesAnew)) {
        unexplained.push(
          `${live.table} has ${key} = ${value}, which nobody declared; who set it is not known, so that it may have come with the table.`,
        );
      }
      continue;
    }
    const path = propertyPath(key);
    const deviation: Deviation = { path, live: value, cause: "changedOutside" };
    set.push({
      what: "undeclared",
      ...deviation,
      who: attribution(commit),
      impact: `${layoutImpact(path)}; nobody declared it`,
      revert: {
        statements: [`ALTER TABLE ${fullName(live.table)} UNSET TBLPROPERTIES IF EXISTS (${literal(key)})`],
        manual: `up leaves alone what nobody declared${rewritesFiles(key, null) ? "; taking it off rewrites every data file of the table" : ""}`,
      },
      adopt: adoption(deviation, context, () => adoptLayout({ name }, deviation, context)),
    });
  }
  return { set, unexplained };
}

/** What the next up does about it. */
export function revertTable({ declared, deployed, live }: TableSides, context: StackContext): Revert {
  const { urn } = deployed;
  const request = { ...deployed, declared, live, manager: managerOf(urn) };
  return revertBy(upCommand(context, urn), () => planLayoutChange(request).statements.map(writeSql));
}

/** A table that was waited for, and is there without its layout. */
export function appeared(sides: TableSides, context: StackContext, history: History): DriftedResource {
  const { deployed, live } = sides;
  const made = "unknown" in history ? undefined : history.find(makesAnew);
  const deviation: Deviation = { path: "", live: live.table, cause: "changedOutside" };
  return {
    ...headOfTable(deployed, live.table),
    differences: [
      {
        what: "appeared",
        ...deviation,
        who:
          made === undefined
            ? { known: false, why: "its history was not asked", ask: selectAudit(live.table) }
            : attribution(made),
        impact: "its pipeline made it since the last up, without the declared layout",
        adopt: WAITED_FOR,
      },
    ],
    revert: revertTable(sides, context),
  };
}
