import { defined } from "../../model/defined.ts";
import type { Clustering } from "../../model/layout.ts";
import type { MaterializedViewDeclaration, RefreshDeclaration } from "../../model/materialized-view.ts";
import { sameQuery } from "../../model/query-text.ts";
import { type CreateView, type ViewStatement, writeViewSql } from "../../plan/materialized-view-sql.ts";
import { type Changes, RefusedLayout } from "../../pulumi-rpc/resource.ts";
import { isSameName } from "../table-layout/diff.ts";
import { sameClustering } from "../table-layout/live.ts";
import { type Manager, MARK, markOf, conflictingManager } from "../table-layout/mark.ts";
import { UNKNOWN } from "../../pulumi-rpc/value.ts";
import type { DeclaredView, RecordedView } from "./declaration.ts";
import { sameRefresh } from "./refresh.ts";

/** A materialized view as the workspace describes it now. */
export interface LiveView {
  readonly view: string;
  /** The query as the engine keeps it. */
  readonly query: string;
  /** Absent where the workspace's answer does not tell. */
  readonly clustering?: Clustering;
  readonly comment?: string;
  /** Absent where it was not read, or where nobody understood. */
  readonly refresh?: RefreshDeclaration;
  /** What the engine says of it, where this version does not know the words. */
  readonly unreadRefresh?: string;
  readonly properties: Readonly<Record<string, string>>;
}

export interface ViewPlan {
  /** The fewest statements that make the live view as declared. */
  readonly statements: readonly ViewStatement[];
  /** What a reader of the plan should know besides. */
  readonly notes: readonly string[];
}

interface PlanRequest {
  readonly declared: MaterializedViewDeclaration;
  readonly live: LiveView;
  readonly manager: Manager;
  /** What an earlier run recorded of this very view. @default nothing */
  readonly recorded?: Taken | undefined;
}

/** A query, how the engine kept it, and what the view was clustered by. */
export type Taken = Pick<RecordedView, "query" | "definition" | "clustering">;

/** A view that tells nothing of its clustering has what was recorded, so that silence replaces nothing. */
function clusteringNow({ clustering }: LiveView, recorded: Taken | undefined): Clustering {
  return clustering ?? recorded?.clustering ?? { kind: "none" };
}

/**
 * Whether the live view has this query. The engine's text is compared with ours, and, should it keep queries in words
 * of its own, with what it made of ours when it took it.
 */
export function hasQuery(live: LiveView, query: string, recorded: Taken = { query: "" }): boolean {
  if (sameQuery(query, live.query)) return true;
  const { definition } = recorded;
  return definition !== undefined && sameQuery(query, recorded.query) && sameQuery(definition, live.query);
}

/** The view as declared, where there is none. */
export function planNewView({ declared, manager }: Pick<PlanRequest, "declared" | "manager">): CreateView {
  const { view, query, clustering, refresh, comment } = declared;
  return {
    ...{ kind: "createView", view, query, replace: false },
    ...defined({ clustering, comment, refresh }),
    properties: { [MARK]: markOf(manager, view) },
  };
}

/**
 * What ALTER can change is altered; a query or a clustering is not, so that the view is replaced. What is not declared
 * keeps the value that it has.
 * @throws {RefusedLayout} when another stack manages the view
 */
export function planViewChange({ declared, live, manager, recorded }: PlanRequest): ViewPlan {
  refuseOtherManager(live, manager);
  const { view, query, clustering, refresh, comment } = declared;
  const reasons = [
    ...(hasQuery(live, query, recorded) ? [] : ["its query"]),
    ...(clustering === undefined || sameClustering(clustering, clusteringNow(live, recorded))
      ? []
      : ["its clustering"]),
  ];
  if (reasons.length > 0) {
    const kept = { clustering: clusteringNow(live, recorded), ...commentOf(live), ...refreshOf(live) };
    const statement = { ...planNewView({ declared: { ...kept, ...declared }, manager }), replace: true };
    return { statements: [statement], notes: [recomputed(view, reasons)] };
  }
  const schedules =
    refresh !== undefined && live.refresh !== undefined && !sameRefresh(refresh, live.refresh);
  return {
    statements: [
      ...(schedules
        ? [{ kind: "alterRefresh", view, refresh, scheduled: live.refresh.kind !== "manual" } as const]
        : []),
      ...(comment !== undefined && comment !== (live.comment ?? "")
        ? [{ kind: "commentView", view, comment } as const]
        : []),
    ],
    notes: refresh === undefined || live.refresh !== undefined ? [] : [unreadRefreshNote(live)],
  };
}

