import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type PlatformRequest,
  runStep,
  type FakePlatform,
  fakePlatform,
  SendsOn,
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
    .filter(({ method, path }) => method !== "GET" && path !== "/graphql")
    .map(({ method, path, body }) => [method, path, body]);
}

const filler = Array.from({ length: 100 }, (_, id) => ({
  id,
  number: id,
  iid: id,
  body: `comment ${id}`,
  description: "",
  ...{ user: { id: 1 }, author: { id: 1 } },
}));
const paged = (last: readonly object[]) => (request: PlatformRequest) =>
  /[?&]page=1$/.test(request.path) ? filler : last;

describe("GitHub", () => {
  const environment = (extra: Readonly<Record<string, string>> = {}) => ({
    GITHUB_ACTIONS: "true",
    GITHUB_API_URL: platform.url,
    GITHUB_GRAPHQL_URL: `${platform.url}/graphql`,
    GITHUB_REPOSITORY: "kineo/lakehouse",
    GITHUB_TOKEN: "ghs_secret",
    GITHUB_EVENT_PATH: writeText(platform.folder, "event.json", '{"pull_request":{"number":7}}'),
    ...extra,
  });
  const thread = "/repos/kineo/lakehouse/issues/7/comments";
  const BOT = 41898282;
  const asBot = { "POST /graphql": { data: { viewer: { databaseId: BOT } } } };
  const ours = { user: { id: BOT } };
  const theirs = { user: { id: 7 } };

  test("a first comment is written", async () => {
    platform = await fakePlatform({ [`GET ${thread}`]: [], [`POST ${thread}`]: {} });
    const ended = await runStep([COMMENT, writeText(platform.folder, "r.md", TEXT)], environment());
    expect(ended).toEqual({ code: 0, stdout: "comment written\n", stderr: "" });
    expect(writes()).toEqual([["POST", thread, { body: TEXT }]]);
    expect(platform.requests[0]?.authorization).toBe("Bearer ghs_secret");
  });

  test("a later run edits the comment of the first, wherever it stands", async () => {
    platform = await fakePlatform({
      ...asBot,
      [`GET ${thread}`]: paged([{ id: 321, body: `${MARKER}\nold`, ...ours }]),
      "PATCH /repos/kineo/lakehouse/issues/comments/321": {},
    });
    const ended = await runStep([COMMENT, writeText(platform.folder, "r.md", TEXT)], environment());
    expect(ended.stdout).toBe("comment edited\n");
    expect(writes()).toEqual([["PATCH", "/repos/kineo/lakehouse/issues/comments/321", { body: TEXT }]]);
  });

  test("one that says the same is left alone", async () => {
    platform = await fakePlatform({ ...asBot, [`GET ${thread}`]: [{ id: 1, body: TEXT, ...ours }] });
    const ended = await runStep([COMMENT, writeText(platform.folder, "r.md", TEXT)], environment());
    expect([ended.stdout, writes()]).toEqual(["comment unchanged\n", []]);
  });

  test("somebody else's comment with our marker stays theirs, and so does one that quotes it", async () => {
    const comments = [
      { id: 1, body: TEXT, ...theirs },
      { id: 2, body: TEXT, user: null },
      { id: 3, body: `> ${TEXT}`, ...ours },
    ];
    platform = await fakePlatform({ ...asBot, [`GET ${thread}`]: comments, [`POST ${thread}`]: {} });
    const file = writeText(platform.folder, "r.md", TEXT);
    expect((await runStep([COMMENT, file], environment())).stdout).toBe("comment written\n");
    expect(writes()).toEqual([["POST", thread, { body: TEXT }]]);
  });

  test("where the platform does not say whose the token is, nothing is written", async () => {
    platform = await fakePlatform({
      "POST /graphql": { data: null, errors: [{ message: "no" }] },
      [`GET ${thread}`]: [{ id: 1, body: TEXT, ...ours }],
    });
    const file = writeText(platform.folder, "r.md", `${TEXT} new`);
    const { code, stderr } = await runStep([COMMENT, file], environment());
    expect([code, stderr, writes()]).toEqual([
      ...[1, `${platform.url}/graphql does not say whose GITHUB_TOKEN is\n`, []],
    ]);
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
      { number: 2, body: "<!-- lakewright-drift prod -->\n1", ...theirs },
      { number: 3, body: "<!-- lakewright-drift dev -->", ...ours },
      { number: 4, body: "<!-- lakewright-drift prod -->\n1", ...ours },
    ];
    platform = await fakePlatform({ ...asBot, [`GET ${issues}`]: open, [`PATCH ${issues}/4`]: {} });
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
  const [ours, theirs] = [{ author: { id: 50 } }, { author: { id: 7 } }];
  platform = await fakePlatform({
    "GET /user": { id: 50, username: "project_12_bot_a" },
    [`GET ${notes}`]: paged([
      { id: 76, body: TEXT, ...theirs },
      { id: 77, body: `${MARKER}\nold`, ...ours },
    ]),
    [`PUT ${notes}/77`]: {},
    [`GET ${issues}`]: [
      { iid: 8, description: TEXT, ...theirs },
      { iid: 9, description: `${MARKER} old`, ...ours },
    ],
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
  const item = (id: number, author: string) => ({
    ...{ id, fields: { "System.Description": `${MARKER} old`, "System.CreatedBy": { id: author } } },
  });
  const comment = (author: string) => ({ id: 1, content: `${MARKER}\nold`, author: { id: author } });
  platform = await fakePlatform({
    "GET /c/_apis/connectionData": { authenticatedUser: { id: "build-service" } },
    [`GET ${threads}`]: {
      value: [
        { id: 6, comments: [{ id: 1 }] },
        { id: 7, comments: [comment("somebody")] },
        { id: 8, comments: [comment("build-service")] },
      ],
    },
    [`PATCH ${threads}/8/comments/1`]: {},
    "POST /c/p/_apis/wit/wiql": { workItems: [{ id: 39 }, { id: 40 }] },
    [`GET ${items}/39`]: item(39, "somebody"),
    [`GET ${items}/40`]: item(40, "build-service"),
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

  test("a token or a secret that is set stays, and without a platform there is none", async () => {
    platform = await fakePlatform({});
    for (const set of [{ DATABRICKS_TOKEN: "dapi-mine" }, { DATABRICKS_CLIENT_SECRET: "mine" }]) {
      const ended = await runStep(SIGN_IN, { ...workspace(), DATABRICKS_OIDC_TOKEN: "jwt", ...set });
      expect(ended).toEqual({ code: 0, stdout: "", stderr: "" });
    }
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

describe("a request that is sent elsewhere", () => {
  let elsewhere: FakePlatform;
  beforeEach(async () => {
    elsewhere = await fakePlatform({});
  });
  afterEach(() => {
    elsewhere.stop();
  });

  const workspace = () => ({ DATABRICKS_HOST: platform.url, DATABRICKS_CLIENT_ID: "sp-1" });
  const away = (status = 302) =>
    new SendsOn(`${elsewhere.url.replace("://", "://ana:pass@")}/to/ghs_secret?token=ghs_secret#x`, status);
  const SIGN_IN = ["ci/steps/sign-in.ts"];
  const threads = "/c/p/_apis/git/repositories/r/pullRequests/5/threads";

  const cases: readonly {
    readonly of: string;
    readonly place: string;
    readonly args?: readonly string[];
    readonly environment: () => Readonly<Record<string, string>>;
  }[] = [
    {
      of: "GitHub's API",
      place: "GET /repos/kineo/lakehouse/issues/7/comments",
      environment: () => ({
        ...{ GITHUB_ACTIONS: "true", GITHUB_API_URL: platform.url, GITHUB_REPOSITORY: "kineo/lakehouse" },
        ...{ GITHUB_TOKEN: "ghs_secret", GITHUB_GRAPHQL_URL: `${platform.url}/graphql` },
        GITHUB_EVENT_PATH: writeText(platform.folder, "event.json", '{"pull_request":{"number":7}}'),
      }),
    },
    {
      of: "GitLab's API",
      place: "GET /projects/12/merge_requests/5/notes",
      environment: () => ({
        ...{ GITLAB_CI: "true", CI_API_V4_URL: platform.url, CI_PROJECT_ID: "12", CI_MERGE_REQUEST_IID: "5" },
        LAKEWRIGHT_GITLAB_TOKEN: "ghs_secret",
      }),
    },
    {
      of: "Azure DevOps' API",
      place: `GET ${threads}`,
      environment: () => ({
        ...{ TF_BUILD: "True", SYSTEM_TEAMFOUNDATIONCOLLECTIONURI: `${platform.url}/c/` },
        ...{ SYSTEM_TEAMPROJECTID: "p", SYSTEM_ACCESSTOKEN: "ghs_secret" },
        ...{ BUILD_REPOSITORY_ID: "r", SYSTEM_PULLREQUEST_PULLREQUESTID: "5" },
      }),
    },
    {
      of: "who vouches for a run of GitHub's",
      place: "GET /id",
      args: SIGN_IN,
      environment: () => ({
        ...{ ...workspace(), ACTIONS_ID_TOKEN_REQUEST_URL: `${platform.url}/id` },
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: "ghs_secret",
      }),
    },
    {
      of: "who vouches for a run of Azure's",
      place: "POST /c/p/_apis/distributedtask/hubs/build/plans/pl/jobs/j/oidctoken",
      args: SIGN_IN,
      environment: () => ({
        ...{ ...workspace(), SYSTEM_ACCESSTOKEN: "ghs_secret" },
        SYSTEM_TEAMFOUNDATIONCOLLECTIONURI: `${platform.url}/c/`,
        ...{ SYSTEM_TEAMPROJECTID: "p", SYSTEM_HOSTTYPE: "build", SYSTEM_PLANID: "pl", SYSTEM_JOBID: "j" },
      }),
    },
    {
      of: "the workspace's token endpoint",
      place: "POST /oidc/v1/token",
      args: SIGN_IN,
      environment: () => ({ ...workspace(), DATABRICKS_OIDC_TOKEN: "ghs_secret" }),
    },
  ];

  test.each(cases)("by $of ends there", async ({ place, args, environment }) => {
    platform = await fakePlatform({ [place]: () => away() });
    const file = writeText(platform.folder, "r.md", TEXT);
    const { code, stderr } = await runStep(args ?? [COMMENT, file], environment());
    const [method = "", path = ""] = place.split(" ");
    expect([code, stderr.replace("signing in to Databricks: ", "")]).toEqual([
      1,
      `${method} ${platform.url}${path} answered 302 and sends on to ${elsewhere.url}/to/***, where no token is taken\n`,
    ]);
    expect(elsewhere.requests).toEqual([]);
  });

  test.each([301, 303, 307, 308])("with status %d neither", async (status) => {
    platform = await fakePlatform({ "POST /oidc/v1/token": () => away(status) });
    const { code } = await runStep(SIGN_IN, { ...workspace(), DATABRICKS_OIDC_TOKEN: "jwt" });
    expect([code, elsewhere.requests]).toEqual([1, []]);
  });

  test("is not sent to an address with a password, which fetch would repeat", async () => {
    platform = await fakePlatform({});
    const named = platform.url.replace("://", "://ana:pass@");
    const { stderr } = await runStep(SIGN_IN, {
      ...{ DATABRICKS_HOST: named, DATABRICKS_CLIENT_ID: "sp-1", DATABRICKS_OIDC_TOKEN: "jwt-secret" },
    });
    expect(stderr).toBe(
      `signing in to Databricks: ${platform.url}/oidc/v1/token is given with a user or a password; it has to be without\n`,
    );
  });
});
