import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readDeployment } from "../../../src/drift/deployment.ts";
import { declaredByState, detectDrift } from "../../../src/drift/detect.ts";
import { driftMarkdown } from "../../../src/drift/markdown.ts";
import { redactReport } from "../../../src/drift/redact.ts";
import type { DriftReport } from "../../../src/drift/report.ts";
import { driftText } from "../../../src/drift/text.ts";
import { openWorkspace } from "../../../src/databricks/open.ts";
import { driftPage } from "../../../src/html/pages/drift-page.ts";
import { renderPage } from "../../../src/html/render.ts";
import { SECRET_SIGNATURE, SIGNATURE } from "../../../src/redaction/envelope.ts";
import { Redactor } from "../../../src/redaction/redactor.ts";

/** As `pulumi stack export` has a secret, and what the workspace answers for it. */
const SECRET = { [SIGNATURE]: SECRET_SIGNATURE, ciphertext: "v1:qGgZ0x==:cipherTextOfTheState" };
const LIVE = "hunter2-is-live";
const SEVERAL = { [LIVE]: LIVE };

const object = (type: string, id: string, inputs: object) => ({
  ...{ type: `databricks:index/${type}`, custom: true, id, inputs },
  urn: `urn:pulumi:prod::p::databricks:index/${type}::${type}`,
});
const ours = (type: string, id: string, inputs: object) => ({
  ...{ type: `lakewright:index:${type}`, custom: true, id, inputs },
  ...{
    outputs: { ...inputs, status: "applied" },
    urn: `urn:pulumi:prod::p::lakewright:index:${type}::${id}`,
  },
});

const STATE = {
  deployment: {
    resources: [
      object("cluster:Cluster", "c1", {
        clusterName: "c",
        numWorkers: 2,
        sparkEnvVars: { DB_PASSWORD: SECRET, PLAIN: "as deployed" },
        sparkConf: { "fs.azure.account.key.a.dfs.core.windows.net": SECRET },
        initScripts: [{ workspace: { destination: SECRET } }],
        customTags: SECRET,
      }),
      object("sqlEndpoint:SqlEndpoint", "w1", {
        name: "w",
        tags: { customTags: [{ key: "k", value: SECRET }] },
      }),
      object("job:Job", "7", { name: "j", tasks: SECRET, parameters: SECRET }),
      object("permissions:Permissions", "/jobs/7", { accessControls: SECRET }),
      object("notebook:Notebook", "/n", { path: "/n", contentBase64: SECRET }),
      object("clusterPolicy:ClusterPolicy", "p1", { name: "p", definition: SECRET }),
      ours("TableLayout", "prod.gold.t", {
        ...{ table: "prod.gold.t", warehouseId: "w1", comment: SECRET },
        properties: { "delta.appendOnly": "true", "x.key": SECRET },
      }),
      ours("TableLayout", "prod.gold.u", { table: "prod.gold.u", warehouseId: "w1", properties: SECRET }),
      ours("MaterializedView", "prod.gold.v", {
        view: "prod.gold.v",
        query: SECRET,
        comment: SECRET,
        warehouseId: "w1",
      }),
    ],
  },
};

