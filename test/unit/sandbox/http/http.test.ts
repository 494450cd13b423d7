import { readFileSync, statSync, rmSync, mkdirSync, mkdtempSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { ensureToken } from "../../../../sandbox/http/auth.ts";
import { TestWorkspace } from "../support/workspace.ts";

describe("how the sandbox answers", () => {
  let workspace: TestWorkspace;
  beforeAll(async () => {
    workspace = await TestWorkspace.open();
  });

  test("nothing without a token", async () => {
    const answer = await workspace.raw("GET", "/api/2.1/clusters/list", { headers: { authorization: "" } });
    expect(answer).toMatchObject({
      status: 401,
      body: {
        error_code: 401,
        message: "Credential was not sent or was of an unsupported type for this API.",
      },
    });
  });

  test("nothing with another token", async () => {
    const headers = { authorization: "Bearer dapi-tesT" };
    const answer = await workspace.raw("GET", "/api/2.1/clusters/list", { headers });
    expect(answer).toMatchObject({
      status: 403,
      body: { error_code: 403, message: "Invalid access token." },
    });
  });

  test("an unknown path with 501 and its name, also to a stranger's 401 first", async () => {
    expect(await workspace.send("GET", "/api/2.0/genie/spaces?x=1")).toMatchObject({
      status: 501,
      body: {
        error_code: "NOT_IMPLEMENTED",
        message:
          "The sandbox does not serve GET /api/2.0/genie/spaces. sandbox/README.md lists what it serves.",
      },
    });
    expect(
      (await workspace.raw("GET", "/api/2.0/genie/spaces", { headers: { authorization: "" } })).status,
    ).toBe(401);
  });

  const octets = "application/octet-stream";
  test.each([
    [
      "POST",
      "/sql/1.0/warehouses/1a2b",
      { payload: "\x80\x01\x00", headers: { "content-type": "application/x-thrift" } },
    ],
    ["POST", "/api/2.0/genie/spaces", { payload: "{", headers: {} }],
    ["PUT", "/api/2.0/fs/files/Volumes/a/b", { payload: "PAR1", headers: { "content-type": octets } }],
    [
      "POST",
      "/api/2.0/dbfs/put",
      { payload: "--x", headers: { "content-type": "multipart/form-data; boundary=x" } },
    ],
    ["POST", "/api/2.0/genie/none", { payload: "a", headers: { "content-type": "not a type" } }],
    ["PATCH", "/api/2.0/genie/none", { payload: "", headers: {} }],
    ["OPTIONS", "/api/2.0/genie/none", {}],
    ["PROPFIND", "/api/2.0/genie/none", {}],
    ["PUT", "/sandbox/health", { payload: "{" }],
    ["HEAD", "/api/2.0/fs/files/Volumes/a/b", {}],
    ["HEAD", "/api/2.1/clusters/list", {}],
  ] as const)(
    "%s %s with 501 whatever its body is, and the reason in a header too",
    async (method, path, sent) => {
      const answer = await workspace.raw(method, path, sent);
      const message = `The sandbox does not serve ${method} ${path}. sandbox/README.md lists what it serves.`;
      expect([answer.status, answer.headers["x-thriftserver-error-message"]]).toEqual([501, message]);
      if (method !== "HEAD") expect(answer.body).toEqual({ error_code: "NOT_IMPLEMENTED", message });
    },
  );

  test("a path that is none with 400, as any other error", async () => {
    const { status, body } = await workspace.send("GET", "/api/2.0/%zz");
    expect([status, body["error_code"]]).toEqual([400, "MALFORMED_REQUEST"]);
  });

  test("another method on a known path with 501", async () => {
    expect((await workspace.send("DELETE", "/api/2.1/clusters/list")).status).toBe(501);
  });

  test.each([
    ["{", "MALFORMED_REQUEST", /the body is not JSON/],
    ["[]", "MALFORMED_REQUEST", /the body must be a JSON object/],
    ["{}", "INVALID_PARAMETER_VALUE", /^Missing required field: name$/],
    ['{"name":7,"cluster_size":"Small"}', "MALFORMED_REQUEST", /field 'name' must be a string, got 7/],
    [
      '{"name":"w","cluster_size":"Small","auto_stop_mins":"ten"}',
      "MALFORMED_REQUEST",
      /'auto_stop_mins' must be an integer, got "ten"/,
    ],
    [
      '{"name":"w","cluster_size":"Tiny"}',
      "INVALID_PARAMETER_VALUE",
      /cluster_size 'Tiny' is not valid. Allowed: 2X-Small/,
    ],
  ])("the body %s with 400 and the reason", async (payload, code, message) => {
    const answer = await workspace.raw("POST", "/api/2.0/sql/warehouses", { payload });
    expect([answer.status, answer.body["error_code"]]).toEqual([400, code]);
    expect(answer.body["message"]).toMatch(message);
  });

  test.each([
    ["GET", "/api/2.1/clusters/get?cluster_id=x"],
    ["GET", "/api/2.0/policies/clusters/get?policy_id=x"],
    ["GET", "/api/2.0/sql/warehouses/x"],
    ["GET", "/api/2.2/jobs/get?job_id=9"],
    ["GET", "/api/2.2/jobs/runs/get?run_id=9"],
    ["GET", "/api/2.0/workspace/get-status?path=/none"],
    ["GET", "/api/2.0/sql/queries/x"],
    ["GET", "/api/2.0/alerts/x"],
    ["GET", "/api/2.0/lakeview/dashboards/x"],
    ["GET", "/api/2.0/notification-destinations/x"],
    ["GET", "/api/2.0/permissions/clusters/x"],
    ["GET", "/api/2.0/permissions/sql/warehouses/x"],
  ] as const)("%s %s with 404", async (method, path) => {
    const answer = await workspace.send(method, path);
    expect([answer.status, answer.body["error_code"]]).toEqual([404, "RESOURCE_DOES_NOT_EXIST"]);
  });

  test("the workspace's id alike in the metadata, which needs no token, and in a header", async () => {
    const { body } = await workspace.raw("GET", "/.well-known/databricks-config", {
      headers: { authorization: "" },
    });
    expect(body).toMatchObject({ workspace_id: "1000000000000001", host_type: "workspace" });
    expect((await workspace.ok("GET", "/api/2.0/preview/scim/v2/Me"))["userName"]).toBe("admin@sandbox.test");
  });

  test("its log of requests, from where one left off", async () => {
    const before = Number((await workspace.ok("GET", "/sandbox/requests?since=99999"))["count"]);
    await workspace.send("GET", "/api/2.0/sql/warehouses/none?x=1");
    const { requests, count } = await workspace.ok("GET", `/sandbox/requests?since=${before + 1}`);
    expect(count).toBe(before + 2);
    expect(requests).toEqual([
      {
        seq: before + 2,
        method: "GET",
        path: "/api/2.0/sql/warehouses/none?x=1",
        status: 404,
        ms: expect.any(Number) as number,
      },
    ]);
  });

  test("who sends the service principal's id and secret is granted a token, and nobody else", async () => {
    const file = join(workspace.home, "service-principal.json");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { client_id, client_secret } = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
    const ask = (secret: string, form = "grant_type=client_credentials&scope=all-apis") =>
      workspace.raw("POST", "/oidc/v1/token", {
        payload: form,
        headers: {
          authorization: `Basic ${btoa(`${client_id ?? ""}:${secret}`)}`,
          "content-type": "application/x-www-form-urlencoded",
        },
      });
    expect(await ask("wrong")).toMatchObject({
      status: 401,
      body: { error: "invalid_client", error_description: "Client authentication failed" },
    });
    expect((await ask(client_secret ?? "", "grant_type=password")).status).toBe(400);
    const { status, body } = await ask(client_secret ?? "");
    expect({ status, body }).toMatchObject({ status: 200, body: { token_type: "Bearer", expires_in: 3600 } });
    const list = (token: unknown) =>
      workspace.raw("GET", "/api/2.1/clusters/list", {
        headers: { authorization: `Bearer ${String(token)}` },
      });
    expect((await list(body["access_token"])).status).toBe(200);
    await workspace.restart();
    expect((await list(body["access_token"])).status).toBe(403);
  });

  test("the token is made once, for its owner only", () => {
    const scratch = join(import.meta.dirname, "..", "..", "..", "..", ".sandbox", "test", "unit");
    mkdirSync(scratch, { recursive: true });
    const home = mkdtempSync(join(scratch, "token-"));
    const token = ensureToken(home);
    expect(token).toMatch(/^dapi[0-9a-f]{32}$/);
    expect(ensureToken(home)).toBe(token);
    expect(statSync(join(home, "token")).mode & 0o777).toBe(0o600);
    rmSync(home, { recursive: true });
  });
});
