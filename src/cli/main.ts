import { UsageError } from "../model/usage-error.ts";
import { UserError } from "../model/user-error.ts";
import { endWithReader, printError, redactedError } from "./print.ts";
import { lakewright } from "./program.ts";

endWithReader();
try {
  await lakewright().parseAsync();
} catch (error) {
  if (!(error instanceof UserError)) throw redactedError(error);
  printError(error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
