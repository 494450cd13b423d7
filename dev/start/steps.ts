import { UserError } from "../../src/model/user-error.ts";
import { ToolchainError } from "../toolchain/error.ts";

/** A step that failed. Without a message where its own output has said everything. */
export class StepFailed extends UserError {
  override readonly name = "StepFailed";
}

/** Stands before every line that a step says of itself. */
export const INDENT = "      ";

/** Runs one step after the other, saying which of how many is under way and how long each took. */
export class Steps {
  readonly #total: number;
  readonly #began = performance.now();
  #started = 0;

  constructor(total: number) {
    this.#total = total;
  }

  /** @param said what the step's closing line says of its result */
  async run<T>(title: string, action: () => Promise<T>, said: (result: T) => string): Promise<T> {
    this.#started += 1;
    const started = performance.now();
    process.stdout.write(`\n[${this.#started}/${this.#total}] ${title}\n`);
    const result = await action();
    process.stdout.write(`${INDENT}${said(result)} (${since(started)})\n`);
    return result;
  }

  /** Since the first step began. */
  took(): string {
    return since(this.#began);
  }
}

function since(began: number): string {
  const seconds = (performance.now() - began) / 1000;
  return seconds < 60
    ? `${seconds.toFixed(1)} s`
    : `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}

/** Ends the process with the message alone where the user can act on it, with the stack where the fault is ours. */
export async function main(program: () => Promise<void>): Promise<void> {
  try {
    await program();
  } catch (error) {
    if (!(error instanceof UserError || error instanceof ToolchainError)) throw error;
    if (error.message !== "") process.stderr.write(`\n${error.message}\n`);
    process.exitCode = 1;
  }
}
