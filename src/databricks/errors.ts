import { UserError } from "../model/user-error.ts";

/** A failure in talking to the workspace that the user can act on. */
export class WorkspaceError extends UserError {
  override readonly name: string = "WorkspaceError";
}

/**
 * The workspace as such is out of reach, so that every resource fails alike. Only the first failure says so
 * at length; the engine would print the same sentence for each of a hundred tables.
 */
export class NoWorkspaceError extends WorkspaceError {
  override readonly name: string = "NoWorkspaceError";
  /** Whether an earlier failure has already told the reason. */
  readonly repeated: boolean;

  constructor(message: string, { repeated }: { readonly repeated: boolean }) {
    super(repeated ? "not done, for the same reason as the others: the workspace is out of reach" : message);
    this.repeated = repeated;
  }

  /** Says before the reason what was not done; where the reason was told already, nothing. */
  during(what: string): this {
    if (!this.repeated) this.message = `${what}\n  ${this.message}`;
    return this;
  }
}

/** Nobody answers at the workspace's address. */
export class UnreachableError extends NoWorkspaceError {
  override readonly name = "UnreachableError";

  /** @param host undefined while it is not known, as signing in would tell it */
  constructor(
    host: string | undefined,
    { reason, repeated }: { readonly reason: string; readonly repeated: boolean },
  ) {
    const at = host === undefined ? "" : ` at ${host}`;
    super(
      `workspace not reachable${at} (${reason}): is it running? Check DATABRICKS_HOST or the provider's "host".`,
      { repeated },
    );
  }
}

/** There is nothing to sign requests with, or who grants tokens grants none. */
export class SignInError extends NoWorkspaceError {
  override readonly name = "SignInError";
}

/** The workspace does not know the token. */
export class TokenRefusedError extends NoWorkspaceError {
  override readonly name = "TokenRefusedError";

  /** @param from what the token came from */
  constructor(
    host: string,
    {
      detail,
      from,
      repeated,
    }: { readonly detail: string; readonly from: string; readonly repeated: boolean },
  ) {
    super(`token refused by ${host}${detail}. Check ${from}.`, { repeated });
  }
}

/** The workspace answered with an error that waiting does not cure. */
export class ResponseError extends WorkspaceError {
  override readonly name = "ResponseError";
  readonly status: number;
  /** The workspace's own word, such as `RESOURCE_DOES_NOT_EXIST`; empty when the body held none. */
  readonly code: string;

  constructor(message: string, { status, code }: { status: number; code: string }) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** The connection broke after a request had gone out: whether it was carried out is not known. */
export class LostAnswerError extends WorkspaceError {
  override readonly name = "LostAnswerError";
}

/** A statement that the engine refused, or that somebody cancelled. */
export class StatementError extends WorkspaceError {
  override readonly name: string = "StatementError";
  /** The engine's error class, such as `DELTA_UNKNOWN_CONFIGURATION`. */
  readonly errorClass: string | undefined;

  constructor(message: string, errorClass: string | undefined) {
    super(message);
    this.errorClass = errorClass;
  }
}

/** A statement that no warehouse took: there is none of that id any more, or none that we may use. */
export class NotTakenError extends StatementError {
  override readonly name = "NotTakenError";
}
