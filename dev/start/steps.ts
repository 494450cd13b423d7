import { UserError } from "../../src/model/user-error.ts";
import { ToolchainError } from "../toolchain/error.ts";

/** A step that failed. Without a message where its own output has said everything. */
export class StepFailed extends UserError {
  override readonly name = "StepFailed";
}

/** Runs one step after the other, saying which of how many is under way and how long each took. */
export class Steps {
  readonly #total: number;
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
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stdout.write(`      ${said(result)} (${seconds} s)\n`);
    return result;
  }
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
