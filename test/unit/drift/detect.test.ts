import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readDeployment } from "../../../src/drift/deployment.ts";
import { declaredByState, type Declaration, detectDrift } from "../../../src/drift/detect.ts";
import { type DriftReport, exitCode } from "../../../src/drift/report.ts";
import { change } from "../../../src/drift/sentences.ts";
import { openWorkspace } from "../../../src/databricks/open.ts";

const TABLES = "/api/2.1/unity-catalog/tables";

/** Somebody may have set its property, and its history does not answer. */
const ODD = table("odd", { "delta.appendOnly": "true" });
const STREAMED = { ...table("streamed", {}), table_type: "STREAMING_TABLE" };

/** What the workspace answers, by path; all else does not exist. */
const ANSWERS: Readonly<Record<string, readonly [status: number, body: object]>> = {
  "/api/2.0/preview/scim/v2/Me": [200, { userName: "deployer@kineo.test" }],
  "/api/2.0/sql/warehouses/w1": [200, { id: "w1", name: "dashboards", cluster_size: "Small" }],
  "/api/2.0/permissions/sql/warehouses/w1": [
    403,
    { error_code: "PERMISSION_DENIED", message: "not yours to see" },
  ],
  "/api/2.1/clusters/get": [
    400,
    { error_code: "INVALID_PARAMETER_VALUE", message: "Cluster c1 does not exist" },
  ],
  "/api/2.1/unity-catalog/schemas/prod.gold": [200, { full_name: "prod.gold" }],
  "/api/2.0/sql/statements": [404, { error_code: "RESOURCE_DOES_NOT_EXIST", message: "no warehouse w1" }],
  [`${TABLES}/prod.gold.mv`]: [
    200,
    { name: "mv", table_type: "MATERIALIZED_VIEW", view_definition: "SELECT 1 AS one", properties: {} },
  ],
  [`${TABLES}/prod.gold.mv_not_one`]: [200, table("mv_not_one", {})],
  [`${TABLES}/prod.gold.there`]: [200, table("there", {})],
  [TABLES]: [
    200,
    {
      tables: [
        table("there", { "delta.appendOnly": "true" }),
        table("kept", {}),
        table("arrived", {}),
        ODD,
        STREAMED,
      ],
    },
  ],
};

function table(name: string, properties: Readonly<Record<string, string>>): object {
  return { name, data_source_format: "DELTA", table_type: "MANAGED", columns: [{ name: "id" }], properties };
}

const layout = (name: string, properties: object = {}, status = "applied") => ({
  ...{ type: "lakewright:index:TableLayout", custom: true, id: `prod.gold.${name}` },
  urn: `urn:pulumi:prod::p::lakewright:index:TableLayout::gold.${name}`,
  inputs: { table: `prod.gold.${name}`, properties, warehouseId: "w1" },
  outputs: { table: `prod.gold.${name}`, properties, status },
});
const view = (
  name: string,
  { status = "applied", sources }: { status?: string; sources?: readonly string[] } = {},
) => {
  const inputs = { ...viewOf(name), warehouseId: "w1", ...(sources && { sources }) };
  return {
    ...{ type: "lakewright:index:MaterializedView", custom: true, id: `prod.gold.${name}`, inputs },
    urn: `urn:pulumi:prod::p::lakewright:index:MaterializedView::gold.${name}`,
    outputs: { ...inputs, status },
  };
};
const viewOf = (name: string) =>
  ({ view: `prod.gold.${name}`, query: "SELECT 1 AS one", refresh: { kind: "manual" } }) as const;
const object = (type: string, name: string, { id, inputs }: { id: string; inputs: object }) => ({
  ...{ type: `databricks:index/${type}`, custom: true, id, inputs },
  urn: `urn:pulumi:prod::p::databricks:index/${type}::${name}`,
});

const deployment = readDeployment({
  deployment: {
    manifest: { time: "2026-11-25T14:26:34Z" },
    resources: [
      object("sqlEndpoint:SqlEndpoint", "w", {
        id: "w1",
        inputs: { name: "dashboards", clusterSize: "Small" },
      }),
      object("permissions:Permissions", "w-permissions", {
        id: "/sql/warehouses/w1",
        inputs: { accessControls: [{ groupName: "a", permissionLevel: "CAN_USE" }] },
      }),
      object("cluster:Cluster", "c", { id: "c1", inputs: { clusterName: "c" } }),
      object("permissions:Permissions", "c-permissions", { id: "/clusters/c1", inputs: {} }),
      object("secretScope:SecretScope", "s", { id: "s", inputs: {} }),
      layout("there", { "delta.appendOnly": "false" }),
      layout("kept"),
      layout("gone"),
      layout("awaited", {}, "waiting"),
      layout("arrived", {}, "waiting"),
      layout("odd"),
      layout("streamed"),
      view("mv"),
      view("mv_gone"),
      view("mv_kept"),
      view("mv_awaits", { status: "waiting", sources: ["prod.gold.awaited"] }),
      view("mv_due", { status: "waiting", sources: ["prod.gold.there"] }),
      view("mv_not_one"),
    ],
  },
});

