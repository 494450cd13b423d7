/** The error codes of the workspace that this server answers with. */
export type ErrorCode =
  | "ABORTED"
  | "ALREADY_EXISTS"
  | "BAD_REQUEST"
  | "DEADLINE_EXCEEDED"
  | "DIRECTORY_NOT_EMPTY"
  | "FEATURE_DISABLED"
  | "INTERNAL_ERROR"
  | "INVALID_PARAMETER_VALUE"
  | "INVALID_STATE"
  | "MALFORMED_REQUEST"
  | "MAX_NOTEBOOK_SIZE_EXCEEDED"
  | "NOT_FOUND"
  | "NOT_IMPLEMENTED"
  | "PERMISSION_DENIED"
  | "RESOURCE_ALREADY_EXISTS"
  | "RESOURCE_CONFLICT"
  | "RESOURCE_DOES_NOT_EXIST"
  | "SCHEMA_ALREADY_EXISTS"
  | "SCHEMA_DOES_NOT_EXIST"
  | "TABLE_DOES_NOT_EXIST"
  | "TEMPORARILY_UNAVAILABLE";

/** A refusal the caller is meant to read: answered as `{error_code, message}` with its HTTP status. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: ErrorCode;

  constructor(status: number, code: ErrorCode, message: string) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
  }
}

/** 404: the provider drops the resource from its state on refresh, and takes it as done on delete. */
export const missing = (message: string): ApiError => new ApiError(404, "RESOURCE_DOES_NOT_EXIST", message);

/** 400: a field is absent, has the wrong type, or a value the workspace does not accept. */
export const invalid = (message: string): ApiError => new ApiError(400, "INVALID_PARAMETER_VALUE", message);

/** 400: the body is not JSON, or not an object. */
export const malformed = (message: string): ApiError => new ApiError(400, "MALFORMED_REQUEST", message);

/** 400: the object exists, and is in a state in which this cannot be done. */
export const invalidState = (message: string): ApiError => new ApiError(400, "INVALID_STATE", message);

/** 400: an object of this name or path exists. */
export const alreadyExists = (message: string): ApiError =>
  new ApiError(400, "RESOURCE_ALREADY_EXISTS", message);

/** 501: not served by the sandbox. Not 404, which a client reads as "deleted"; not 503, which it retries. */
export const notServed = (what: string): ApiError =>
  new ApiError(
    501,
    "NOT_IMPLEMENTED",
    `The sandbox does not serve ${what}. sandbox/README.md lists what it serves.`,
  );

/** The body every error is answered with. */
export function errorBody(error: ApiError): { readonly error_code: ErrorCode; readonly message: string } {
  return { error_code: error.code, message: error.message };
}