const table = (name: string, properties: object) => ({
  ...{ name, data_source_format: "DELTA", table_type: "MANAGED", columns: [{ name: "id" }] },
  ...{ comment: LIVE, properties },
});
const ANSWERS: Readonly<Record<string, object>> = {
  "/api/2.0/preview/scim/v2/Me": { userName: "d@p.test" },
  "/api/2.1/clusters/get": {
    ...{ cluster_id: "c1", cluster_name: "c", num_workers: 3 },
    spark_env_vars: { DB_PASSWORD: LIVE, PLAIN: LIVE, ADDED: LIVE },
    spark_conf: {
      "fs.azure.account.key.a.dfs.core.windows.net": LIVE,
      "fs.azure.account.key.b.dfs.core.windows.net": LIVE,
    },
    init_scripts: [{ workspace: { destination: LIVE } }],
    custom_tags: SEVERAL,
  },
  "/api/2.0/sql/warehouses/w1": { id: "w1", name: "w", tags: { custom_tags: [{ key: "k", value: LIVE }] } },
  "/api/2.2/jobs/get": {
    job_id: 7,
    settings: {
      name: "j",
      tasks: [{ task_key: "a", notebook_task: { notebook_path: LIVE, base_parameters: SEVERAL } }],
      parameters: [{ name: "p", default: LIVE }],
    },
  },
  "/api/2.0/permissions/jobs/7": {
    access_control_list: [
      { user_name: LIVE, all_permissions: [{ permission_level: "CAN_MANAGE", inherited: false }] },
    ],
  },
  "/api/2.0/workspace/export": { content: Buffer.from(`-- ${LIVE}`).toString("base64") },
  "/api/2.0/policies/clusters/get": {
    ...{ policy_id: "p1", name: "p" },
    definition: JSON.stringify({ x: { type: "fixed", value: LIVE } }),
  },
  "/api/2.1/unity-catalog/tables/prod.gold.t": table("t", { "delta.appendOnly": "false", "x.key": LIVE }),
  "/api/2.1/unity-catalog/tables/prod.gold.u": table("u", { "delta.appendOnly": LIVE, y: LIVE }),
  "/api/2.1/unity-catalog/tables/prod.gold.v": {
    ...{ name: "v", table_type: "MATERIALIZED_VIEW", comment: LIVE, properties: {} },
    view_definition: `SELECT '${LIVE}' AS one`,
  },
};

describe("secrets of the state", () => {
  let report: DriftReport;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://workspace.test");
    const body = ANSWERS[decodeURIComponent(pathname)];
    request.resume().on("end", () => {
      response.writeHead(body === undefined ? 404 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(body ?? { error_code: "RESOURCE_DOES_NOT_EXIST", message: "gone" }));
    });
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const deployment = readDeployment(STATE);
    const found = await detectDrift(declaredByState(deployment), deployment, {
      context: { stack: "prod", up: "pulumi up", declaredBy: "state", tables: [] },
      workspace: openWorkspace({ host, token: "t" }, { env: {} }),
      now: new Date("2026-11-26T06:00:00Z"),
      histories: false,
    });
    report = redactReport(found, new Redactor());
  });

  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
  });

  test("are not compared, and a note says so; what is open beside them is", () => {
    const found = report.resources.flatMap(({ name, differences }) =>
      differences.map(({ path, live }) => [name, path, live]),
    );
    expect(found).toEqual([
      ["prod.gold.t", 'properties["delta.appendOnly"]', "false"],
      ["cluster:Cluster", "num_workers", "3"],
      ["cluster:Cluster", "spark_env_vars.PLAIN", "(secret)"],
      ["cluster:Cluster", 'spark_conf["fs.azure.account.key.b.dfs.core.windows.net"]', "(secret)"],
      ["cluster:Cluster", "spark_env_vars.ADDED", "(secret)"],
    ]);
    expect(report.notes).toEqual([
      'prod.gold.t: properties["x.key"], comment are secret, not compared',
      "prod.gold.u: properties is secret, not compared",
      "prod.gold.v: query, comment are secret, not compared",
      'cluster:Cluster: spark_env_vars.DB_PASSWORD, spark_conf["fs.azure.account.key.a.dfs.core.windows.net"], init_scripts, custom_tags are secret, not compared',
      "sqlEndpoint:SqlEndpoint: tags.k is secret, not compared",
      "job:Job: tasks, parameters are secret, not compared",
      "permissions:Permissions: all of it is secret, not compared",
      "notebook:Notebook: content is secret, not compared",
      "clusterPolicy:ClusterPolicy: definition is secret, not compared",
    ]);
  });

  test("and live values beside them are in no form of the report", () => {
    const page = renderPage(driftPage(report, { runs: new Map() }));
    for (const form of [driftText(report), driftMarkdown(report), JSON.stringify(report), page]) {
      expect(form).toContain("(secret)");
      for (const part of [LIVE, "cipherTextOfTheState", SECRET_SIGNATURE, "as deployed"]) {
        expect(form).not.toContain(part);
      }
    }
  });
});
