/** A statement Spark (or the emulation) refused; `message` is as Databricks prints it, `[ERROR_CLASS] … SQLSTATE: …`. */
export class SqlError extends Error {
  override readonly name = "SqlError";
  readonly errorClass: string | undefined;
  readonly sqlState: string | undefined;

  constructor(message: string, details: { readonly errorClass?: string; readonly sqlState?: string } = {}) {
    super(message);
    this.errorClass = details.errorClass;
    this.sqlState = details.sqlState;
  }
}

const LOST = "SANDBOX_ENGINE_LOST";

/** Spark is not there: no fault of the statement, which may run when it is sent again. */
export function engineLost(what: string): SqlError {
  return new SqlError(`[${LOST}] ${what} SQLSTATE: 08S01`, { errorClass: LOST, sqlState: "08S01" });
}

export const isEngineLost = (error: unknown): error is SqlError =>
  error instanceof SqlError && error.errorClass === LOST;