const NOT_KNOWN =
  "prod.gold.odd has delta.appendOnly = true, which nobody declared; who set it is not known, so that it may have come with the table.";

describe("drift of a workspace that is not as it was", () => {
  let report: DriftReport;
  let unasked: DriftReport;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://workspace.test");
    const [status, body] = ANSWERS[decodeURIComponent(pathname)] ?? [
      404,
      { error_code: "RESOURCE_DOES_NOT_EXIST", message: "gone" },
    ];
    request.resume().on("end", () => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const state = declaredByState(deployment);
    const declaration: Declaration = {
      objects: state.objects,
      tables: [
        ...state.tables.filter(({ name }) => name !== "gold.kept"),
        { name: "gold.new", layout: { table: "prod.gold.new", properties: {} } },
      ],
      views: [
        ...state.views.filter(({ name }) => name !== "gold.mv_kept"),
        { name: "gold.mv_new", view: viewOf("mv_new") },
      ],
    };
    const options = {
      context: { stack: "prod", up: "pulumi up --stack prod", declaredBy: "plan", tables: [] },
      workspace: openWorkspace({ host, token: "t" }, { env: {} }),
      now: new Date("2026-11-26T06:00:00Z"),
    } as const;
    report = await detectDrift(declaration, deployment, options);
    unasked = await detectDrift(declaration, deployment, { ...options, histories: false });
  });

  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
  });

  test("finds what is gone, new, and no longer declared; permissions go with their object", () => {
    expect(
      report.resources.map(({ name, differences }) => [
        name,
        ...differences.map(
          ({ what, cause }) => `${what} by ${cause === "pendingDeployment" ? "us" : "them"}`,
        ),
      ]),
    ).toEqual([
      ["gold.gone", "missing by them"],
      ["gold.mv_gone", "missing by them"],
      ["c", "missing by them"],
      ["gold.kept", "notDeclared by us"],
      ["gold.new", "notDeployed by us"],
      ["gold.streamed", "replaced by them"],
      ["gold.there", "value by them"],
      ["gold.mv_due", "appeared by them"],
      ["gold.mv_kept", "notDeclared by us"],
      ["gold.mv_new", "notDeployed by us"],
      ["gold.mv_not_one", "replaced by them"],
    ]);
    expect(report.waiting).toEqual(["prod.gold.awaited", "prod.gold.mv_awaits"]);
    expect(report.notes).toEqual([NOT_KNOWN, "not compared: 1 databricks:index/secretScope:SecretScope"]);
    expect([report.checked, report.total]).toEqual([16, 19]);
    expect(report.settled).toEqual([
      { name: "gold.arrived", path: "status", deployed: "waiting", now: "applied" },
    ]);
  });

  test("says of what stands in a table's place what it is, and what to do", () => {
    const streamed = report.resources.find(({ name }) => name === "gold.streamed");
    expect(streamed?.differences.map((difference) => change(difference))).toEqual([
      "changed outside: is a streaming table now",
    ]);
    expect(streamed?.revert.manual).toMatch(
      /^prod\.gold\.streamed is a streaming table; a TableLayout is for Delta tables\. .*remove this resource\.$/,
    );
  });

  test("says why nobody could be named where the warehouse is gone", () => {
    const who = report.resources.find(({ name }) => name === "gold.there")?.differences[0]?.who;
    expect(who).toMatchObject({ known: false, why: expect.stringContaining("no warehouse w1") as string });
    expect(who).toMatchObject({ ask: expect.stringContaining("'prod.gold.there'") as string });
  });

  test("goes on where one object cannot be read, says so, and ends with 1", () => {
    const because = (...parts: readonly string[]) =>
      expect.stringMatching(new RegExp(parts.join("[^]*"))) as string;
    expect(report.unreadable).toEqual([
      {
        ...{ kind: "table", name: "gold.odd" },
        reason: because("whether somebody set delta.appendOnly: ", "no warehouse w1"),
      },
      {
        ...{ kind: "materializedView", name: "gold.mv" },
        reason: because("when it is refreshed: ", "no warehouse w1"),
      },
      {
        ...{ kind: "permissions", name: "w-permissions" },
        reason: expect.stringContaining("PERMISSION_DENIED: not yours to see") as string,
      },
    ]);
    expect(exitCode(report)).toBe(1);
  });

  test("is as complete as was wished where nobody is to be asked", () => {
    expect(unasked.unreadable.map(({ name }) => name)).toEqual(["w-permissions"]);
    expect(unasked.notes).toEqual([
      NOT_KNOWN,
      "not compared, since no SQL warehouse was to be asked: the refresh of 1 materialized view",
      "not compared: 1 databricks:index/secretScope:SecretScope",
    ]);
  });
});
