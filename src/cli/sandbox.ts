import { defined } from "../model/defined.ts";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { UserError } from "../model/user-error.ts";
import { findProject } from "../project/find.ts";
import { runSandbox, sandboxEnvironment, sandboxStack, startSandbox } from "../project/sandbox.ts";
import { readStackSettings } from "../project/stack-settings.ts";

const HELP = `
A sandbox is a Databricks workspace on this machine: its REST API in front of real Spark and Delta, for this project
alone. It keeps everything in .lakewright/ and ends by itself when nobody has asked for anything for a while.

  lakewright sandbox start
  lakewright sandbox exec -- pulumi up --yes --skip-preview
  lakewright sandbox exec -- lakewright drift
  lakewright sandbox exec -- pytest

exec starts it where it sleeps, and gives the command DATABRICKS_HOST, DATABRICKS_TOKEN, PULUMI_STACK and a Pulumi
state of its own. It needs Python 3.10 or newer and Java 17 or 21; the first start downloads some 450 MB into your cache
folder.`;

interface StackFlag {
  readonly stack?: string;
}

const STACK = [
  "-s, --stack <name>",
  "whose settings name the catalog (default: sandbox, or else dev)",
] as const;

export function sandboxCommand(): Command {
  const command = new Command("sandbox")
    .enablePositionalOptions()
    .description("a workspace of this project's own, on this machine");
  command
    .command("start")
    .description("start it, or find it running, and say where it answers")
    .option(...STACK)
    .option(
      "--idle-minutes <number>",
      "end after so long without a request; 0 never does (default: 120)",
      minutes,
    )
    .option("--json", "where it answers, as JSON")
    .action(async ({ stack, idleMinutes, json }: StackFlag & { idleMinutes?: number; json?: true }) => {
      const project = findProject(process.cwd());
      const { catalog } = readStackSettings(project, sandboxStack(project, stack));
      const started = await startSandbox(project, {
        catalog,
        ...defined({ idleMinutes }),
      });
      process.stdout.write(
        json === true
          ? `${JSON.stringify({ url: started.url, token_file: started.tokenFile, catalog })}\n`
          : `The sandbox answers at ${started.url}, catalog ${catalog}; its token is in ${started.tokenFile}\n`,
      );
    });
  command
    .command("stop")
    .description("end it; its objects and tables stay")
    .action(async () => {
      process.stdout.write(await runSandbox(findProject(process.cwd()), ["stop"]));
    });
  command
    .command("status")
    .description("say whether it runs, and where")
    .option("--json", "as JSON")
    .action(async ({ json }: { json?: true }) => {
      const flags = json === true ? ["--json"] : [];
      process.stdout.write(await runSandbox(findProject(process.cwd()), ["status", ...flags]));
    });
  command
    .command("exec")
    .description("run a command with what it needs to work on it")
    .argument("<command...>", "the command and its arguments, behind --")
    .option(...STACK)
    .passThroughOptions()
    .action(async (words: readonly string[], { stack }: StackFlag) => {
      process.exitCode = await exec(words, stack);
    });
  return command.addHelpText("after", HELP);
}

function minutes(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("A whole number of minutes, 0 or more.");
  return Number(text);
}

async function exec(words: readonly string[], named: string | undefined): Promise<number> {
  const project = findProject(process.cwd());
  const stack = sandboxStack(project, named);
  const sandbox = await startSandbox(project, { catalog: readStackSettings(project, stack).catalog });
  const env = { ...process.env, ...sandboxEnvironment(project, { sandbox, stack }) };
  const [program = "", ...args] = words;
  if (program === "pulumi") {
    const selected = await run(["pulumi", "stack", "select", "--create", stack], { env, cwd: project.root });
    if (selected !== 0) return selected;
  }
  const own = [process.execPath, join(import.meta.dirname, "lakewright.js"), ...args];
  return await run(program === "lakewright" ? own : words, { env });
}

async function run(
  [program = "", ...args]: readonly string[],
  options: { readonly env: NodeJS.ProcessEnv; readonly cwd?: string },
): Promise<number> {
  const child = spawn(program, args, { stdio: "inherit", ...options });
  return await new Promise<number>((resolve, reject) => {
    child.on("error", () => {
      reject(new UserError(`there is no "${program}" on PATH`));
    });
    child.on("close", (code, signal) => {
      resolve(code ?? (signal === null ? 1 : 130));
    });
  });
}
