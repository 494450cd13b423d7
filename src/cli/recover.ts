import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Command, Option } from "commander";
import envPaths from "env-paths";
import { UserError } from "../model/user-error.ts";
import { openWorkspace } from "../databricks/open.ts";
import { configuredWorkspace, credentialsOf } from "./configured-workspace.ts";
import {
  deletion,
  findOrphans,
  importFile,
  type Orphan,
  plannedCreates,
  type PlannedResource,
  type OrphanPreview,
  recordedStack,
} from "../recover/orphans.ts";
import { keepOut, print, printJson, redacted } from "./print.ts";
import { pulumi } from "./pulumi.ts";

interface Options {
  readonly stack: string;
  readonly import?: true;
  readonly delete?: true;
  readonly json?: true;
}

export function recoverCommand(): Command {
  return new Command("recover")
    .description("find what an interrupted up created and did not record, and take it over or delete it")
    .addOption(
      new Option("-s, --stack <name>", "the stack whose up was interrupted")
        .env("PULUMI_STACK")
        .makeOptionMandatory(),
    )
    .addOption(new Option("--import", "take the objects over into the stack's state").conflicts("delete"))
    .option("--delete", "delete the objects from the workspace")
    .option("--json", "what was found, as JSON")
    .addHelpText(
      "after",
      "\nChanges nothing, unless --import or --delete is given. Objects are found by name and tags.",
    )
    .action(recover);
}

async function recover(options: Options): Promise<void> {
  const { stack } = options;
  const settings = await configuredWorkspace(stack);
  keepOut(credentialsOf(settings));
  const workspace = openWorkspace(settings);
  const preview = await previewOf(stack);
  const creates = plannedCreates(preview);
  const orphans = await findOrphans(workspace, creates);

  if (options.json) {
    const found = orphans.map(({ kind, name, ids, resource }) => ({ kind, name, ids, urn: resource.urn }));
    printJson(found);
  } else {
    print(report(redacted(orphans), options));
  }
  if (!options.import && !options.delete) {
    process.exitCode = orphans.length === 0 ? 0 : 2;
    return;
  }
  if (options.delete) {
    for (const { kind, ids } of orphans) for (const id of ids) await workspace.send(deletion(kind, id));
  } else if (orphans.length > 0) {
    await takeOver(orphans, creates, stack);
  }
  const root = recordedStack(preview);
  if (root !== undefined) await forgetPendingCreates(root, stack);
}

async function previewOf(stack: string): Promise<OrphanPreview> {
  try {
    const preview = await pulumi(["preview", "--json", "--stack", stack]);
    return JSON.parse(preview.slice(preview.indexOf("{"))) as OrphanPreview;
  } catch (error) {
    if (!(error instanceof UserError || error instanceof SyntaxError)) throw error;
    const reason =
      error instanceof UserError ? error.message : "what pulumi preview --json printed is no preview";
    throw new UserError(
      `recover compares the workspace with a preview of stack ${stack}, and there is none: ${reason}\n` +
        `Nothing was changed. ${nextStep(reason, stack)}`,
    );
  }
}

/** What to do before another try. */
function nextStep(reason: string, stack: string): string {
  return /\block(ed|s)?\b/i.test(reason)
    ? `Where no other run goes on, the one that was killed left its lock: pulumi cancel --stack ${stack} --yes; then run recover again.`
    : "Mend what is named above and run recover again.";
}

/** What could be a duplicate is dealt with; the rest of what was under way is harmless to do again. */
async function forgetPendingCreates(root: string, stack: string): Promise<void> {
  // Refreshing the stack's own resource reads nothing in the workspace.
  const options = ["--yes", "--skip-preview", "--clear-pending-creates", "--target", root];
  await pulumi(["refresh", ...options, "--stack", stack]);
}

async function takeOver(
  orphans: readonly Orphan[],
  creates: readonly PlannedResource[],
  stack: string,
): Promise<void> {
  const duplicates = orphans.filter(({ ids }) => ids.length > 1);
  if (duplicates.length > 0) {
    const names = duplicates.map(({ kind, name, ids }) => `${kind} "${name}" (${ids.join(", ")})`);
    throw new UserError(
      `not taking over what exists more than once: ${names.join("; ")}. Delete all but one first.`,
    );
  }
  const { cache } = envPaths("lakewright", { suffix: "" });
  mkdirSync(cache, { recursive: true });
  const directory = mkdtempSync(join(cache, "recover-"));
  try {
    const file = join(directory, "import.json");
    writeFileSync(file, importFile(orphans, creates));
    const options = ["--yes", "--skip-preview", "--generate-code=false", "--protect=false"];
    await pulumi(["import", "--file", file, ...options, "--stack", stack]);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function report(orphans: readonly Orphan[], options: Options): string {
  if (orphans.length === 0) return "Nothing was left behind.\n";
  const lines = orphans.map(({ kind, name, ids }) => `  ${kind} "${name}": ${ids.join(", ")}`);
  const next = options.import
    ? "Taking them over into the state."
    : options.delete
      ? "Deleting them."
      : "Take them over with --import, or delete them with --delete.";
  return `The workspace has, and the state of ${options.stack} does not know:\n${lines.join("\n")}\n${next}\n`;
}
