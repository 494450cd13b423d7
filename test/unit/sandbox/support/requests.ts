/** Sends a request that must succeed and gives its answer. */
export type Ask = (route: string, body: object) => Promise<Record<string, unknown>>;

export interface Request {
  /** `METHOD /path` */
  readonly route: string;
  readonly body: object;
}

const TASK = {
  task_key: "a",
  max_retries: 1,
  min_retry_interval_millis: 10,
  timeout_seconds: 5,
  retry_on_timeout: true,
  run_if: "ALL_SUCCESS",
  depends_on: [],
};
const CLUSTER = {
  cluster_name: "c",
  spark_version: "15.4.x-scala2.12",
  node_type_id: "i3.xlarge",
  autoscale: { min_workers: 2, max_workers: 8 },
  autotermination_minutes: 20,
  spark_conf: { "spark.sql.adaptive.enabled": "true" },
  custom_tags: { team: "x" },
};
const ALERT = {
  display_name: "a",
  query_text: "SELECT 1 AS n",
  evaluation: {
    source: { name: "n" },
    comparison_operator: "LESS_THAN",
    threshold: { value: { double_value: 1 } },
    notification: { subscriptions: [{ user_email: "a@b.test" }] },
  },
  schedule: { quartz_cron_schedule: "0 0 6 * * ?", timezone_id: "UTC" },
};

