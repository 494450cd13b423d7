import type { Sandbox } from "./sandbox.ts";

/** Ids of the objects that a deployed stack made. */
export interface Deployed {
  readonly cluster: string;
  readonly warehouse: string;
  readonly policy: string;
  readonly jobs: { readonly optimize: string; readonly analyze: string };
}

/** One thing that somebody does by hand, and how it is to be found. */
export interface HandMadeDrift {
  readonly name: string;
  readonly by: (hand: Sandbox, deployed: Deployed) => Promise<unknown>;
  /** Pulumi name of the resource. */
  readonly resource: string;
  /** What is found there: kind of difference and path. */
  readonly found: readonly (readonly [what: string, path: string])[];
  /** Operation in the table's history; absent where no history names it. */
  readonly operation?: string;
}

const SILVER = "sandbox.silver";
const GOLD = "sandbox.gold";
const property = (key: string) => `properties["${key}"]`;
const sql = (statement: string) => (hand: Sandbox) => hand.sql(statement);

/** The cluster's specification as it is, for an edit that says all of it again. */
async function editCluster(
  hand: Sandbox,
  { cluster }: Pick<Deployed, "cluster">,
  change: (spec: Readonly<Record<string, unknown>>) => object,
): Promise<void> {
  const spec = await hand.send<Record<string, unknown>>("GET", `/api/2.1/clusters/get?cluster_id=${cluster}`);
  const kept = Object.entries(spec).filter(
    ([field]) => !/^(state|state_message|creator_|cluster_source|start_|last_|terminat)/.test(field),
  );
  const current = Object.fromEntries(kept);
  // An edit restarts a cluster that runs, and one that restarts takes no edit.
  if (spec["state"] !== "RUNNING") {
    await new Promise((resolve) => setTimeout(resolve, 100));
    await editCluster(hand, { cluster }, change);
    return;
  }
  await hand.send("POST", "/api/2.1/clusters/edit", { ...current, ...change(current) });
}

const warehouse =
  (change: object) =>
  (hand: Sandbox, { warehouse: id }: Deployed) =>
    hand.send("POST", `/api/2.0/sql/warehouses/${id}/edit`, change);

const job =
  (change: object) =>
  (hand: Sandbox, { jobs }: Deployed) =>
    hand.send("POST", "/api/2.2/jobs/update", { job_id: Number(jobs.optimize), new_settings: change });

