import { readFileSync } from "node:fs";
import { type Environment, type Forge, required, StepError } from "./forge.ts";
import { type Call, pages, request } from "./request.ts";

const PAGE = 100;

interface Found {
  readonly id: number;
  readonly number: number;
  readonly body: string | null;
  readonly user: { readonly id: number } | null;
}

interface Viewer {
  readonly data?: { readonly viewer: { readonly databaseId: number | null } } | null;
}

/** GitHub Actions: `GITHUB_TOKEN` with `pull-requests: write` and `issues: write`. */
export function github(environment: Environment): Forge {
  const repository = `${required(environment, "GITHUB_API_URL")}/repos/${required(environment, "GITHUB_REPOSITORY")}`;
  const headers = {
    authorization: `Bearer ${required(environment, "GITHUB_TOKEN")}`,
    accept: "application/vnd.github+json",
    "x-github-api-version": "2022-11-28",
  };
  const call = <T>(path: string, rest: Omit<Call, "headers"> = {}) =>
    request<T>(`${repository}${path}`, { ...rest, headers });
  const list = (path: string) =>
    pages(
      (page) =>
        call<readonly Found[]>(`${path}${path.includes("?") ? "&" : "?"}per_page=${PAGE}&page=${page}`),
      PAGE,
    );
  const post = (id: number, { body, user }: Found) => ({
    ...{ id: String(id), text: body ?? "", author: String(user?.id ?? "") },
  });
  const thread = () => `/issues/${pullRequest(environment)}/comments`;

  return {
    // GET /user is refused for the token of a run, which is an app's; this query answers every token.
    account: async () => {
      const url = required(environment, "GITHUB_GRAPHQL_URL");
      const body = { query: "query { viewer { databaseId } }" };
      const { data } = await request<Viewer>(url, { method: "POST", headers, body });
      const account = data?.viewer.databaseId ?? undefined;
      if (account === undefined) throw new StepError(`${url} does not say whose GITHUB_TOKEN is`);
      return String(account);
    },
    comments: async () => (await list(thread())).map((found) => post(found.id, found)),
    comment: (text) => call(thread(), { method: "POST", body: { body: text } }),
    editComment: (id, text) => call(`/issues/comments/${id}`, { method: "PATCH", body: { body: text } }),
    issues: async (label) =>
      (await list(`/issues?state=open&labels=${encodeURIComponent(label)}`)).map((found) =>
        post(found.number, found),
      ),
    openIssue: ({ title, text, label }) =>
      call("/issues", { method: "POST", body: { title, body: text, labels: [label] } }),
    editIssue: (id, text) => call(`/issues/${id}`, { method: "PATCH", body: { body: text } }),
    closeIssue: (id) =>
      call(`/issues/${id}`, {
        method: "PATCH",
        body: { state: "closed", state_reason: "completed" },
      }),
  };
}

function pullRequest(environment: Environment): number {
  const event = JSON.parse(readFileSync(required(environment, "GITHUB_EVENT_PATH"), "utf8")) as {
    readonly pull_request?: { readonly number: number };
  };
  if (event.pull_request === undefined) throw new StepError("this run belongs to no pull request");
  return event.pull_request.number;
}
