/** What the user can mend: shown as its message alone, without a stack. */
export class ToolchainError extends Error {
  override readonly name: string = "ToolchainError";
}

/** The user ended it: no other way is tried then. */
export class Interrupted extends ToolchainError {
  override readonly name = "Interrupted";
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
