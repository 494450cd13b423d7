import { type Environment, type Forge, required } from "./forge.ts";
import { type Call, request } from "./request.ts";

const API = "api-version=7.1";
const PATCH_TYPE = { "content-type": "application/json-patch+json" };

interface Identity {
  readonly id: string;
}

interface Thread {
  readonly id: number;
  readonly comments: readonly {
    readonly id: number;
    readonly content?: string;
    readonly author?: Identity;
  }[];
}

interface WorkItem {
  readonly id: number;
  readonly fields: { readonly "System.Description"?: string; readonly "System.CreatedBy"?: Identity };
}

/** Azure Pipelines: `SYSTEM_ACCESSTOKEN`, mapped into the step; issues are work items of type Issue. */
export function azureDevOps(environment: Environment): Forge {
  const collection = required(environment, "SYSTEM_TEAMFOUNDATIONCOLLECTIONURI").replace(/\/$/, "");
  const project = `${collection}/${required(environment, "SYSTEM_TEAMPROJECTID")}`;
  const authorization = { authorization: `Bearer ${required(environment, "SYSTEM_ACCESSTOKEN")}` };
  const call = <T>(path: string, { headers = {}, ...rest }: Partial<Call> = {}) =>
    request<T>(`${project}/_apis${path}`, { ...rest, headers: { ...authorization, ...headers } });
  const threads = () =>
    `/git/repositories/${required(environment, "BUILD_REPOSITORY_ID")}/pullRequests/${required(environment, "SYSTEM_PULLREQUEST_PULLREQUESTID")}/threads`;
  const edit = (id: string, fields: Readonly<Record<string, string>>) =>
    call(`/wit/workitems/${id}?${API}`, { method: "PATCH", headers: PATCH_TYPE, body: replacing(fields) });

  return {
    account: async () => {
      const url = `${collection}/_apis/connectionData?${API}-preview`;
      const { authenticatedUser } = await request<{ authenticatedUser: Identity }>(url, {
        headers: authorization,
      });
      return authenticatedUser.id;
    },
    comments: async () =>
      (await call<{ value: readonly Thread[] }>(`${threads()}?${API}`)).value.flatMap(({ id, comments }) =>
        comments.map((comment) => ({
          id: `${id}/comments/${comment.id}`,
          ...{ text: comment.content ?? "", author: comment.author?.id ?? "" },
        })),
      ),
    comment: (text) =>
      call(`${threads()}?${API}`, {
        method: "POST",
        body: { comments: [{ parentCommentId: 0, content: text, commentType: "text" }], status: "closed" },
      }),
    editComment: (id, text) =>
      call(`${threads()}/${id}?${API}`, { method: "PATCH", body: { content: text } }),
    issues: async (label) => {
      const query =
        "SELECT [System.Id] FROM WorkItems WHERE [System.TeamProject] = @project AND [System.State] <> 'Done'" +
        ` AND [System.Tags] CONTAINS '${label.replaceAll("'", "''")}'`;
      const found = await call<{ workItems: readonly { id: number }[] }>(`/wit/wiql?${API}`, {
        ...{ method: "POST", body: { query } },
      });
      return Promise.all(
        found.workItems.map(async ({ id }) => {
          const { fields } = await call<WorkItem>(`/wit/workitems/${id}?${API}`);
          return {
            id: String(id),
            ...{ text: fields["System.Description"] ?? "", author: fields["System.CreatedBy"]?.id ?? "" },
          };
        }),
      );
    },
    openIssue: async ({ title, text, label }) => {
      const fields = { "System.Title": title, "System.Description": text, "System.Tags": label };
      const format = { op: "add", path: "/multilineFieldsFormat/System.Description", value: "Markdown" };
      await call(`/wit/workitems/$Issue?${API}`, {
        ...{ method: "POST", headers: PATCH_TYPE, body: [...replacing(fields, "add"), format] },
      });
    },
    editIssue: (id, text) => edit(id, { "System.Description": text }),
    closeIssue: (id) => edit(id, { "System.State": "Done" }),
  };
}

function replacing(
  fields: Readonly<Record<string, string>>,
  op: "add" | "replace" = "replace",
): readonly object[] {
  return Object.entries(fields).map(([field, value]) => ({ op, path: `/fields/${field}`, value }));
}
