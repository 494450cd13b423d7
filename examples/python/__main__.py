import pulumi
import pulumi_lakewright as lakewright

config = pulumi.Config()

# Without host and token here, DATABRICKS_HOST and DATABRICKS_TOKEN of the environment count.
workspace = lakewright.Provider("workspace", statements_at_once=2)

orders = lakewright.TableLayout(
    "orders",
    table=config.require("table"),
    warehouse_id=config.require("warehouseId"),
    # What is declared here is ours: set when it differs, unset when it is no longer declared.
    # All other properties of the table are left alone.
    properties={
        "delta.autoOptimize.optimizeWrite": "true",
        "delta.deletedFileRetentionDuration": "interval 14 days",
    },
    clustering={"kind": "columns", "columns": ["customer_id", "order_date"]},
    opts=pulumi.ResourceOptions(provider=workspace),
)

# "applied", or "waiting" until the table exists.
pulumi.export("status", orders.status)
