import { UserError } from "./user-error.ts";

/** The command was called wrongly, which many end with a code of its own for. */
export class UsageError extends UserError {
  override readonly name = "UsageError";
}