function unreadRefreshNote({ view, unreadRefresh }: LiveView): string {
  return unreadRefresh === undefined
    ? `${view}: when it is refreshed is read once its SQL warehouse is known; what differs is set then.`
    : `${view}: its refresh schedule is "${unreadRefresh}", which this version of lakewright does not know; it is left alone.`;
}

function commentOf({ comment }: LiveView) {
  return comment === undefined ? {} : { comment };
}

function refreshOf({ refresh }: LiveView) {
  return refresh === undefined ? {} : { refresh };
}

function recomputed(view: string, reasons: readonly string[]): string {
  return (
    `${view} is replaced and computed anew from its sources, since ${reasons.join(" and ")} changed. ` +
    `It holds no rows of its own, so that none is lost; the run is paid for as serverless compute.`
  );
}

function refuseOtherManager(live: LiveView, manager: Manager): void {
  const marked = conflictingManager({ name: live.view, properties: live.properties }, manager);
  if (marked === undefined) return;
  throw new RefusedLayout(
    `${live.view} is managed by the stack ${marked.stack} (resource "${marked.resource}"), as its property ${MARK} says. ` +
      `Nothing was sent: two stacks would undo each other's view. Take it out of that stack first, with ` +
      `onRemoval: "drop", or, where that stack is gone: ${writeViewSql({ kind: "dropView", view: live.view })}`,
  );
}

/** Drops the view where its declaration asks for that; nothing where it is another's by now. */
export function planViewRelease({ declared, live, manager }: PlanRequest): readonly ViewStatement[] {
  const isOurs = conflictingManager({ name: live.view, properties: live.properties }, manager) === undefined;
  return declared.onRemoval === "drop" && isOurs ? [{ kind: "dropView", view: declared.view }] : [];
}

/** The view once the statement has run. */
export function viewAfter(live: LiveView, statement: ViewStatement): LiveView {
  switch (statement.kind) {
    case "createView": {
      const { query, clustering = { kind: "none" }, comment, refresh, properties } = statement;
      return {
        ...{ view: live.view, query, clustering, properties },
        ...defined({ comment, refresh }),
      };
    }
    case "alterRefresh":
      return { ...live, refresh: statement.refresh };
    case "commentView":
      return { ...live, comment: statement.comment };
    case "dropView":
      return live;
  }
}

/**
 * What differs between the recorded and the declared view. Neither the warehouse nor the sources are part of a view:
 * the query names what it reads.
 */
export function diffView(recorded: RecordedView, declared: DeclaredView): Changes {
  const { view, query, clustering, refresh, comment } = declared;
  return {
    ...(isSameName(view, recorded.view) ? {} : { view: "update" }),
    ...(query !== UNKNOWN && sameQuery(query, recorded.query) ? {} : { query: "update" }),
    ...changed("clustering", clustering, [recorded.clustering, sameClustering]),
    ...changed("refresh", refresh, [recorded.refresh, sameRefresh]),
    ...changed("comment", comment, [recorded.comment, (a, b) => a === b]),
  };
}

/** What is no longer declared is left as it is, so that nothing changes. */
function changed<T>(
  property: string,
  declared: T | typeof UNKNOWN | undefined,
  [recorded, same]: readonly [T | undefined, (a: T, b: T) => boolean],
): Changes {
  if (declared === undefined) return {};
  if (recorded === undefined) return { [property]: "add" };
  return declared !== UNKNOWN && same(declared, recorded) ? {} : { [property]: "update" };
}

/** The live values of what is declared, in the declared words where the engine reads both alike. */
export function reportView({
  declared,
  live,
  recorded,
}: Omit<PlanRequest, "manager">): MaterializedViewDeclaration {
  const { query, clustering, refresh, comment } = declared;
  return {
    ...declared,
    query: hasQuery(live, query, recorded) ? query : live.query,
    ...(clustering === undefined || sameClustering(clustering, clusteringNow(live, recorded))
      ? {}
      : { clustering: clusteringNow(live, recorded) }),
    ...(refresh === undefined || live.refresh === undefined || sameRefresh(refresh, live.refresh)
      ? {}
      : { refresh: live.refresh }),
    ...(comment === undefined ? {} : { comment: live.comment ?? "" }),
  };
}

/** A declaration that says what the view is: what `pulumi import` writes down. */
export function importedView(live: LiveView): MaterializedViewDeclaration {
  const { view, query, clustering } = live;
  return {
    ...{ view, query },
    ...defined({ clustering }),
    ...commentOf(live),
    ...refreshOf(live),
  };
}
