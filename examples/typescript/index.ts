import * as lakewright from "pulumi-lakewright";
import * as pulumi from "@pulumi/pulumi";

const config = new pulumi.Config();

// Without host and token here, DATABRICKS_HOST and DATABRICKS_TOKEN of the environment count.
const workspace = new lakewright.Provider("workspace", { statementsAtOnce: 2 });

const orders = new lakewright.TableLayout(
  "orders",
  {
    table: config.require("table"),
    warehouseId: config.require("warehouseId"),
    // What is declared here is ours: set when it differs, unset when it is no longer declared.
    // All other properties of the table are left alone.
    properties: {
      "delta.autoOptimize.optimizeWrite": "true",
      "delta.deletedFileRetentionDuration": "interval 14 days",
    },
    clustering: { kind: "columns", columns: ["customer_id", "order_date"] },
  },
  { provider: workspace },
);

// "applied", or "waiting" until the table exists.
export const status = orders.status;
