import type { Deployed, HandMadeDrift } from "./drifts.ts";
import type { Sandbox } from "./sandbox.ts";

const GOLD = "sandbox.gold";

/** The cluster's specification as it is, for an edit that says all of it again. */
export async function editCluster(
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
    hand.send("POST", "/api/2.2/jobs/update", { job_id: Number(jobs["weekly-small"]), new_settings: change });

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
          { key: "lakehouse", value: "kineo" },
          { key: "stack", value: "kineo/sandbox" },
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
    resource: "kineo-weekly-small",
    found: [["value", "schedule.pause_status"]],
  },
  {
    name: "a task of a job without its Z-order, and runs that may overlap",
    by: async (hand, { jobs }) => {
      const path = `/api/2.2/jobs/get?job_id=${jobs["weekly-small"]}`;
      const { settings } = await hand.send<{
        settings: { tasks: readonly { task_key: string; sql_task: { parameters: object } }[] };
      }>("GET", path);
      const [task] = settings.tasks.filter(({ task_key }) => task_key === "gold-dim_user-optimize");
      await job({
        max_concurrent_runs: 3,
        tasks: [
          {
            ...task,
            sql_task: {
              ...task?.sql_task,
              parameters: { ...task?.sql_task.parameters, statement: `OPTIMIZE ${GOLD}.dim_user` },
            },
          },
        ],
      })(hand, { jobs } as Deployed);
    },
    resource: "kineo-weekly-small",
    found: [
      ["value", "max_concurrent_runs"],
      ["value", 'tasks["gold-dim_user-optimize"].sql_task.parameters.statement'],
    ],
  },
  {
    name: "a job deleted",
    by: (hand, { jobs }) =>
      hand.send("POST", "/api/2.2/jobs/delete", { job_id: Number(jobs["daily-small"]) }),
    resource: "kineo-daily-small",
    found: [["missing", ""]],
  },
  {
    name: "a job that follows updates paused, and following other tables",
    by: (hand, { jobs }) =>
      hand.send("POST", "/api/2.2/jobs/update", {
        job_id: Number(jobs["warm-up"]),
        new_settings: {
          trigger: {
            pause_status: "PAUSED",
            table_update: {
              table_names: [`${GOLD}.dim_user`],
              condition: "ANY_UPDATED",
              wait_after_last_change_seconds: 600,
            },
          },
        },
      }),
    resource: "kineo-warm-up",
    found: [
      ["value", "trigger.pause_status"],
      ["value", "trigger.table_update.table_names"],
    ],
  },
  {
    name: "somebody else may manage a job",
    by: (hand, { jobs }) =>
      hand.send("PATCH", `/api/2.0/permissions/jobs/${jobs["warm-up"]}`, {
        access_control_list: [{ user_name: "ana@sandbox.test", permission_level: "CAN_MANAGE" }],
      }),
    resource: "kineo-warm-up-permissions",
    found: [["undeclared", '["user ana@sandbox.test"]']],
  },
  {
    name: "the file that all tasks run",
    by: (hand) =>
      hand.send("POST", "/api/2.0/workspace/import", {
        path: "/Shared/lakewright/kineo/kineo/sandbox/run-statement.sql",
        content: Buffer.from("SELECT 1;\n").toString("base64"),
        ...{ format: "AUTO", overwrite: true },
      }),
    resource: "kineo-run-statement",
    found: [["value", "content"]],
  },
  {
    name: "the cells of a notebook",
    by: (hand) =>
      hand.send("POST", "/api/2.0/workspace/import", {
        path: "/Shared/lakewright/kineo/kineo/sandbox/cache-tables",
        content: Buffer.from("-- Databricks notebook source\nSELECT 1\n").toString("base64"),
        ...{ format: "SOURCE", language: "SQL", overwrite: true },
      }),
    resource: "kineo-cache-tables",
    found: [["value", "content"]],
  },
];
