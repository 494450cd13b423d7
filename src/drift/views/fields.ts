import { defined } from "../../model/defined.ts";
import type { Clustering } from "../../model/layout.ts";
import type { MaterializedViewDeclaration } from "../../model/materialized-view.ts";
import { sameQuery } from "../../model/query-text.ts";
import { refreshText } from "../../plan/materialized-view-sql.ts";
import { parseRefresh, sameRefresh } from "../../provider/materialized-view/refresh.ts";
import { clusteringText } from "../layouts/fields.ts";
import type { Fields } from "../sides.ts";

/** Parts of a view that a declaration can speak of. */
export type ViewPath = "query" | "clustering" | "refresh" | "comment";

type Parts = Pick<MaterializedViewDeclaration, "query" | "refresh" | "comment"> & {
  readonly clustering?: Clustering;
};

/** A view as values by path, as previews write paths. */
export function fieldsOfView({ query, clustering, refresh, comment }: Parts): Fields {
  return {
    query,
    ...(clustering === undefined ? {} : { clustering: clusteringText(clustering) }),
    ...(refresh === undefined ? {} : { refresh: refreshText(refresh) }),
    ...defined({ comment }),
  };
}

/** Whether two values of one path mean the same to the engine. */
export function sameViewValue(path: string, a: string, b: string): boolean {
  switch (path as ViewPath) {
    case "query":
      return sameQuery(a, b);
    case "clustering":
      return a.toLowerCase() === b.toLowerCase();
    case "refresh": {
      const [one, other] = [parseRefresh(a), parseRefresh(b)];
      return one !== undefined && other !== undefined && sameRefresh(one, other);
    }
    case "comment":
      return false;
  }
}
