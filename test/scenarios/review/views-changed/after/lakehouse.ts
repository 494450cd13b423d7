import { type LakehouseDeclaration, type View, sql } from "../../../../../src/model/index.ts";
import { lakehouse as before, views } from "../before/lakehouse.ts";

const CHANGES: Readonly<Record<string, Partial<View>>> = {
  "gold.mv_revenue": {
    query: sql`
      SELECT customer_id, sum(amount_cents) AS revenue_cents, count(*) AS orders
      FROM ${{ name: "gold.fact_orders" }}
      GROUP BY customer_id
    `,
  },
  "gold.mv_pages": { layout: { cluster: ["customer_id", "page"] } },
  "gold.mv_customers": {
    refresh: { onUpdate: { atMostEvery: "15 minutes" } },
    comment: "Customers who have ordered.",
  },
  "gold.mv_visitors": { refresh: "manual" },
};

/** Query, clustering and refresh changed; one view dropped, one released. */
export const lakehouse: LakehouseDeclaration = {
  ...before,
  materializedViews: views
    .filter(({ name }) => name !== "gold.mv_dropped" && name !== "gold.mv_left")
    .map((view) => ({ ...view, ...CHANGES[view.name] })),
};
