import { StepError } from "./forge.ts";
import { databricksToken } from "./identity.ts";

// Prints the Databricks token of this run, and nothing else; nothing at all where a token or a service principal's
// secret is there already, or where the platform vouches for nobody.
try {
  const given = ["DATABRICKS_TOKEN", "DATABRICKS_CLIENT_SECRET"].some((name) => Boolean(process.env[name]));
  process.stdout.write((given ? undefined : await databricksToken(process.env)) ?? "");
} catch (error) {
  if (!(error instanceof StepError)) throw error;
  process.stderr.write(`signing in to Databricks: ${error.message}\n`);
  process.exitCode = 1;
}
