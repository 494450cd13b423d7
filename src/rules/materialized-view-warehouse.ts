import type { Rule } from "./finding.ts";

const onWarehouse = (type: "classic" | "pro") => ({
  materializedViews: [{ name: "gold.mv_t", query: "SELECT 1 AS one", reads: [], warehouse: "dashboards" }],
  warehouses: [{ where: "dashboards", type, serverless: false }],
});

export const materializedViewWarehouse: Rule = {
  id: "materialized-view/warehouse",
  severity: "error",
  reason:
    "A materialized view is created on a pro or serverless warehouse only, in a workspace where serverless compute may run; its refreshes are serverless either way.",
  source:
    "https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-materialized-view",
  example: { wrong: onWarehouse("classic"), right: onWarehouse("pro") },
  check({ materializedViews, warehouses }) {
    return materializedViews.flatMap(({ name: where, at, warehouse: named }) => {
      const warehouse = warehouses.find((one) => one.where === named);
      return warehouse?.type !== "classic" || warehouse.serverless
        ? []
        : [
            {
              where,
              at,
              message: `is created on the classic warehouse ${warehouse.where}`,
              instead: "a pro or serverless warehouse",
            },
          ];
    });
  },
};