export const SQL_DRIFTS: readonly HandMadeDrift[] = [
  {
    name: "a property set to another value",
    by: sql(`ALTER TABLE ${GOLD}.dim_user SET TBLPROPERTIES ('delta.autoOptimize.autoCompact' = 'false')`),
    resource: "gold.dim_user",
    found: [["value", property("delta.autoOptimize.autoCompact")]],
    operation: "SET TBLPROPERTIES",
  },
  {
    name: "a property taken away",
    by: sql(`ALTER TABLE ${GOLD}.dim_course UNSET TBLPROPERTIES ('delta.targetFileSize')`),
    resource: "gold.dim_course",
    found: [["value", property("delta.targetFileSize")]],
    operation: "UNSET TBLPROPERTIES",
  },
  {
    name: "a property that nobody declared, beside others of a pipeline's own that are nobody's business",
    by: sql(
      `ALTER TABLE ${SILVER}.programs SET TBLPROPERTIES ('delta.appendOnly' = 'true', 'pipeline.owner' = 'etl')`,
    ),
    resource: "silver.programs",
    found: [["undeclared", property("delta.appendOnly")]],
    operation: "SET TBLPROPERTIES",
  },
  {
    name: "a property that servers switch on, switched off",
    by: sql(`ALTER TABLE ${SILVER}.users SET TBLPROPERTIES ('delta.enableDeletionVectors' = 'false')`),
    resource: "silver.users",
    found: [["undeclared", property("delta.enableDeletionVectors")]],
    operation: "SET TBLPROPERTIES",
  },
  {
    name: "other clustering keys",
    by: sql(`ALTER TABLE ${SILVER}.cert_overview CLUSTER BY (cert_id)`),
    resource: "silver.cert_overview",
    found: [["value", "clustering"]],
    operation: "CLUSTER BY",
  },
  {
    name: "clustering where none is declared",
    by: sql(`ALTER TABLE ${SILVER}.certifications CLUSTER BY (cert_id)`),
    resource: "silver.certifications",
    found: [["value", "clustering"]],
    operation: "CLUSTER BY",
  },
  {
    name: "clustering that the workspace chooses",
    by: sql(`ALTER TABLE ${SILVER}.managers CLUSTER BY AUTO`),
    resource: "silver.managers",
    found: [["value", "clustering"]],
    operation: "SET TBLPROPERTIES",
  },
  {
    name: "a table replaced, with other partitions",
    by: sql(
      `CREATE OR REPLACE TABLE ${GOLD}.fact_course_history USING DELTA PARTITIONED BY (completion_status) AS SELECT * FROM ${GOLD}.fact_course_history LIMIT 500`,
    ),
    resource: "gold.fact_course_history",
    found: [
      ["recreated", ""],
      ["value", "partitionedBy"],
      ["value", property("delta.autoOptimize.autoCompact")],
      ["value", property("delta.autoOptimize.optimizeWrite")],
      ["value", property("delta.targetFileSize")],
    ],
    operation: "CREATE OR REPLACE TABLE AS SELECT",
  },
  {
    name: "a table dropped and made again",
    by: async (hand) => {
      await hand.sql(`CREATE TABLE ${GOLD}.kept AS SELECT * FROM ${GOLD}.dim_fy_completed`);
      await hand.sql(`DROP TABLE ${GOLD}.dim_fy_completed`);
      await hand.sql(`CREATE TABLE ${GOLD}.dim_fy_completed AS SELECT * FROM ${GOLD}.kept`);
    },
    resource: "gold.dim_fy_completed",
    found: [
      ["recreated", ""],
      ["value", property("delta.autoOptimize.autoCompact")],
      ["value", property("delta.autoOptimize.optimizeWrite")],
      ["value", property("delta.targetFileSize")],
    ],
    operation: "CREATE TABLE AS SELECT",
  },
  {
    name: "a table dropped",
    by: sql(`DROP TABLE ${GOLD}.dim_fy_began`),
    resource: "gold.dim_fy_began",
    found: [["missing", ""]],
  },
  {
    name: "a table restored to before its layout",
    by: sql(`RESTORE TABLE ${GOLD}.fact_program_history TO VERSION AS OF 0`),
    resource: "gold.fact_program_history",
    found: [
      ["recreated", ""],
      ["value", property("delta.autoOptimize.autoCompact")],
      ["value", property("delta.autoOptimize.optimizeWrite")],
      ["value", property("delta.targetFileSize")],
    ],
    operation: "RESTORE",
  },
  {
    name: "another comment",
    by: sql(`COMMENT ON TABLE ${SILVER}.positions IS 'old, do not use'`),
    resource: "silver.positions",
    found: [
      ["value", "comment"],
      ["value", 'tags["domain"]'],
      ["value", 'tags["owner"]'],
    ],
  },
  {
    name: "another tag, and one taken away",
    by: async (hand) => {
      await hand.sql(`ALTER TABLE ${SILVER}.positions SET TAGS ('domain' = 'finance', 'seen' = '')`);
      await hand.sql(`ALTER TABLE ${SILVER}.positions UNSET TAGS ('owner')`);
    },
    resource: "silver.positions",
    found: [
      ["value", "comment"],
      ["value", 'tags["domain"]'],
      ["value", 'tags["owner"]'],
    ],
  },
  {
    name: "a type widened, of a table that is the stack's",
    by: async (hand) => {
      await hand.sql(
        `ALTER TABLE ${SILVER}.fiscal_years SET TBLPROPERTIES ('delta.enableTypeWidening' = 'true')`,
      );
      await hand.sql(`ALTER TABLE ${SILVER}.fiscal_years ALTER COLUMN fiscal_year TYPE BIGINT`);
    },
    resource: "silver.fiscal_years",
    found: [["value", 'columns["fiscal_year"].type']],
    operation: "CHANGE COLUMN",
  },
];

