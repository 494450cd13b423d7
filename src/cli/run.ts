import { inspect } from "node:util";
import { type Command, CommanderError } from "commander";
import { UsageError } from "../model/usage-error.ts";
import { UserError } from "../model/user-error.ts";
import { exitCodesOf } from "./exit-codes.ts";
import { printError } from "./print.ts";
import { lakewright, withInner } from "./program.ts";

/** Runs what the words ask for, says what went wrong in one message, and leaves the exit code. */
export async function run(words: readonly string[]): Promise<void> {
  const program = lakewright();
  let running = program;
  for (const command of withInner(program)) {
    command.exitOverride().hook("preSubcommand", (_, inner) => {
      running = inner;
    });
  }
  try {
    await program.parseAsync(words, { from: "user" });
  } catch (error) {
    process.exitCode = exitCodeOf(error, running);
    // Commander has said what it found wrong.
    if (error instanceof CommanderError) return;
    printError(isFaultOfInput(error) ? error.message : inspect(error));
  }
}

/** Of a fault of the program the stack tells where it is; of a file that cannot be written the system's words do. */
function isFaultOfInput(error: unknown): error is Error {
  return error instanceof UserError || (error instanceof Error && "syscall" in error);
}

function exitCodeOf(error: unknown, command: Command): number {
  const { failed, misused } = exitCodesOf(command);
  // Help that was asked for ends so, too.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : misused;
  return error instanceof UsageError ? misused : failed;
}
