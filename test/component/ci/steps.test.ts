import { afterEach, describe, expect, test } from "vitest";
import {
  type PlatformRequest,
  runStep,
  type FakePlatform,
  fakePlatform,
  writeText,
} from "./fake-platform.ts";

const MARKER = "<!-- lakewright-review -->";
const TEXT = `${MARKER}\n# Review\n`;
const COMMENT = "ci/steps/comment.ts";
const ISSUE = "ci/steps/issue.ts";

let platform: FakePlatform;
afterEach(() => {
  platform.stop();
});

/** The writes of a run: what a platform would show. */
function writes(): readonly (readonly [string, string, unknown])[] {
  return platform.requests
    .filter(({ method }) => method !== "GET")
    .map(({ method, path, body }) => [method, path, body]);
}

const filler = Array.from({ length: 100 }, (_, id) => ({
  id,
  number: id,
  iid: id,
  body: `comment ${id}`,
  description: "",
}));
const paged = (last: readonly object[]) => (request: PlatformRequest) =>
  /[?&]page=1$/.test(request.path) ? filler : last;

describe("GitHub", () => {
  const environment = (extra: Readonly<Record<string, string>> = {}) => ({
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: platform.url,
    GITHUB_REPOSITORY: "kineo/lakehouse",
    GITHUB_TOKEN: "ghs_secret",
    GITHUB_EVENT_PATH: writeText(platform.folder, "event.json", '{"pull_request":{"number":7}}'),
    ...extra,
  });
  const thread = "/repos/kineo/lakehouse/issues/7/comments";

  test("a first comment is written", async () => {
    platform = await fakePlatform({ [`GET ${thread}`]: [], [`POST ${thread}`]: {} });
    const ended = await runStep([COMMENT, writeText(platform.folder, "r.md", TEXT)], environment());
    expect(ended).toEqual({ code: 0, stdout: "comment written\n", stderr: "" });
    expect(writes()).toEqual([["POST", thread, { body: TEXT }]]);
    expect(platform.requests[0]?.authorization).toBe("Bearer ghs_secret");
  });

  test("a later run edits the comment of the first, wherever it stands", async () => {
    platform = await fakePlatform({
      [`GET ${thread}`]: paged([{ id: 321, body: `${MARKER}\nold` }]),
      "PATCH /repos/kineo/lakehouse/issues/comments/321": {},
    });
    const ended = await runStep([COMMENT, writeText(platform.folder, "r.md", TEXT)], environment());
    expect(ended.stdout).toBe("comment edited\n");
    expect(writes()).toEqual([["PATCH", "/repos/kineo/lakehouse/issues/comments/321", { body: TEXT }]]);
  });

  test("one that says the same is left alone", async () => {
    platform = await fakePlatform({ [`GET ${thread}`]: [{ id: 1, body: TEXT }] });
    const ended = await runStep([COMMENT, writeText(platform.folder, "r.md", TEXT)], environment());
    expect([ended.stdout, writes()]).toEqual(["comment unchanged\n", []]);
  });

  test("what goes wrong is one line, without the token", async () => {
    platform = await fakePlatform({});
    const ended = await runStep([COMMENT, writeText(platform.folder, "r.md", TEXT)], environment());
    expect(ended).toEqual({
      code: 1,
      stdout: "",
      stderr: `GET ${platform.url}${thread} answered 404: {"message":"not here"}\n`,
    });
    const { stderr } = await runStep(
      [COMMENT, writeText(platform.folder, "r.md", "no marker")],
      environment(),
    );
    expect(stderr).toBe("the text does not begin with a lakewright marker\n");
    const unset = await runStep(
      [COMMENT, writeText(platform.folder, "r.md", TEXT)],
      environment({ GITHUB_TOKEN: "" }),
    );
    expect(unset.stderr).toBe("GITHUB_TOKEN is not set; ci/README.md says what a pipeline has to set\n");
  });

  test("drift opens one issue, says it anew in it, and closes it when it is over", async () => {
    const drift = "<!-- lakewright-drift prod -->\n2 differences\n";
    const issues = "/repos/kineo/lakehouse/issues";
    platform = await fakePlatform({ [`GET ${issues}`]: [], [`POST ${issues}`]: {} });
    const file = writeText(platform.folder, "drift.md", drift);
    expect((await runStep([ISSUE, "--title", "Drift in prod", file], environment())).stdout).toBe(
      "issue opened\n",
    );
    expect(writes()).toEqual([
      ["POST", issues, { title: "Drift in prod", body: drift, labels: ["lakewright-drift"] }],
    ]);
    expect(platform.requests[0]?.path).toContain("state=open&labels=lakewright-drift");
    platform.stop();

    const open = [
      { number: 3, body: "<!-- lakewright-drift dev -->" },
      { number: 4, body: "<!-- lakewright-drift prod -->\n1" },
    ];
    platform = await fakePlatform({ [`GET ${issues}`]: open, [`PATCH ${issues}/4`]: {} });
    const again = writeText(platform.folder, "drift.md", drift);
    expect((await runStep([ISSUE, again], environment())).stdout).toBe("issue 4 updated\n");
    expect((await runStep([ISSUE, "--settled", again], environment())).stdout).toBe("issue 4 closed\n");
    expect(writes()).toEqual([
      ["PATCH", `${issues}/4`, { body: drift }],
      ["PATCH", `${issues}/4`, { state: "closed", state_reason: "completed" }],
    ]);
  });

  test("without drift and without an issue nothing is written", async () => {
    platform = await fakePlatform({ "GET /repos/kineo/lakehouse/issues": [] });
    const file = writeText(platform.folder, "drift.md", "<!-- lakewright-drift prod -->\n");
    const ended = await runStep([ISSUE, "--settled", file], environment());
    expect([ended.stdout, writes()]).toEqual(["no issue is open, and none is needed\n", []]);
  });
});

