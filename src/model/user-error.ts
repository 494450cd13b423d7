/** A fault of the input, not of the program: its message says all that the user needs, without a stack. */
export class UserError extends Error {
  /** What tells it from a fault of the program. */
  override readonly name: string = "UserError";
}

/** What an error says first. */
export function firstLineOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
