import { defineMaterializedView, sql } from "lakewright";
import { orders } from "./orders.ts";

export const dailyRevenue = defineMaterializedView("sales.daily_revenue", {
  about: "One row per day; behind the dashboard of finance.",
  query: sql`
    SELECT order_day, sum(amount) AS revenue
    FROM ${orders}
    GROUP BY order_day
  `,
  layout: { cluster: ["order_day"] },
  refresh: { onUpdate: { atMostEvery: "30 minutes" } },
});
