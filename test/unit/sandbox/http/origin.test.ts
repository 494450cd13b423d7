import { beforeAll, describe, expect, test } from "vitest";
import { TestWorkspace } from "../support/workspace.ts";

describe("requests that a web page has a browser send", () => {
  let workspace: TestWorkspace;
  beforeAll(async () => {
    workspace = await TestWorkspace.open();
  });

  const PATHS = ["/api/2.1/clusters/list", "/sandbox/health", "/.well-known/databricks-config", "/none"];
  const statuses = (headers: object): Promise<readonly number[]> =>
    Promise.all(PATHS.map(async (path) => (await workspace.raw("GET", path, { headers })).status));

  test.each([
    ["127.0.0.1:8080"],
    ["127.0.0.1"],
    ["localhost:8080"],
    ["LOCALHOST"],
    ["[::1]:8080"],
    ["127.0.1.1:1"],
  ])("the host %s is this machine", async (host) => {
    expect(await statuses({ host })).toEqual([200, 200, 200, 501]);
    expect(await statuses({ host, origin: `http://${host}` })).toEqual([200, 200, 200, 501]);
  });

  test.each([
    ["sandbox.evil.test"],
    ["127.0.0.1.evil.test:8080"],
    ["evil.test:127.0.0.1"],
    ["localhost.evil.test"],
    ["localhost@evil.test"],
    ["[::2]"],
    ["192.168.1.2:8080"],
    ["0.0.0.0"],
    ["2130706433"],
  ])("the host %j is refused everywhere", async (host) => {
    expect(await statuses({ host })).toEqual([403, 403, 403, 403]);
    const { body } = await workspace.raw("GET", "/api/2.1/clusters/list", { headers: { host } });
    expect(body).toEqual({
      error_code: "PERMISSION_DENIED",
      message: `Invalid Host header: ${host}. The sandbox answers to 127.0.0.1, localhost and [::1] only.`,
    });
  });

  test.each([
    [{ origin: "https://evil.test" }],
    [{ origin: "null" }],
    [{ origin: "http://127.0.0.1:9999" }],
    [{ "sec-fetch-site": "cross-site" }],
    [{ "sec-fetch-site": "same-site" }],
  ])("%j is refused everywhere", async (headers) => {
    expect(await statuses({ host: "127.0.0.1:8080", ...headers })).toEqual([403, 403, 403, 403]);
  });

  test("an address typed into a browser is answered", async () => {
    expect(await statuses({ "sec-fetch-site": "none" })).toEqual([200, 200, 200, 501]);
  });
});