/** Makes an object of each kind. @returns a request that each endpoint takes, with the ids of those objects */
export async function validRequests(ask: Ask): Promise<readonly Request[]> {
  const warehouse = { name: "w", cluster_size: "Small", max_num_clusters: 1, auto_stop_mins: 10, tags: {} };
  const warehouse_id = String((await ask("POST /api/2.0/sql/warehouses", warehouse))["id"]);
  const { cluster_id } = await ask("POST /api/2.1/clusters/create", CLUSTER);
  const policy = { name: "p", definition: '{"autoscale.max_workers":{"type":"range","maxValue":8}}' };
  const { policy_id } = await ask("POST /api/2.0/policies/clusters/create", policy);
  const path = "/Shared/a.sql";
  const file = { path, format: "RAW", content: "U0VMRUNUIDE=", overwrite: true };
  await ask("POST /api/2.0/workspace/import", file);
  const query = { display_name: "q", query_text: "SELECT 1", warehouse_id, parameters: [] };
  const { id: query_id } = await ask("POST /api/2.0/sql/queries", { query });
  const job = {
    name: "j",
    parameters: [{ name: "n", default: "1" }],
    schedule: { quartz_cron_expression: "0 0 6 * * ?", timezone_id: "UTC", pause_status: "PAUSED" },
    max_concurrent_runs: 2,
    queue: { enabled: true },
    tags: { team: "x" },
    tasks: [
      {
        ...TASK,
        sql_task: { warehouse_id, file: { path, source: "WORKSPACE" }, parameters: { x: "{{job.id}}" } },
      },
      { task_key: "b", depends_on: [{ task_key: "a" }], sql_task: { warehouse_id, query: { query_id } } },
    ],
  };
  const { job_id } = await ask("POST /api/2.2/jobs/create", job);
  const { run_id } = await ask("POST /api/2.2/jobs/run-now", { job_id });
  const alert = { ...ALERT, warehouse_id };
  const { id: alert_id } = await ask("POST /api/2.0/alerts", alert);
  const condition = {
    op: "GREATER_THAN",
    operand: { column: { name: "n" } },
    threshold: { value: { double_value: 1 } },
  };
  const older = { display_name: "o", query_id, condition };
  const { id: older_id } = await ask("POST /api/2.0/sql/alerts", { alert: older });
  const dashboard = { display_name: "d", parent_path: "/Shared", warehouse_id, serialized_dashboard: "{}" };
  const { dashboard_id } = await ask("POST /api/2.0/lakeview/dashboards", dashboard);
  const destination = { display_name: "d", config: { email: { addresses: ["a@b.test"] } } };
  const { id: destination_id } = await ask("POST /api/2.0/notification-destinations", destination);
  const statement = { statement: "SELECT :n", warehouse_id, wait_timeout: "5s", row_limit: 5 };
  const bound = { ...statement, parameters: [{ name: "n", value: "1", type: "INT" }] };
  const { statement_id } = await ask("POST /api/2.0/sql/statements", bound);
  const grants = { access_control_list: [{ group_name: "g", permission_level: "CAN_USE" }] };
  const id = (value: unknown): string => String(value);
  return [
    { route: "POST /api/1.2/contexts/create", body: { clusterId: cluster_id, language: "sql" } },
    {
      route: "POST /api/1.2/commands/execute",
      body: { clusterId: cluster_id, contextId: "1", language: "sql", command: "SELECT 1" },
    },
    { route: "POST /api/2.0/sql/warehouses", body: warehouse },
    { route: `POST /api/2.0/sql/warehouses/${warehouse_id}/edit`, body: warehouse },
    { route: "POST /api/2.1/clusters/create", body: { ...CLUSTER, policy_id } },
    { route: "POST /api/2.1/clusters/edit", body: { ...CLUSTER, cluster_id } },
    {
      route: "POST /api/2.1/clusters/update",
      body: {
        cluster_id,
        update_mask: "autoscale,spark_env_vars",
        cluster: { autoscale: { min_workers: 1, max_workers: 2 } },
      },
    },
    { route: "POST /api/2.1/clusters/resize", body: { cluster_id, num_workers: 3 } },
    {
      route: "POST /api/2.0/libraries/install",
      body: { cluster_id, libraries: [{ pypi: { package: "x" } }] },
    },
    {
      route: "POST /api/2.0/libraries/uninstall",
      body: { cluster_id, libraries: [{ pypi: { package: "x" } }] },
    },
    { route: "POST /api/2.0/policies/clusters/create", body: policy },
    { route: "POST /api/2.0/policies/clusters/edit", body: { ...policy, policy_id } },
    { route: "POST /api/2.0/workspace/mkdirs", body: { path: "/Shared/b/c" } },
    { route: "POST /api/2.0/workspace/import", body: file },
    { route: "POST /api/2.0/workspace/delete", body: { path: "/Shared/b", recursive: true } },
    { route: "POST /api/2.2/jobs/create", body: job },
    { route: "POST /api/2.2/jobs/reset", body: { job_id, new_settings: job } },
    {
      route: "POST /api/2.2/jobs/update",
      body: { job_id, new_settings: { name: "k" }, fields_to_remove: ["tags"] },
    },
    { route: "POST /api/2.2/jobs/run-now", body: { job_id, job_parameters: { n: "2" }, only: ["a"] } },
    { route: "POST /api/2.2/jobs/runs/cancel", body: { run_id } },
    { route: "POST /api/2.2/jobs/runs/cancel-all", body: { job_id } },
    { route: "POST /api/2.0/sql/queries", body: { query } },
    { route: `PATCH /api/2.0/sql/queries/${id(query_id)}`, body: { query, update_mask: "display_name" } },
    { route: "POST /api/2.0/alerts", body: alert },
    { route: `PATCH /api/2.0/alerts/${id(alert_id)}?update_mask=*`, body: alert },
    { route: "POST /api/2.0/sql/alerts", body: { alert: older } },
    { route: `PATCH /api/2.0/sql/alerts/${id(older_id)}`, body: { alert: older, update_mask: "*" } },
    { route: "POST /api/2.0/lakeview/dashboards", body: dashboard },
    { route: `PATCH /api/2.0/lakeview/dashboards/${id(dashboard_id)}`, body: dashboard },
    {
      route: `POST /api/2.0/lakeview/dashboards/${id(dashboard_id)}/published`,
      body: { embed_credentials: false, warehouse_id },
    },
    { route: "POST /api/2.0/notification-destinations", body: destination },
    { route: `PATCH /api/2.0/notification-destinations/${id(destination_id)}`, body: destination },
    { route: "POST /api/2.0/sql/statements", body: bound },
    { route: `POST /api/2.0/sql/statements/${id(statement_id)}/cancel`, body: {} },
    { route: `PUT /api/2.0/permissions/sql/warehouses/${warehouse_id}`, body: grants },
    { route: `PATCH /api/2.0/permissions/sql/warehouses/${warehouse_id}`, body: grants },
    {
      route: "PATCH /api/2.1/unity-catalog/permissions/table/dev.gold.t",
      body: { changes: [{ principal: "g", add: ["SELECT"], remove: ["MODIFY"] }] },
    },
    { route: "PATCH /api/2.1/unity-catalog/catalogs/dev", body: { comment: "c", properties: { a: "b" } } },
    { route: "POST /api/2.1/unity-catalog/schemas", body: { name: "s", catalog_name: "dev", comment: "c" } },
    {
      route: "PATCH /api/2.1/unity-catalog/schemas/dev.gold",
      body: { comment: "c", properties: { a: "b" } },
    },
    { route: "PATCH /api/2.1/unity-catalog/tables/dev.gold.t", body: { owner: "g" } },
  ];
}
