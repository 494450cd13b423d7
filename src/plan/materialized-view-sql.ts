import type { Clustering } from "../model/layout.ts";
import type { MaterializedViewDeclaration, RefreshDeclaration } from "../model/materialized-view.ts";
import { creationClauses, type FullName, fullName, literal } from "./sql.ts";

/** Every statement about a materialized view; `writeViewSql` is the only place that turns one into text. */
export type ViewStatement =
  | CreateView
  | {
      readonly kind: "alterRefresh";
      readonly view: FullName;
      readonly refresh: RefreshDeclaration;
      /** Whether the view has a schedule or a trigger by now: the engine tells ADD from ALTER. */
      readonly scheduled: boolean;
    }
  | { readonly kind: "commentView"; readonly view: FullName; readonly comment: string }
  | { readonly kind: "dropView"; readonly view: FullName };

/** Makes a view and computes it. */
export interface CreateView extends Pick<
  MaterializedViewDeclaration,
  "view" | "query" | "refresh" | "comment"
> {
  readonly kind: "createView";
  /** Whether a view of that name is computed anew by this query, instead of left alone. */
  readonly replace: boolean;
  readonly clustering?: Clustering;
  readonly properties: Readonly<Record<string, string>>;
}

export function writeViewSql(statement: ViewStatement): string {
  const view = fullName(statement.view);
  switch (statement.kind) {
    case "createView":
      return createView(statement);
    case "alterRefresh": {
      if (statement.refresh.kind === "manual") return `ALTER MATERIALIZED VIEW ${view} DROP SCHEDULE`;
      const verb = statement.scheduled ? "ALTER" : "ADD";
      return `ALTER MATERIALIZED VIEW ${view} ${verb} ${refreshClause(statement.refresh)}`;
    }
    case "commentView":
      return `COMMENT ON TABLE ${view} IS ${literal(statement.comment)}`;
    case "dropView":
      return `DROP MATERIALIZED VIEW IF EXISTS ${view}`;
  }
}

/** The query comes last and as it is: whatever stands at its end, it ends the statement. */
function createView(statement: CreateView): string {
  const { view, query, replace, refresh } = statement;
  const name = fullName(view);
  return [
    replace
      ? `CREATE OR REPLACE MATERIALIZED VIEW ${name}`
      : `CREATE MATERIALIZED VIEW IF NOT EXISTS ${name}`,
    ...creationClauses(statement),
    ...(refresh === undefined || refresh.kind === "manual" ? [] : [refreshClause(refresh)]),
    `AS ${query}`,
  ].join(" ");
}

function refreshClause(refresh: Exclude<RefreshDeclaration, { readonly kind: "manual" }>): string {
  switch (refresh.kind) {
    case "every":
      return `SCHEDULE EVERY ${refresh.count} ${refresh.unit}${refresh.count === 1 ? "" : "S"}`;
    case "cron":
      return `SCHEDULE CRON ${literal(refresh.cron)} AT TIME ZONE ${literal(refresh.timezone)}`;
    case "onUpdate":
      return refresh.atMostEverySeconds === undefined
        ? "TRIGGER ON UPDATE"
        : `TRIGGER ON UPDATE AT MOST EVERY INTERVAL ${interval(refresh.atMostEverySeconds)}`;
  }
}

/** When a view is refreshed, for people: the words of the statement, or that nothing does it. */
export function refreshText(refresh: RefreshDeclaration): string {
  return refresh.kind === "manual" ? "refreshed by hand" : refreshClause(refresh);
}

function interval(seconds: number): string {
  if (seconds % 60 !== 0) return `${seconds} SECONDS`;
  return seconds === 60 ? "1 MINUTE" : `${seconds / 60} MINUTES`;
}

/**
 * Asks for all that the engine says of a view. The row `Refresh Schedule` is the only place where it tells when the view
 * is refreshed: neither `GET /api/2.1/unity-catalog/tables` nor `information_schema` does.
 */
export function describeView(view: FullName): string {
  return `DESCRIBE TABLE EXTENDED ${fullName(view)}`;
}
