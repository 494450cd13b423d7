import { WorkspaceError } from "./errors.ts";

/** What a request is sent with. */
export interface Signed {
  /** Workspace URL without a path. */
  readonly host: string;
  /** `authorization`, and what a cloud wants beside it. */
  readonly headers: Readonly<Record<string, string>>;
  /** What a person checks when the workspace refuses it. */
  readonly from: string;
}

/** Where the workspace is and who we are to it, request by request, because some tokens grow old. */
export interface Access {
  /**
   * @throws {SignInError} when there is nothing to sign with, or who grants tokens refuses
   * @throws {SignInInterrupted} when who grants tokens was not reached
   */
  sign(): Promise<Signed>;
  /**
   * Lets go of what the workspace refused.
   * @returns whether signing again may do better
   */
  renew(refused: Signed): boolean;
}

/** @throws {WorkspaceError} when the host is no URL */
export function plainToken(host: string, token: string): Access {
  const signed = {
    host: workspaceUrl(host),
    headers: { authorization: `Bearer ${token}` },
    from: `DATABRICKS_TOKEN or the provider's "token"`,
  };
  return { sign: () => Promise.resolve(signed), renew: () => false };
}

/** @throws {WorkspaceError} when it is no URL, or one over which others could read the token */
export function workspaceUrl(host: string): string {
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(host) ? host : `https://${host}`);
  if (url === null || url.hostname === "" || !/^https?:$/.test(url.protocol)) {
    throw new WorkspaceError(
      `"${host}" is no workspace address. DATABRICKS_HOST or the provider's "host" looks like https://<workspace>.cloud.databricks.com.`,
    );
  }
  const fault = unsafe(url);
  if (fault !== undefined) throw new WorkspaceError(fault);
  return url.origin;
}

/** Why nothing may be sent there. */
export function unsafe(url: URL): string | undefined {
  if (url.protocol !== "http:" || isLoopback(url.hostname)) return undefined;
  return `${url.origin} would get the token unencrypted; write https://${url.host}. Only a workspace on this machine is reached by http.`;
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|(.+\.)?localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(hostname);
}
