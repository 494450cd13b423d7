import { WAREHOUSE_FIELDS, warehouseRestarts, WAREHOUSES_EDIT } from "../../catalog/fields/warehouse.ts";
import { fieldImpacts, type KindImpact } from "./impact.ts";

export const warehouse: KindImpact = {
  what: "warehouse",
  named: "name",
  created: {
    rank: "cost",
    why: "a warehouse more; it starts with the deployment, which waits for it",
    source: "terraform-provider-databricks 1.128, sql/resource_sql_endpoint.go",
    undo: "revert the edit and deploy again; that deletes it",
  },
  deleted: {
    rank: "interruption",
    why: "running queries end, and dashboards, alerts and jobs that hold its id have no warehouse",
    source: WAREHOUSES_EDIT,
    undo: "revert the edit and deploy again; the new warehouse has another id",
  },
  fields: fieldImpacts(WAREHOUSE_FIELDS),
  other: {
    ...warehouseRestarts,
    why: `not among the fields that are known to do less: ${warehouseRestarts.why}`,
  },
  takesLess: "a moment; one request",
  takesNew: "seconds (serverless) or minutes (classic and pro): the deployment waits until it runs",
  takes:
    "seconds (serverless) or minutes (classic and pro) where its clusters are made anew; the deployment does not wait",
};
