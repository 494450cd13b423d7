import { join } from "node:path";
import { Command, Option } from "commander";
import { readStackSettings } from "../config/stack-file.ts";
import { checkTableFiles } from "../config/table-files.ts";
import { type LakehousePlan, planLakehouse } from "../plan/lakehouse.ts";
import { thisProject } from "../project/project.ts";
import { planText } from "../plan/text.ts";

export function planCommand(): Command {
  return new Command("plan")
    .description(
      "print everything a stack asks for: compute, Spark conf with reasons, layouts, jobs with their SQL",
    )
    .addOption(new Option("-s, --stack <name>", "the stack, as in Pulumi.<name>.yaml").makeOptionMandatory())
    .option("--json", "the whole plan as JSON, in a stable order")
    .addHelpText(
      "after",
      "\nReads files only: no Pulumi, no credentials, no network.\nExit codes: 0 planned, 1 refused.",
    )
    .action(({ stack, json }: { stack: string; json?: true }) => {
      const plan = planFor(stack);
      process.stdout.write(json ? `${JSON.stringify(plan, undefined, 2)}\n` : planText(plan));
    });
}

/** The plan of a stack of this repository, from its file. */
export function planFor(stack: string): LakehousePlan {
  const { folder, lakehouse } = thisProject();
  const settings = readStackSettings(folder, stack);
  checkTableFiles(
    join(folder, "tables"),
    [...lakehouse.tables, ...(lakehouse.materializedViews ?? [])].map(({ name }) => name),
  );
  return planLakehouse(lakehouse, { stack, settings });
}
