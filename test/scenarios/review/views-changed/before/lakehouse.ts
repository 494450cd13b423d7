import {
  defineMaterializedView,
  type LakehouseDeclaration,
  type View,
  sql,
} from "../../../../../src/model/index.ts";
import { lakehouse as base } from "../../base/lakehouse.ts";

const orders = { name: "gold.fact_orders" } as const;
const visits = { name: "gold.fact_visits" } as const;

export const views: readonly View[] = [
  defineMaterializedView("gold.mv_dropped", {
    about: "Read by nobody any more.",
    query: sql`SELECT count(*) AS orders FROM ${orders}`,
    layout: "unordered",
    refresh: { every: "1 day" },
    onRemoval: "drop",
  }),
  defineMaterializedView("gold.mv_left", {
    about: "Read by others, who take it over.",
    query: sql`SELECT count(*) AS visits FROM ${visits}`,
    layout: "unordered",
    refresh: { every: "1 day" },
  }),
  defineMaterializedView("gold.mv_revenue", {
    about: "One row per customer; the revenue dashboard.",
    query: sql`
      SELECT customer_id, sum(amount_cents) AS revenue_cents
      FROM ${orders}
      GROUP BY customer_id
    `,
    layout: { cluster: ["customer_id"] },
    refresh: { every: "6 hours" },
    onRemoval: "drop",
  }),
  defineMaterializedView("gold.mv_pages", {
    about: "One row per page and customer; the funnel.",
    query: sql`SELECT page, customer_id, count(*) AS visits FROM ${visits} GROUP BY page, customer_id`,
    layout: { cluster: ["page"] },
    refresh: { every: "6 hours" },
  }),
  defineMaterializedView("gold.mv_customers", {
    about: "One row; how many customers have ordered.",
    query: sql`SELECT count(DISTINCT customer_id) AS customers FROM ${orders}`,
    layout: "unordered",
    refresh: { every: "6 hours" },
  }),
  defineMaterializedView("gold.mv_visitors", {
    about: "One row; how many customers have visited.",
    query: sql`SELECT count(DISTINCT customer_id) AS visitors FROM ${visits}`,
    layout: "unordered",
    refresh: { every: "1 day" },
  }),
];

export const lakehouse: LakehouseDeclaration = { ...base, materializedViews: views };
