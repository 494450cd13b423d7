import {
  bigint,
  defineMaterializedView,
  defineTable,
  type LakehouseDeclaration,
  sql,
} from "../../../../../src/model/index.ts";
import { lakehouse as base } from "../../base/lakehouse.ts";

const factReturns = defineTable("gold.fact_returns", {
  about: "One row per returned order; its pipeline comes next month.",
  managedBy: "pipeline",
  size: { rows: 800_000, bytes: "40 MB" },
  columns: { order_id: bigint, amount_cents: bigint },
  layout: "unordered",
});

/** A view that can be computed, and one that reads a table that is not there yet. */
export const lakehouse: LakehouseDeclaration = {
  ...base,
  tables: [...base.tables, factReturns],
  materializedViews: [
    defineMaterializedView("gold.mv_revenue_by_country", {
      about: "One row per country; the revenue dashboard.",
      query: sql`
        SELECT c.country, sum(o.amount_cents) AS revenue_cents
        FROM ${{ name: "gold.fact_orders" }} AS o
        JOIN ${{ name: "gold.dim_customer" }} AS c ON c.customer_id = o.customer_id
        GROUP BY c.country
      `,
      layout: { cluster: ["country"] },
      refresh: { onUpdate: { atMostEvery: "1 hour" } },
    }),
    defineMaterializedView("gold.mv_returns", {
      about: "One row; the returns tile.",
      query: sql`SELECT sum(amount_cents) AS returned_cents FROM ${factReturns}`,
      layout: "unordered",
      refresh: { every: "1 day" },
    }),
  ],
};
