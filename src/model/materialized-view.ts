import type { Accepted } from "./acceptance.ts";
import type { Clustering } from "./layout.ts";
import type { ClusteringKeys, TableName } from "./table.ts";

/** SQL with the tables of the lakehouse in it as what they are, so that the same text serves every environment. */
export interface Query {
  /** The text before, between and behind the tables: one part more than there are tables. */
  readonly parts: readonly string[];
  /** `schema.table`; a table that is named twice stands here twice. */
  readonly tables: readonly TableName[];
}

/**
 * Writes a query over tables of the lakehouse: ``sql`SELECT count(*) AS users FROM ${dimUser}` ``. Only what has a name
 * in the lakehouse fits in; the plan puts the stack's catalog before it. The text is taken as it is written, backslashes
 * included, without the indentation that all of its lines share.
 */
export function sql(text: TemplateStringsArray, ...tables: readonly { readonly name: TableName }[]): Query {
  const given: readonly ({ readonly name: TableName } | null | undefined)[] = tables;
  const written = text.raw.map((part) => part.replaceAll("\\`", "`"));
  const lines = written.join("").split("\n").slice(1);
  const margin = Math.min(
    ...lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/)),
    ...(lines.some((line) => line.trim() !== "") ? [] : [0]),
  );
  const parts = written.map((part) => part.replaceAll(new RegExp(`\\n {0,${margin}}`, "g"), "\n"));
  const last = parts.length - 1;
  return {
    parts: parts.map((part, at) => {
      const begun = at === 0 ? part.trimStart() : part;
      return at === last ? begun.trimEnd() : begun;
    }),
    // What is no table has no name, and is told with all other faults of the declarations.
    tables: given.map((table) => table?.name as TableName),
  };
}

/** The query as SQL. @param named how a table is written */
export function queryText({ parts, tables }: Query, named: (table: TableName) => string): string {
  return parts.map((part, at) => (at === 0 ? part : `${named(tables[at - 1] ?? ".")}${part}`)).join("");
}

/** A number and its unit, such as `1 hour` or `30 minutes`. */
type Unit<Name extends string> = `${bigint} ${Name}${"" | "s"}`;

/**
 * When a materialized view is computed anew: in steps of 1 to 72 hours, 1 to 31 days or 1 to 8 weeks; at the times of a
 * Quartz schedule; whenever a table that it reads has changed; or by `REFRESH MATERIALIZED VIEW` alone.
 */
export type Refresh =
  | {
      /** Time between two refreshes: 1 to 72 hours, 1 to 31 days or 1 to 8 weeks. */
      readonly every: Unit<"hour" | "day" | "week">;
      readonly cron?: never;
      readonly onUpdate?: never;
    }
  | {
      /** Quartz: seconds minutes hours day-of-month month day-of-week. */
      readonly cron: string;
      /** IANA time zone of `cron`. */
      readonly timezone: string;
      readonly every?: never;
      readonly onUpdate?: never;
    }
  | {
      /** Whenever a table that it reads has changed: as soon as that is seen, or so often at most. */
      readonly onUpdate: "always" | { readonly atMostEvery: Unit<"minute" | "hour"> };
      readonly every?: never;
      readonly cron?: never;
    }
  | "manual";

/** What a file of a materialized view says. The order of the fields is the order in which a reader asks. */
export interface MaterializedViewDefinition {
  /** One sentence: what a row is, and who reads it. */
  readonly about: string;
  /** One SELECT over tables of the lakehouse, written with `sql`. */
  readonly query: Query;
  /** Liquid clustering by columns of the query's result, or none. */
  readonly layout: { readonly cluster: "auto" | ClusteringKeys<string> } | "unordered";
  /** When it is computed anew; `"manual"` by `REFRESH MATERIALIZED VIEW` alone. */
  readonly refresh: Refresh;
  /** Comment on the view in the catalog. @default left as it is */
  readonly comment?: string;
  /** What happens to the view when this file goes: it stays and goes on being refreshed, or it is dropped. @default "forget" */
  readonly onRemoval?: OnViewRemoval;
  /** Findings about this view that may stay for a while. @default none */
  readonly accept?: readonly Accepted[];
}

/** A materialized view of the lakehouse: `schema.view`, without the environment's catalog. */
export interface View extends MaterializedViewDefinition {
  /** Where its file stands. */
  readonly name: TableName;
}

/**
 * Declares one materialized view. The name is the file's path: `gold.mv_completions` stands in
 * `tables/gold/mv_completions.ts`.
 */
export function defineMaterializedView(name: TableName, definition: MaterializedViewDefinition): View {
  return { name, ...definition };
}

/** `forget` leaves the view and its refreshes as they are; `drop` drops it. It holds no rows of its own. */
export type OnViewRemoval = "forget" | "drop";

/** When a view is refreshed, in the one form that every stage after its file speaks. */
export type RefreshDeclaration =
  | {
      /** Never by itself, after a time, by the clock, or when a table that it reads has changed. */
      readonly kind: "manual";
    }
  | {
      readonly kind: "every";
      /** Units from one refresh to the next: 1 to 72 hours, 1 to 31 days or 1 to 8 weeks. */
      readonly count: number;
      /** What is counted. */
      readonly unit: "HOUR" | "DAY" | "WEEK";
    }
  | {
      readonly kind: "cron";
      /** Seconds minutes hours day-of-month month day-of-week, such as `0 0 3 ? * SUN`. */
      readonly cron: string;
      /** IANA time zone. */
      readonly timezone: string;
    }
  | {
      readonly kind: "onUpdate";
      /** Seconds between two refreshes, at least. @default as soon as a change is seen */
      readonly atMostEverySeconds?: number;
    };

/** What a materialized view is, in the form that the plan writes and the provider diffs and applies. */
export interface MaterializedViewDeclaration {
  /** Full name, `catalog.schema.view`. */
  readonly view: string;
  /** One SELECT statement, in which tables have their full names. */
  readonly query: string;
  /** Full names of the tables that the query reads. While one is missing, a view that is not there waits. @default none */
  readonly sources?: readonly string[];
  /** Liquid clustering. @default clustering is left as it is, and not compared */
  readonly clustering?: Clustering;
  /** When it is computed anew. @default left as it is, and not compared */
  readonly refresh?: RefreshDeclaration;
  /** Comment on the view. @default left as it is, and not compared */
  readonly comment?: string;
  /** What deleting the resource does to the view. @default "forget" */
  readonly onRemoval?: OnViewRemoval;
}

/** The words of a file as a declaration. */
export function refreshDeclaration(refresh: Refresh): RefreshDeclaration {
  if (refresh === "manual") return { kind: "manual" };
  if (refresh.every !== undefined) {
    const [count = "", unit = ""] = refresh.every.split(" ");
    return { kind: "every", count: Number(count), unit: unit.replace(/s$/, "").toUpperCase() as "HOUR" };
  }
  if (refresh.cron !== undefined) return { kind: "cron", cron: refresh.cron, timezone: refresh.timezone };
  if (refresh.onUpdate === "always") return { kind: "onUpdate" };
  const [count = "", unit = ""] = refresh.onUpdate.atMostEvery.split(" ");
  return { kind: "onUpdate", atMostEverySeconds: Number(count) * (unit.startsWith("hour") ? 3600 : 60) };
}
