import { UsageError } from "../model/usage-error.ts";
import { UserError } from "../model/user-error.ts";
import { lakewright } from "./program.ts";

try {
  await lakewright().parseAsync();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
