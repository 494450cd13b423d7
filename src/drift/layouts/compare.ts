import { selectAudit } from "../../plan/sql-questions.ts";
import { fullName, literal, writeSql } from "../../plan/sql.ts";
import { managerOf } from "../../provider/table-layout/mark.ts";
import { planLayout } from "../../provider/table-layout/plan.ts";
import { acceptance, byHand, undeclare, WAITED_FOR } from "../acceptance.ts";
import { fileOf, type StackContext, upCommand } from "../context.ts";
import type { DeployedTable } from "../deployment.ts";
import { managedByOthers } from "../ownership-conflict.ts";
import { putBackBy } from "../revert.ts";
import type { Attribution, Difference, DriftedResource, PutBack } from "../report.ts";
import type { Deviation } from "../sides.ts";
import { acceptLayout } from "./accept.ts";
import { propertyPath } from "./fields.ts";
import { attribution, type Commit, commitFor, commitSetting, isBesideTable, makesAnew } from "./history.ts";
import { whyItMatters } from "./impact.ts";
import type { TableLook, TableSides } from "./sides.ts";

/** A table's history, newest first, or why nobody asked for it. */
export type History = readonly Commit[] | { readonly unknown: string };

export interface TableFindings {
  readonly drifted?: DriftedResource;
  readonly notes: readonly string[];
}

/** What a look at a live table comes to, once its history is known. */
export function compareTable(
  sides: TableSides,
  { look, history }: { readonly look: TableLook; readonly history: History },
  context: StackContext,
): TableFindings {
  const { name, deployed, live } = sides;
  const commits = "unknown" in history ? [] : history;
  const who = (path: string) => whoMoved(path, { history, table: live.table });
  const values = look.deviations.map((deviation): Difference => ({
    what: "value",
    ...deviation,
    who: deviation.moved === "we" ? { known: true, file: fileOf(name, context) } : who(deviation.path),
    matters: whyItMatters(deviation.path),
    accept: acceptance(deviation, context, () => acceptLayout(sides, deviation, context)),
  }));
  const { set, unexplained } = undeclared(sides, { look, commits }, context);
  const differences = [
    ...managedByOthers("table", sides, context),
    ...(values.length === 0 ? [] : recreated(sides, { look, commits })),
    ...values,
    ...set,
  ];
  return {
    ...(differences.length === 0
      ? {}
      : {
          drifted: {
            ...head(deployed, live.table),
            differences,
            putBack: putBack(sides, context),
          },
        }),
    notes: unexplained,
  };
}

function head({ name, urn }: DeployedTable, table: string) {
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
  { look, commits }: { readonly look: TableLook; readonly commits: readonly Commit[] },
): readonly Difference[] {
  const anew = look.lostMark ? commits.find(makesAnew) : undefined;
  if (anew === undefined) return [];
  return [
    {
      what: "recreated",
      path: "",
      deployed: deployed.layout.table,
      live: `${live.table}, made anew by ${anew.operation} at ${anew.at}`,
      moved: "they",
      who: attribution(anew),
      matters: "what the stack had set went with the old table; the differences below come from that",
      accept: byHand(
        "a pipeline that replaces its table every time undoes any layout: let it INSERT OVERWRITE instead",
      ),
    },
  ];
}

/** Properties that somebody set by hand, as the history says; those that came with the table are its maker's. */
function undeclared(
  { live, name }: TableSides,
  { look, commits }: { readonly look: TableLook; readonly commits: readonly Commit[] },
  context: StackContext,
): { readonly set: readonly Difference[]; readonly unexplained: readonly string[] } {
  const oldest = commits.at(-1)?.version ?? Number.POSITIVE_INFINITY;
  const set: Difference[] = [];
  const unexplained: string[] = [];
  for (const [key, value] of Object.entries(look.candidates)) {
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
    const deviation: Deviation = { path, live: value, moved: "they" };
    set.push({
      what: "undeclared",
      ...deviation,
      who: attribution(commit),
      matters: `${whyItMatters(path)}; nobody declared it`,
      putBack: {
        statements: [`ALTER TABLE ${fullName(live.table)} UNSET TBLPROPERTIES IF EXISTS (${literal(key)})`],
        byHand: "up leaves alone what nobody declared",
      },
      accept: acceptance(deviation, context, () => acceptLayout({ name }, deviation, context)),
    });
  }
  return { set, unexplained };
}

/** What the next up does about it. */
export function putBack({ declared, deployed, live }: TableSides, context: StackContext): PutBack {
  const { urn } = deployed;
  const request = { ...deployed, declared, live, manager: managerOf(urn) };
  return putBackBy(upCommand(context, urn), () => planLayout(request).statements.map(writeSql));
}

/** What is to be said of a path whose value is gone with the whole table. */
export function missingTable(
  { name, deployed }: Pick<TableSides, "name" | "deployed">,
  context: StackContext,
): DriftedResource {
  const { table, columns } = deployed.layout;
  const ours = columns !== undefined;
  return {
    ...head(deployed, table),
    differences: [
      {
        what: "missing",
        path: "",
        deployed: table,
        moved: "they",
        who: {
          known: false,
          why: "a table that is gone has no history",
          ask: selectAudit(table),
        },
        matters: ours
          ? "its rows are gone with it; UNDROP TABLE brings them back within 7 days"
          : "what reads it fails, and its maintenance with it; UNDROP TABLE brings it back within 7 days",
        accept: undeclare(name, context),
      },
    ],
    putBack: {
      statements: [`UNDROP TABLE ${fullName(table)}`],
      byHand: ours
        ? "UNDROP within 7 days; up would create it again, empty"
        : "UNDROP within 7 days, or let its pipeline make it again; the up after that lays it out",
    },
  };
}

/** A table that was waited for, and is there without its layout. */
export function appeared(sides: TableSides, context: StackContext, history: History): DriftedResource {
  const { deployed, live } = sides;
  const made = "unknown" in history ? undefined : history.find(makesAnew);
  const deviation: Deviation = { path: "", live: live.table, moved: "they" };
  return {
    ...head(deployed, live.table),
    differences: [
      {
        what: "appeared",
        ...deviation,
        who:
          made === undefined
            ? { known: false, why: "its history was not asked", ask: selectAudit(live.table) }
            : attribution(made),
        matters: "its pipeline made it since the last up, without the declared layout",
        accept: WAITED_FOR,
      },
    ],
    putBack: putBack(sides, context),
  };
}
