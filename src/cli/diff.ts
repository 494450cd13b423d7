import { existsSync } from "node:fs";
import { Command } from "commander";
import type { LakehousePlan } from "../plan/lakehouse.ts";
import { type EnvironmentDifference, diffPlans, type EnvironmentsDiff } from "../review/environments.ts";
import { planFor } from "./plan.ts";
import { readPlan } from "./plan-file.ts";
import { print, printJson, redacted } from "./print.ts";

const HELP = `
Each side is a stack, as in Pulumi.<name>.yaml, or a file that "lakewright plan --stack NAME --json" wrote, so that
revisions can be compared as well as environments. What every two environments have apart is folded into one line:
catalog, names, principals, tags, and what follows from another difference.

Reads files only: no Pulumi, no credentials, no network.`;

interface Options {
  readonly json?: true;
  readonly all?: true;
}

export function diffCommand(): Command {
  return new Command("diff")
    .description("what two environments ask for differently: compute, Spark conf, layouts, jobs")
    .argument("<one>", "a stack, or a file with a plan")
    .argument("<other>", "another")
    .option("--json", "the whole comparison as JSON")
    .option("--all", "show what is folded, too")
    .addHelpText("after", HELP)
    .allowExcessArguments(false)
    .action(async (one: string, other: string, { json, all }: Options) => {
      const diff = diffPlans(redacted(await planNamed(one)), redacted(await planNamed(other)));
      if (json === true) printJson(diff);
      else print(diffText(diff, { all: all === true }));
    });
}

async function planNamed(name: string): Promise<LakehousePlan> {
  return name.endsWith(".json") || (name.includes("/") && existsSync(name))
    ? readPlan(name)
    : await planFor(name);
}

/** A comparison for people: what differs by section, and what is folded by reason. */
function diffText({ one, other, sections, intended }: EnvironmentsDiff, { all }: { all: boolean }): string {
  const count = sections.reduce((sum, { differences }) => sum + differences.length, 0);
  const lines = [
    `${one} and ${other}: ${count === 0 ? "no difference" : `${count} ${count === 1 ? "difference" : "differences"}`}`,
    ...sections.flatMap(({ section, compared, differences }) =>
      differences.length === 0
        ? ["", `${section}: the same (${compared} values)`]
        : ["", `${section}: ${one} | ${other}`, ...differences.map((difference) => line(difference))],
    ),
    ...folded(intended, all),
  ];
  return `${lines.join("\n")}\n`;
}

function folded(intended: EnvironmentsDiff["intended"], all: boolean): readonly string[] {
  if (intended.length === 0) return [];
  if (all) return ["", "as intended:", ...intended.map((difference) => line(difference))];
  const reasons = [...new Set(intended.map(({ why }) => why))].map(
    (reason) => `${reason} (${intended.filter(({ why }) => why === reason).length})`,
  );
  return ["", `as intended, shown by --all: ${reasons.join(", ")}`];
}

function line({ path, one = "–", other = "–" }: EnvironmentDifference): string {
  return `  ${path}: ${one} | ${other}`;
}