export const REST_DRIFTS: readonly HandMadeDrift[] = [
  {
    name: "the warehouse's channel",
    by: warehouse({ channel: { name: "CHANNEL_NAME_PREVIEW" } }),
    resource: "kineo-warehouse",
    found: [["value", "channel.name"]],
  },
  {
    name: "the warehouse's fewest and most clusters",
    by: warehouse({ min_num_clusters: 2, max_num_clusters: 3 }),
    resource: "kineo-warehouse",
    found: [
      ["value", "max_num_clusters"],
      ["value", "min_num_clusters"],
    ],
  },
  {
    name: "the warehouse's type",
    by: warehouse({ warehouse_type: "CLASSIC" }),
    resource: "kineo-warehouse",
    found: [["value", "warehouse_type"]],
  },
  {
    name: "the warehouse's size and how soon it stops",
    by: warehouse({ cluster_size: "Medium", auto_stop_mins: 0 }),
    resource: "kineo-warehouse",
    found: [
      ["value", "auto_stop_mins"],
      ["value", "cluster_size"],
    ],
  },
  {
    name: "a tag of the warehouse changed, one gone and one added",
    by: warehouse({
      tags: {
        custom_tags: [
          { key: "managed_by", value: "ana" },
          { key: "stack", value: "kineo-lakehouse/sandbox" },
          { key: "mine", value: "yes" },
        ],
      },
    }),
    resource: "kineo-warehouse",
    found: [
      ["undeclared", "tags.mine"],
      ["value", "tags.environment"],
      ["value", "tags.managed_by"],
    ],
  },
  {
    name: "Photon off on the warehouse",
    by: warehouse({ enable_photon: false }),
    resource: "kineo-warehouse",
    found: [["undeclared", "enable_photon"]],
  },
  {
    name: "the cluster's bounds",
    by: (hand, deployed) =>
      editCluster(hand, deployed, () => ({ autoscale: { min_workers: 2, max_workers: 9 } })),
    resource: "kineo-cluster",
    found: [["value", "autoscale.max_workers"]],
  },
  {
    name: "Spark conf changed, added and taken away",
    by: (hand, deployed) =>
      editCluster(hand, deployed, ({ spark_conf }) => {
        const rest = { ...(spark_conf as Record<string, string>) };
        delete rest["spark.sql.cbo.enabled"];
        return {
          spark_conf: { ...rest, "spark.sql.shuffle.partitions": "16", "spark.task.cpus": "2" },
        };
      }),
    resource: "kineo-cluster",
    found: [
      ["undeclared", 'spark_conf["spark.task.cpus"]'],
      ["value", 'spark_conf["spark.sql.cbo.enabled"]'],
      ["value", 'spark_conf["spark.sql.shuffle.partitions"]'],
    ],
  },
  {
    name: "an environment variable and the end of idle time",
    by: (hand, deployed) =>
      editCluster(hand, deployed, () => ({
        autotermination_minutes: 0,
        spark_env_vars: { PYSPARK_PYTHON: "/usr/bin/python3" },
      })),
    resource: "kineo-cluster",
    found: [
      ["undeclared", "spark_env_vars.PYSPARK_PYTHON"],
      ["value", "autotermination_minutes"],
    ],
  },
  {
    name: "the cluster's access mode and Photon",
    by: (hand, deployed) =>
      editCluster(hand, deployed, () => ({ data_security_mode: "NONE", runtime_engine: "PHOTON" })),
    resource: "kineo-cluster",
    found: [
      ["undeclared", "runtime_engine"],
      ["value", "data_security_mode"],
    ],
  },
  {
    name: "a bound of the cluster policy",
    by: async (hand, { policy }) => {
      const { name, definition } = await hand.send<{ name: string; definition: string }>(
        "GET",
        `/api/2.0/policies/clusters/get?policy_id=${policy}`,
      );
      await hand.send("POST", "/api/2.0/policies/clusters/edit", {
        ...{ policy_id: policy, name },
        definition: definition.replace('"maxValue":5,"defaultValue":5', '"maxValue":50,"defaultValue":5'),
      });
    },
    resource: "kineo-cluster-policy",
    found: [["value", 'definition["autoscale.max_workers"].maxValue']],
  },
  {
    name: "somebody else may manage the warehouse",
    by: (hand, { warehouse: id }) =>
      hand.send("PATCH", `/api/2.0/permissions/sql/warehouses/${id}`, {
        access_control_list: [
          { group_name: "analysts", permission_level: "CAN_MANAGE" },
          { user_name: "ana@sandbox.test", permission_level: "CAN_USE" },
        ],
      }),
    resource: "kineo-warehouse-permissions",
    found: [
      ["undeclared", '["user ana@sandbox.test"]'],
      ["value", '["group analysts"]'],
    ],
  },
  {
    name: "engineers shut out of the cluster",
    by: (hand, { cluster }) =>
      hand.send("PUT", `/api/2.0/permissions/clusters/${cluster}`, {
        access_control_list: [{ group_name: "admins-of-the-sandbox", permission_level: "CAN_MANAGE" }],
      }),
    resource: "kineo-cluster-permissions",
    found: [["value", '["group engineers"]']],
  },
  {
    name: "a job paused",
    by: job({
      schedule: {
        ...{ quartz_cron_expression: "0 0 3 ? * SUN", timezone_id: "UTC" },
        pause_status: "PAUSED",
      },
    }),
    resource: "kineo-optimize",
    found: [["value", "schedule.pause_status"]],
  },
  {
    name: "a task of a job without its Z-order, and runs that may overlap",
    by: async (hand, { jobs }) => {
      const path = `/api/2.2/jobs/get?job_id=${jobs.optimize}`;
      const { settings } = await hand.send<{
        settings: { tasks: readonly { task_key: string; sql_task: object }[] };
      }>("GET", path);
      const [task] = settings.tasks.filter(({ task_key }) => task_key === "gold-dim_user");
      await job({
        max_concurrent_runs: 3,
        tasks: [
          {
            ...task,
            sql_task: { ...task?.sql_task, parameters: { statement: `OPTIMIZE ${GOLD}.dim_user` } },
          },
        ],
      })(hand, { jobs } as Deployed);
    },
    resource: "kineo-optimize",
    found: [
      ["value", "max_concurrent_runs"],
      ["value", 'tasks["gold-dim_user"].sql_task.parameters.statement'],
    ],
  },
  {
    name: "a job deleted",
    by: (hand, { jobs }) => hand.send("POST", "/api/2.2/jobs/delete", { job_id: Number(jobs.analyze) }),
    resource: "kineo-analyze",
    found: [["missing", ""]],
  },
  {
    name: "the file that all tasks run",
    by: (hand) =>
      hand.send("POST", "/api/2.0/workspace/import", {
        path: "/Shared/lakewright/kineo-lakehouse/sandbox/run-statement.sql",
        content: Buffer.from("SELECT 1;\n").toString("base64"),
        ...{ format: "AUTO", overwrite: true },
      }),
    resource: "kineo-run-statement",
    found: [["value", "content"]],
  },
];
