import { isTableName } from "../model/index.ts";
import type { Rule } from "./finding.ts";

const view = { query: "SELECT 1 AS one", reads: [] };

export const materializedViewName: Rule = {
  id: "materialized-view/name",
  severity: "error",
  reason: "A view's name is its resource's identity and part of every statement, and no table may have it.",
  source: "Unity Catalog object names",
  example: {
    wrong: { materializedViews: [{ ...view, name: "gold.t" }], tables: [{ name: "gold.t", layout: {} }] },
    right: { materializedViews: [{ ...view, name: "gold.mv_t" }], tables: [{ name: "gold.t", layout: {} }] },
  },
  check({ materializedViews: all, tables }) {
    // Another project's texts name views by as many parts as they like.
    const materializedViews = all.filter(({ on }) => on === undefined);
    const names = materializedViews.map(({ name }) => name);
    return materializedViews.flatMap(({ name: where, at }, index) => {
      if (!isTableName(where)) {
        const message = "is not a schema and a view in lower-case letters, digits and underscores";
        return [{ where, at, message, instead: "schema.view, such as gold.mv_completions" }];
      }
      if (tables.some(({ name }) => name === where))
        return [{ where, at, message: "is a table, too", instead: "another name for one of them" }];
      return names.indexOf(where) === index
        ? []
        : [{ where, at, message: "is declared twice", instead: "keep one of the two files" }];
    });
  },
};