test("GitLab: notes of the merge request, issues of the project", async () => {
  const [notes, issues] = ["/projects/12/merge_requests/5/notes", "/projects/12/issues"];
  platform = await fakePlatform({
    [`GET ${notes}`]: paged([{ id: 77, body: `${MARKER}\nold` }]),
    [`PUT ${notes}/77`]: {},
    [`GET ${issues}`]: [{ iid: 9, description: `${MARKER} old` }],
    [`PUT ${issues}/9`]: {},
  });
  const environment = {
    ...{ GITLAB_CI: "true", CI_API_V4_URL: platform.url, CI_PROJECT_ID: "12", CI_MERGE_REQUEST_IID: "5" },
    LAKEWRIGHT_GITLAB_TOKEN: "glpat-secret",
  };
  const file = writeText(platform.folder, "r.md", TEXT);
  expect((await runStep([COMMENT, file], environment)).stdout).toBe("comment edited\n");
  expect((await runStep([ISSUE, file], environment)).stdout).toBe("issue 9 updated\n");
  expect((await runStep([ISSUE, "--settled", file], environment)).stdout).toBe("issue 9 closed\n");
  expect(writes()).toEqual([
    ["PUT", `${notes}/77`, { body: TEXT }],
    ["PUT", `${issues}/9`, { description: TEXT }],
    ["PUT", `${issues}/9`, { state_event: "close" }],
  ]);
  expect(platform.requests[0]?.authorization).toBe("glpat-secret");
});

test("Azure DevOps: threads of the pull request, work items of the project", async () => {
  const threads = "/c/p/_apis/git/repositories/r/pullRequests/5/threads";
  const items = "/c/p/_apis/wit/workitems";
  platform = await fakePlatform({
    [`GET ${threads}`]: { value: [{ id: 8, comments: [{ id: 1, content: `${MARKER}\nold` }] }] },
    [`PATCH ${threads}/8/comments/1`]: {},
    "POST /c/p/_apis/wit/wiql": { workItems: [{ id: 40 }] },
    [`GET ${items}/40`]: { id: 40, fields: { "System.Description": `${MARKER} old` } },
    [`PATCH ${items}/40`]: {},
    [`POST ${items}/$Issue`]: {},
  });
  const environment = {
    ...{
      TF_BUILD: "True",
      SYSTEM_TEAMFOUNDATIONCOLLECTIONURI: `${platform.url}/c/`,
      SYSTEM_TEAMPROJECTID: "p",
    },
    ...{ BUILD_REPOSITORY_ID: "r", SYSTEM_PULLREQUEST_PULLREQUESTID: "5", SYSTEM_ACCESSTOKEN: "job-token" },
  };
  const file = writeText(platform.folder, "r.md", TEXT);
  expect((await runStep([COMMENT, file], environment)).stdout).toBe("comment edited\n");
  expect((await runStep([ISSUE, file], environment)).stdout).toBe("issue 40 updated\n");
  expect((await runStep([ISSUE, "--settled", file], environment)).stdout).toBe("issue 40 closed\n");
  const other = writeText(platform.folder, "other.md", "<!-- lakewright-drift prod -->\n");
  expect((await runStep([ISSUE, "--title", "Drift in prod", other], environment)).stdout).toBe(
    "issue opened\n",
  );
  const replace = (field: string, value: string) => [{ op: "replace", path: `/fields/${field}`, value }];
  expect(writes().filter(([, path]) => !path.includes("wiql"))).toEqual([
    ["PATCH", `${threads}/8/comments/1?api-version=7.1`, { content: TEXT }],
    ["PATCH", `${items}/40?api-version=7.1`, replace("System.Description", TEXT)],
    ["PATCH", `${items}/40?api-version=7.1`, replace("System.State", "Done")],
    [
      "POST",
      `${items}/$Issue?api-version=7.1`,
      [
        { op: "add", path: "/fields/System.Title", value: "Drift in prod" },
        { op: "add", path: "/fields/System.Description", value: "<!-- lakewright-drift prod -->\n" },
        { op: "add", path: "/fields/System.Tags", value: "lakewright-drift" },
        { op: "add", path: "/multilineFieldsFormat/System.Description", value: "Markdown" },
      ],
    ],
  ]);
  expect(new Set(platform.requests.map(({ authorization }) => authorization))).toEqual(
    new Set(["Bearer job-token"]),
  );
});

