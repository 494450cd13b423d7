import { defineMaterializedView, sql } from "lakewright";
import { orders } from "../silver/orders.ts";
import { customers } from "./customers.ts";

export const revenueByCountry = defineMaterializedView("gold.revenue_by_country", {
  about: "One row per country and day; what the dashboards read instead of twelve million orders.",
  query: sql`
    SELECT c.country, o.order_date, sum(o.amount) AS revenue, count(*) AS orders
    FROM ${orders} AS o
    JOIN ${customers} AS c ON c.customer_id = o.customer_id
    GROUP BY ALL
  `,
  layout: { cluster: ["country", "order_date"] },
  refresh: { onUpdate: { atMostEvery: "1 hour" } },
});
