import { defined } from "../model/defined.ts";
import {
  type Clustering,
  type LakehouseDeclaration,
  type View,
  type MaterializedViewDeclaration,
  queryText,
  refreshDeclaration,
} from "../model/index.ts";
import type { Target } from "./target.ts";
import { fullName } from "./sql.ts";

/** One materialized view, under the name that its resource keeps for ever. */
export interface MaterializedViewPlan {
  /** `schema.view`: the resource's name in every environment. */
  readonly name: string;
  readonly about: string;
  readonly view: MaterializedViewDeclaration;
  /** Names of the tables and views that it reads, each once: they come before it. */
  readonly reads: readonly string[];
}

/** Views in an order in which each finds those that it reads, by name where that leaves a choice. */
export function planMaterializedViews(
  lakehouse: LakehouseDeclaration,
  target: Target,
): readonly MaterializedViewPlan[] {
  const views = lakehouse.materializedViews ?? [];
  const depth = (view: View, above: readonly string[] = []): number => {
    const read = views.filter(({ name }) => view.query.tables.includes(name) && !above.includes(name));
    return Math.max(0, ...read.map((source) => 1 + depth(source, [...above, view.name])));
  };
  return views
    .map((view) => ({ depth: depth(view), plan: planView(view, target) }))
    .sort((a, b) => a.depth - b.depth || (a.plan.name < b.plan.name ? -1 : 1))
    .map(({ plan }) => plan);
}

function planView(view: View, { settings }: Target): MaterializedViewPlan {
  const { name, about, query, refresh, comment, onRemoval } = view;
  const inCatalog = (table: string) => `${settings.catalog}.${table}`;
  const reads = [...new Set(query.tables)].sort();
  return {
    name,
    about,
    view: {
      view: inCatalog(name),
      query: queryText(query, (table) => fullName(inCatalog(table))),
      sources: reads.map(inCatalog),
      clustering: clusteringOf(view.layout),
      // Where jobs do not run by themselves, nothing is refreshed by itself either.
      refresh: settings.maintenance.paused ? { kind: "manual" } : refreshDeclaration(refresh),
      ...defined({ comment, onRemoval }),
    },
    reads,
  };
}

function clusteringOf(layout: View["layout"]): Clustering {
  if (layout === "unordered") return { kind: "none" };
  if (layout.cluster === "auto") return { kind: "auto" };
  return { kind: "columns", columns: layout.cluster.filter((column) => column !== undefined) };
}
