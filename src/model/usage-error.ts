import { UserError } from "./user-error.ts";

/** The command was called wrongly; where exit code 1 means that something was found, this ends with 2. */
export class UsageError extends UserError {
  override readonly name = "UsageError";
}
