import { Command, Option } from "commander";
import { type LakehousePlan, planLakehouse } from "../plan/lakehouse.ts";
import { planText } from "../plan/text.ts";
import { findProject } from "../project/find.ts";
import { loadLakehouse } from "../project/lakehouse.ts";
import { print, printJson, redacted } from "./print.ts";
import { withErrorLines } from "../project/lines.ts";
import { readStackSettings } from "../project/stack-settings.ts";

export function planCommand(): Command {
  return new Command("plan")
    .description(
      "print everything a stack asks for: compute, Spark conf with reasons, layouts, jobs with their SQL",
    )
    .addOption(
      new Option("-s, --stack <name>", "the stack, as in Pulumi.<name>.yaml")
        .env("PULUMI_STACK")
        .makeOptionMandatory(),
    )
    .option("--json", "the whole plan as JSON, in a stable order")
    .addHelpText("after", "\nReads files only: no Pulumi, no credentials, no network.")
    .action(async ({ stack, json }: { stack: string; json?: true }) => {
      const plan = await planFor(stack);
      if (json) printJson(plan);
      else print(planText(redacted(plan)));
    });
}

/** The plan of a stack of the project that the command was called in. */
export async function planFor(stack: string): Promise<LakehousePlan> {
  const project = findProject(process.cwd());
  const settings = readStackSettings(project, stack);
  const lakehouse = await loadLakehouse(project);
  const target = { project: project.name, stack, settings };
  return withErrorLines(project.root, () => planLakehouse(lakehouse, target));
}
