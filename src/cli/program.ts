import { Command } from "commander";
import { UsageError } from "../model/usage-error.ts";
import { diffCommand } from "./diff.ts";
import { doctorCommand } from "./doctor.ts";
import { driftCommand } from "./drift.ts";
import { exitCodesText } from "./exit-codes.ts";
import { initCommand, ownVersion } from "./init.ts";
import { lintCommand } from "./lint.ts";
import { planCommand } from "./plan.ts";
import { recoverCommand } from "./recover.ts";
import { reviewCommand } from "./review.ts";
import { sandboxCommand } from "./sandbox.ts";

/** The command `lakewright` with all of its own. */
export function lakewright(): Command {
  const program = new Command("lakewright")
    .option(
      "-C, --project <dir>",
      "run as if called in this folder (default: the project of the working folder)",
    )
    .hook("preAction", (command) => {
      const { project } = command.opts<{ project?: string }>();
      if (project !== undefined) enter(project);
    })
    .description("Databricks lakehouse configuration: what a stack will ask for, and what is there")
    .version(ownVersion())
    .enablePositionalOptions()
    .addCommand(initCommand())
    .addCommand(doctorCommand())
    .addCommand(planCommand())
    .addCommand(lintCommand())
    .addCommand(reviewCommand())
    .addCommand(diffCommand())
    .addCommand(driftCommand())
    .addCommand(recoverCommand())
    .addCommand(sandboxCommand())
    .showHelpAfterError("(lakewright --help lists the commands)");
  for (const command of withInner(program)) command.addHelpText("after", exitCodesText(command));
  return program;
}

/** A command with all that stand in it. */
export function withInner(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withInner)];
}

function enter(folder: string): void {
  try {
    process.chdir(folder);
  } catch {
    throw new UsageError(`--project ${folder}: there is no such folder`);
  }
}
