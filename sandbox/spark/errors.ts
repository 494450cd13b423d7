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
