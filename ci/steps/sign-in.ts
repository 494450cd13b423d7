import { StepError } from "./forge.ts";
import { databricksToken } from "./identity.ts";

// Prints the Databricks token of this run, and nothing else; nothing at all where one is there already, or where the
// platform vouches for nobody.
try {
  const token =
    process.env["DATABRICKS_TOKEN"] === undefined ? await databricksToken(process.env) : undefined;
  process.stdout.write(token ?? "");
} catch (error) {
  if (!(error instanceof StepError)) throw error;
  process.stderr.write(`signing in to Databricks: ${error.message}\n`);
  process.exitCode = 1;
}
