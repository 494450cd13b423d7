import { Command } from "commander";
import { type Check, examineProject } from "../init/doctor.ts";
import { print, printJson, redacted } from "./print.ts";

export function doctorCommand(): Command {
  return new Command("doctor")
    .description("say what this machine and this project lack for preview, up and a sandbox")
    .option("--json", "every check, as JSON")
    .action(async ({ json }: { json?: true }) => {
      const checks = redacted(await examineProject(process.cwd()));
      if (json === true) printJson(checks);
      else print(checks.map(line).join(""));
      process.exitCode = checks.every(({ ok }) => ok) ? 0 : 1;
    });
}

function line({ what, for: purpose, ok, says }: Check): string {
  const whose = ok || purpose === "all" ? "" : ` (for ${purpose})`;
  return `${ok ? "ok     " : "missing"} ${what}${whose}: ${says.replaceAll("\n", "\n        ")}\n`;
}
