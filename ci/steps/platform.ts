import { azureDevOps } from "./azure-devops.ts";
import { type Environment, type Forge, StepError } from "./forge.ts";
import { github } from "./github.ts";
import { gitlab } from "./gitlab.ts";

/** @throws StepError where none of the three runs this */
export function forge(environment: Environment): Forge {
  if (environment["GITHUB_ACTIONS"] === "true") return github(environment);
  if (environment["GITLAB_CI"] === "true") return gitlab(environment);
  if (environment["TF_BUILD"] === "True") return azureDevOps(environment);
  throw new StepError("this is neither GitHub Actions, GitLab CI nor Azure Pipelines");
}

/** Runs one step; what is wrong is said in one line, and the step fails. */
export async function step(action: () => Promise<string>): Promise<void> {
  try {
    process.stdout.write(`${await action()}\n`);
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
