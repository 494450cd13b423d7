import { type Environment, required } from "./forge.ts";
import { request } from "./request.ts";

/**
 * The token by which the platform vouches for this run; `undefined` where it is not asked to.
 * @param audience whom the token is for; Azure DevOps decides that by itself
 */
async function identityToken(environment: Environment, audience: string): Promise<string | undefined> {
  const {
    ACTIONS_ID_TOKEN_REQUEST_URL: github,
    DATABRICKS_OIDC_TOKEN: gitlab,
    SYSTEM_ACCESSTOKEN: azure,
  } = environment;
  if (github !== undefined) {
    const bearer = required(environment, "ACTIONS_ID_TOKEN_REQUEST_TOKEN");
    const url = new URL(github);
    url.searchParams.set("audience", audience);
    const { value } = await request<{ value: string }>(url.href, {
      headers: { authorization: `Bearer ${bearer}` },
    });
    return value;
  }
  if (gitlab !== undefined) return gitlab;
  if (azure === undefined) return undefined;
  const [collection, project, host, plan, job] = [
    ...["TEAMFOUNDATIONCOLLECTIONURI", "TEAMPROJECTID", "HOSTTYPE", "PLANID", "JOBID"].map((name) =>
      required(environment, `SYSTEM_${name}`),
    ),
  ] as [string, string, string, string, string];
  const { oidcToken } = await request<{ oidcToken: string }>(
    `${collection.replace(/\/$/, "")}/${project}/_apis/distributedtask/hubs/${host}/plans/${plan}/jobs/${job}/oidctoken?api-version=7.2-preview.1`,
    { method: "POST", headers: { authorization: `Bearer ${azure}` }, body: {} },
  );
  return oidcToken;
}

/** A Databricks token for the run, of about an hour (RFC 8693 token exchange; Databricks, OAuth token federation). */
export async function databricksToken(environment: Environment): Promise<string | undefined> {
  const endpoint = `${required(environment, "DATABRICKS_HOST").replace(/\/$/, "")}/oidc/v1/token`;
  const subject = await identityToken(environment, environment["DATABRICKS_TOKEN_AUDIENCE"] ?? endpoint);
  if (subject === undefined) return undefined;
  const { access_token: token } = await request<{ access_token: string }>(endpoint, {
    method: "POST",
    headers: {},
    body: new URLSearchParams({
      client_id: required(environment, "DATABRICKS_CLIENT_ID"),
      grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
      subject_token: subject,
      subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
      scope: "all-apis",
    }),
  });
  return token;
}
