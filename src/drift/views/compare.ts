import { defined } from "../../model/defined.ts";
import { writeViewSql } from "../../plan/materialized-view-sql.ts";
import { selectAudit } from "../../plan/sql-questions.ts";
import { managerOf } from "../../provider/table-layout/mark.ts";
import { hasQuery, planNewView, planViewChange } from "../../provider/materialized-view/plan.ts";
import { adoption, undeclare, WAITED_FOR } from "../adoption.ts";
import { fileOf, type StackContext, upAllCommand, upCommand } from "../context.ts";
import type { DeployedView } from "../deployment.ts";
import { ownershipConflict } from "../ownership-conflict.ts";
import { type Part, settledIn } from "../part.ts";
import { revertBy } from "../revert.ts";
import type { Attribution, Difference, DriftedResource, Revert } from "../report.ts";
import { compareSides, type Deviation, type Fields, type Sides } from "../sides.ts";
import { adoptView } from "./adopt.ts";
import { fieldsOfView, sameViewValue, type ViewPath } from "./fields.ts";
import type { ViewSides } from "./sides.ts";

const IMPACT: Readonly<Record<ViewPath, string>> = {
  query: "dashboards read other numbers under the same name; reverting it computes the view anew",
  clustering:
    "files are laid out by these keys: dashboards that filter by others read more of them; reverting it computes the view anew",
  refresh: "decides how old the numbers on dashboards are, and what refreshing them costs",
  comment: "what people read about the view in the catalog",
};

/** What is found of a view that is there. */
export function compareView(sides: ViewSides, context: StackContext): Part {
  const { name, declared, deployed, live } = sides;
  const marked = { name: live.view, properties: live.properties, urn: deployed.urn };
  const compared = compareSides(sidesOf(sides), sameViewValue);
  const differences = [
    ...ownershipConflict("materialized view", marked, context),
    ...compared.deviations.map((deviation) => valueDifference(sides, deviation, context)),
  ];
  return {
    ...(differences.length === 0
      ? {}
      : { drifted: { ...head(deployed), differences, revert: revertView(sides, context) } }),
    settled: settledIn(name, compared),
    notes:
      live.unreadRefresh === undefined || declared.refresh === undefined
        ? []
        : [
            `${live.view} is refreshed by "${live.unreadRefresh}", which this version of lakewright does not know; not compared.`,
          ],
  };
}

/** What is no longer declared is left as it is by the next up, and so no longer managed. */
function sidesOf({ declared, deployed, live }: ViewSides): Sides {
  const ours = fieldsOfView(declared);
  const before = onlyOf(ours, fieldsOfView(deployed.view));
  const { recorded } = deployed;
  // Should an engine keep queries in words of its own, a query that it took from us is in ours.
  const query = [declared.query, deployed.view.query].find((own) => hasQuery(live, own, recorded));
  const clustering = live.clustering ?? recorded.clustering;
  const now = fieldsOfView({
    query: query ?? live.query,
    clustering: clustering ?? { kind: "none" },
    comment: live.comment ?? "",
    ...defined({ refresh: live.refresh }),
  });
  // Nobody read when it is refreshed: it counts as it was.
  const unasked = live.refresh === undefined && before["refresh"] !== undefined;
  return {
    declared: ours,
    deployed: before,
    live: { ...onlyOf(ours, now), ...(unasked ? { refresh: before["refresh"] ?? "" } : {}) },
  };
}

function onlyOf(ours: Fields, fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([path]) => Object.hasOwn(ours, path)));
}

function head({ name, urn, view }: DeployedView) {
  return { kind: "materializedView", name, object: view.view, urn } as const;
}

function valueDifference(sides: ViewSides, deviation: Deviation, context: StackContext): Difference {
  const { name, live } = sides;
  return {
    what: "value",
    ...deviation,
    who:
      deviation.cause === "pendingDeployment"
        ? { known: true, file: fileOf(name, context) }
        : unnamed(live.view),
    impact: IMPACT[deviation.path as ViewPath],
    adopt: adoption(deviation, context, () => adoptView(sides, deviation, context)),
  };
}

const NO_HISTORY = "a materialized view has a history of its refreshes, and none of who changed it";

function unnamed(view: string, why = NO_HISTORY): Attribution {
  return { known: false, why, ask: selectAudit(view) };
}

/** What the next up does about it. */
export function revertView({ declared, deployed, live }: ViewSides, context: StackContext): Revert {
  const { recorded, urn } = deployed;
  const request = { declared, live, recorded, manager: managerOf(urn) };
  return revertBy(upCommand(context, urn), () => planViewChange(request).statements.map(writeViewSql));
}

/** A view that is gone comes back whole: every row of it is computed from its sources. */
export function missingView(
  { name, declared, deployed }: Omit<ViewSides, "live">,
  context: StackContext,
): DriftedResource {
  const { view } = deployed.view;
  return {
    ...head(deployed),
    differences: [
      {
        ...{ what: "missing", path: "", deployed: view, cause: "changedOutside" },
        who: unnamed(view, "a view that is gone has no history"),
        impact: "dashboards that read it fail; its rows are computed again from its sources",
        adopt: undeclare(name, context),
      },
    ],
    revert: { command: upAllCommand(context), statements: [creation({ declared, deployed })] },
  };
}

/** A view that waited for its sources, all of which are there, or that somebody else has made since, otherwise. */
export function appearedView(
  { declared, deployed, live }: Omit<ViewSides, "live"> & Partial<Pick<ViewSides, "live">>,
  context: StackContext,
): DriftedResource {
  const { view, sources = [] } = declared;
  const made = live !== undefined;
  return {
    ...head(deployed),
    differences: [
      {
        ...{ what: "appeared", path: "", live: made ? view : sources.join(", "), cause: "changedOutside" },
        who: unnamed(view),
        impact: made
          ? "somebody else made it since the last up, and not as declared"
          : "the tables that it reads are there, and the view is not made until the next up",
        adopt: WAITED_FOR,
      },
    ],
    revert: {
      command: upCommand(context, deployed.urn),
      statements: made
        ? (revertView({ name: deployed.name, declared, deployed, live }, context).statements ?? [])
        : [creation({ declared, deployed })],
    },
  };
}

function creation({ declared, deployed }: Pick<ViewSides, "declared" | "deployed">): string {
  return writeViewSql(planNewView({ declared, manager: managerOf(deployed.urn) }));
}
