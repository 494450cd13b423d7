import { Command } from "commander";
import { planCommand } from "./plan.ts";
import { recoverCommand } from "./recover.ts";
import { UserError } from "../model/user-error.ts";

const program = new Command("lakewright")
  .description("Databricks lakehouse configuration: what a stack will ask for, and what is there")
  .addCommand(planCommand())
  .addCommand(recoverCommand())
  .showHelpAfterError("(lakewright --help lists the commands)");

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