describe("signing in", () => {
  const SIGN_IN = ["ci/steps/sign-in.ts"];
  const exchanged = { "POST /oidc/v1/token": { access_token: "dapi-for-an-hour" } };
  const form = (subject: string) => ({
    client_id: "sp-1",
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: subject,
    subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
    scope: "all-apis",
  });
  const sent = () => Object.fromEntries(new URLSearchParams(String(platform.requests.at(-1)?.body)));
  const workspace = () => ({ DATABRICKS_HOST: platform.url, DATABRICKS_CLIENT_ID: "sp-1" });

  test("on GitHub with the token of the run", async () => {
    platform = await fakePlatform({ ...exchanged, "GET /id": { value: "jwt-github" } });
    const { stdout } = await runStep(SIGN_IN, {
      ...workspace(),
      ...{ ACTIONS_ID_TOKEN_REQUEST_URL: `${platform.url}/id?v=1`, ACTIONS_ID_TOKEN_REQUEST_TOKEN: "run" },
    });
    expect([stdout, sent()]).toEqual(["dapi-for-an-hour", form("jwt-github")]);
    expect(platform.requests[0]).toMatchObject({
      path: `/id?v=1&audience=${encodeURIComponent(`${platform.url}/oidc/v1/token`)}`,
      authorization: "Bearer run",
    });
  });

  test("on GitLab with the job's ID token", async () => {
    platform = await fakePlatform(exchanged);
    const { stdout } = await runStep(SIGN_IN, { ...workspace(), DATABRICKS_OIDC_TOKEN: "jwt-gitlab" });
    expect([stdout, sent()]).toEqual(["dapi-for-an-hour", form("jwt-gitlab")]);
  });

  test("on Azure Pipelines with the job's token", async () => {
    const path = "/c/p/_apis/distributedtask/hubs/build/plans/pl/jobs/j/oidctoken";
    platform = await fakePlatform({ ...exchanged, [`POST ${path}`]: { oidcToken: "jwt-azure" } });
    const { stdout } = await runStep(SIGN_IN, {
      ...workspace(),
      ...{ SYSTEM_ACCESSTOKEN: "job", SYSTEM_TEAMFOUNDATIONCOLLECTIONURI: `${platform.url}/c/` },
      ...{ SYSTEM_TEAMPROJECTID: "p", SYSTEM_HOSTTYPE: "build", SYSTEM_PLANID: "pl", SYSTEM_JOBID: "j" },
    });
    expect([stdout, sent()]).toEqual(["dapi-for-an-hour", form("jwt-azure")]);
  });

  test("a token that is set stays, and without a platform there is none", async () => {
    platform = await fakePlatform({});
    expect((await runStep(SIGN_IN, { ...workspace(), DATABRICKS_TOKEN: "dapi-mine" })).stdout).toBe("");
    expect((await runStep(SIGN_IN, workspace())).stdout).toBe("");
    expect(platform.requests).toEqual([]);
  });

  test("a workspace that does not trust the run says so, without the token", async () => {
    platform = await fakePlatform({});
    const { code, stderr } = await runStep(SIGN_IN, { ...workspace(), DATABRICKS_OIDC_TOKEN: "jwt-secret" });
    expect([code, stderr]).toEqual([
      1,
      `signing in to Databricks: POST ${platform.url}/oidc/v1/token answered 404: {"message":"not here"}\n`,
    ]);
  });
});
