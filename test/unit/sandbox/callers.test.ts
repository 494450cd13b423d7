import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { TestWorkspace, until } from "./support/workspace.ts";

const ADMIN = "admin@sandbox.test";

/** Every kind of object as the service principal makes it; who made it is told where Databricks tells it. */
describe("what a service principal makes is the service principal's", () => {
  let workspace: TestWorkspace;
  let principal: string;
  let authorization: string;

  beforeAll(async () => {
    workspace = await TestWorkspace.open();
    const file = readFileSync(join(workspace.home, "service-principal.json"), "utf8");
    const { client_id, client_secret } = JSON.parse(file) as Record<string, string>;
    principal = client_id ?? "";
    const { body } = await workspace.raw("POST", "/oidc/v1/token", {
      payload: "grant_type=client_credentials&scope=all-apis",
      headers: {
        authorization: `Basic ${btoa(`${principal}:${client_secret ?? ""}`)}`,
        "content-type": "application/x-www-form-urlencoded",
      },
    });
    authorization = `Bearer ${String(body["access_token"])}`;
  });

  type Method = "DELETE" | "GET" | "PATCH" | "POST" | "PUT";

  /** As the service principal; what the user reads is the same. */
  const ok = async (method: Method, url: string, body?: object): Promise<Record<string, unknown>> => {
    const payload = body === undefined ? {} : { payload: JSON.stringify(body) };
    const answer = await workspace.raw(method, url, { headers: { authorization }, ...payload });
    if (answer.status !== 200) throw new Error(`${method} ${url}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const read = (url: string): Promise<Record<string, unknown>> => workspace.ok("GET", url);
  const CLUSTER = { spark_version: "17.3.x-scala2.13", node_type_id: "i3.xlarge", num_workers: 1 };
  const warehouse = async (name: string): Promise<string> =>
    String((await ok("POST", "/api/2.0/sql/warehouses", { name, cluster_size: "Small" }))["id"]);

  test("the caller is told who it is", async () => {
    expect(await ok("GET", "/api/2.0/preview/scim/v2/Me")).toMatchObject({
      ...{ id: "2", userName: principal, displayName: "Sandbox service principal", active: true },
    });
    expect(await read("/api/2.0/preview/scim/v2/Me")).toMatchObject({
      ...{ id: "1", userName: ADMIN, emails: [{ value: ADMIN }] },
    });
  });

  test("clusters, and who ended one", async () => {
    const { cluster_id } = await ok("POST", "/api/2.1/clusters/create", CLUSTER);
    const get = () => read(`/api/2.1/clusters/get?cluster_id=${String(cluster_id)}`);
    expect(await get()).toMatchObject({ creator_user_name: principal, default_tags: { Creator: principal } });
    await workspace.ok("POST", "/api/2.1/clusters/delete", { cluster_id });
    expect(await get()).toMatchObject({
      creator_user_name: principal,
      termination_reason: { parameters: { username: ADMIN } },
    });
  });

  test("policies, also when another edits them", async () => {
    const policy = { name: "p", definition: "{}" };
    const { policy_id } = await ok("POST", "/api/2.0/policies/clusters/create", policy);
    await workspace.ok("POST", "/api/2.0/policies/clusters/edit", { ...policy, policy_id });
    const found = await read(`/api/2.0/policies/clusters/get?policy_id=${String(policy_id)}`);
    expect(found["creator_user_name"]).toBe(principal);
  });

  test("warehouses, with their owner, also after a restart", async () => {
    const id = await warehouse("w");
    await workspace.restart();
    expect((await read(`/api/2.0/sql/warehouses/${id}`))["creator_name"]).toBe(principal);
    const { access_control_list } = await read(`/api/2.0/permissions/sql/warehouses/${id}`);
    expect(access_control_list).toContainEqual({
      service_principal_name: principal,
      all_permissions: [{ permission_level: "IS_OWNER", inherited: false }],
    });
    // A restart forgets the tokens.
    const { client_secret } = JSON.parse(
      readFileSync(join(workspace.home, "service-principal.json"), "utf8"),
    ) as Record<string, string>;
    const { body } = await workspace.raw("POST", "/oidc/v1/token", {
      payload: "grant_type=client_credentials",
      headers: {
        authorization: `Basic ${btoa(`${principal}:${client_secret ?? ""}`)}`,
        "content-type": "application/x-www-form-urlencoded",
      },
    });
    authorization = `Bearer ${String(body["access_token"])}`;
  });

  test("jobs run as their owner, and a run is whose it was asked by", async () => {
    const path = await workspace.file("as.sql", "SELECT 1");
    const tasks = [{ task_key: "a", sql_task: { warehouse_id: await warehouse("x"), file: { path } } }];
    const { job_id } = await ok("POST", "/api/2.2/jobs/create", { tasks });
    const job = () => read(`/api/2.2/jobs/get?job_id=${String(job_id)}`);
    expect(await job()).toMatchObject({ creator_user_name: principal, run_as_user_name: principal });
    const run = async (): Promise<unknown> => {
      const { run_id } = await workspace.ok("POST", "/api/2.2/jobs/run-now", { job_id });
      const found = await until(
        () => read(`/api/2.2/jobs/runs/get?run_id=${String(run_id)}`),
        ({ status }) => (status as { state: string }).state === "TERMINATED",
      );
      return [found["creator_user_name"], workspace.scripts.at(-1)?.runs_as];
    };
    expect(await run()).toEqual([ADMIN, { userId: "2", userName: principal }]);
    await workspace.ok("PUT", `/api/2.0/permissions/jobs/${String(job_id)}`, {
      access_control_list: [{ user_name: ADMIN, permission_level: "IS_OWNER" }],
    });
    expect(await job()).toMatchObject({ creator_user_name: principal, run_as_user_name: ADMIN });
    expect(await run()).toEqual([ADMIN, { userId: "1", userName: ADMIN }]);
    const run_as = { user_name: "other@sandbox.test" };
    await ok("POST", "/api/2.2/jobs/update", { job_id, new_settings: { run_as } });
    expect(await job()).toMatchObject({ run_as_user_name: "other@sandbox.test" });
    expect(await run()).toEqual([ADMIN, { userName: "other@sandbox.test" }]);
  });

  test("queries and alerts, and who changed a query last", async () => {
    const query = { display_name: "q", query_text: "SELECT 1", warehouse_id: "w" };
    const { id, ...made } = await ok("POST", "/api/2.0/sql/queries", { query });
    expect(made).toMatchObject({
      owner_user_name: principal,
      last_modifier_user_name: principal,
      parent_path: `/Workspace/Users/${principal}`,
    });
    const patch = { query: { display_name: "r" }, update_mask: "display_name" };
    expect(await workspace.ok("PATCH", `/api/2.0/sql/queries/${String(id)}`, patch)).toMatchObject({
      owner_user_name: principal,
      last_modifier_user_name: ADMIN,
    });
    const alert = { display_name: "a", query_id: id, condition: { op: "EQUAL" } };
    expect(await ok("POST", "/api/2.0/sql/alerts", { alert })).toMatchObject({ owner_user_name: principal });
    const ALERT = {
      ...{ display_name: "a", query_text: "SELECT 1 AS n", warehouse_id: "w" },
      evaluation: { source: { name: "n" }, comparison_operator: "IS_NULL" },
      schedule: { quartz_cron_schedule: "0 0 6 * * ?", timezone_id: "UTC" },
    };
    const v2 = await ok("POST", "/api/2.0/alerts", ALERT);
    expect(v2).toMatchObject({ owner_user_name: principal, run_as_user_name: principal });
    const named = await ok("POST", "/api/2.0/alerts", { ...ALERT, run_as_user_name: ADMIN });
    expect(named).toMatchObject({ owner_user_name: principal, run_as_user_name: ADMIN });
  });

  test("files, folders and dashboards, in a folder of its own", async () => {
    const home = `/Users/${principal}`;
    await ok("POST", "/api/2.0/workspace/mkdirs", { path: `${home}/a` });
    await ok("POST", "/api/2.0/workspace/import", { path: `${home}/a/b`, format: "RAW", content: "eA==" });
    await workspace.ok("POST", "/api/2.0/workspace/import", {
      ...{ path: `${home}/a/b`, format: "RAW", content: "eQ==", overwrite: true },
    });
    expect(await ok("POST", "/api/2.0/lakeview/dashboards", { display_name: "d" })).toMatchObject({
      parent_path: home,
    });
    for (const path of [`${home}/a`, `${home}/a/b`, `${home}/d.lvdash.json`]) {
      const status = await read(`/api/2.0/workspace/get-status?path=${encodeURIComponent(path)}`);
      expect(status).toMatchObject({ path, created_by: principal });
    }
    const root = await workspace.send("POST", "/api/2.0/workspace/delete", { path: home, recursive: true });
    expect(root.body["message"]).toBe(`Folder ${home} is protected`);
  });
});
