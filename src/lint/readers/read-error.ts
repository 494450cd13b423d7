import { UserError } from "../../model/user-error.ts";

/** A file that is not what its name says. */
export class ReadError extends UserError {
  override readonly name = "ReadError";
}
