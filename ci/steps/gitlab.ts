import { type Environment, type Forge, required } from "./forge.ts";
import { type Call, pages, request } from "./request.ts";

const PAGE = 100;

interface Account {
  readonly id: number;
}

interface Note {
  readonly id: number;
  readonly body: string;
  readonly author: Account;
}

interface Issue {
  readonly iid: number;
  readonly description: string | null;
  readonly author: Account;
}

/** GitLab CI: `LAKEWRIGHT_GITLAB_TOKEN`, a project access token of scope api; the job's own may not write notes. */
export function gitlab(environment: Environment): Forge {
  const api = required(environment, "CI_API_V4_URL");
  const project = `${api}/projects/${required(environment, "CI_PROJECT_ID")}`;
  const headers = { "private-token": required(environment, "LAKEWRIGHT_GITLAB_TOKEN") };
  const call = <T>(path: string, rest: Omit<Call, "headers"> = {}) =>
    request<T>(`${project}${path}`, { ...rest, headers });
  const list = <T>(path: string) =>
    pages(
      (page) => call<readonly T[]>(`${path}${path.includes("?") ? "&" : "?"}per_page=${PAGE}&page=${page}`),
      PAGE,
    );
  const notes = () => `/merge_requests/${required(environment, "CI_MERGE_REQUEST_IID")}/notes`;

  return {
    account: async () => String((await request<Account>(`${api}/user`, { headers })).id),
    comments: async () =>
      (await list<Note>(notes())).map(({ id, body, author }) => ({
        ...{ id: String(id), text: body, author: String(author.id) },
      })),
    comment: (text) => call(notes(), { method: "POST", body: { body: text } }),
    editComment: (id, text) => call(`${notes()}/${id}`, { method: "PUT", body: { body: text } }),
    issues: async (label) =>
      (await list<Issue>(`/issues?state=opened&labels=${encodeURIComponent(label)}`)).map(
        ({ iid, description, author }) => ({
          ...{ id: String(iid), text: description ?? "", author: String(author.id) },
        }),
      ),
    openIssue: ({ title, text, label }) =>
      call("/issues", { method: "POST", body: { title, description: text, labels: label } }),
    editIssue: (id, text) => call(`/issues/${id}`, { method: "PUT", body: { description: text } }),
    closeIssue: (id) => call(`/issues/${id}`, { method: "PUT", body: { state_event: "close" } }),
  };
}
