import { writeFileSync } from "node:fs";
import { Command, Option } from "commander";
import { readDeployment } from "../drift/deployment.ts";
import type { StackContext } from "../drift/context.ts";
import { type Declaration, declaredByState, detectDrift } from "../drift/detect.ts";
import { driftMarkdown } from "../drift/markdown.ts";
import { type JobRuns, lastRuns } from "../drift/live/runs.ts";
import { declaredObjects } from "../drift/objects/declared.ts";
import { type DriftReport, exitCode } from "../drift/report.ts";
import { driftText } from "../drift/text.ts";
import type { LakehousePlan } from "../plan/lakehouse.ts";
import { openWorkspace } from "../databricks/open.ts";
import { thisProject } from "../project/project.ts";
import { configuredWorkspace } from "./configured-workspace.ts";
import { renderPage } from "../html/render.ts";
import { driftPage } from "../html/pages/drift-page.ts";
import { planFor } from "./plan.ts";
import { pulumi } from "./pulumi.ts";

const FORMATS = ["text", "json", "markdown"] as const;

interface Options {
  readonly stack: string;
  readonly format?: (typeof FORMATS)[number];
  readonly json?: true;
  readonly html?: string;
  readonly adopt?: true | readonly string[];
  readonly fromState?: true;
  readonly histories: boolean;
  readonly warehouse?: string;
}

const HELP = `
Compares what is declared, what was deployed last and what is live: compute, permissions, jobs, materialized views and
the layout of every table. Changes nothing in the workspace and takes no lock on the state. For tables that differ, for
tags, and for when materialized views are refreshed, a SQL warehouse is asked, which starts for it where it is stopped;
--no-histories leaves these out.
For the stack "sandbox": npm run drift.

Exit codes: 0 no drift, 2 drift, 1 not everything could be read.`;

export function driftCommand(): Command {
  return new Command("drift")
    .description(
      "find what was changed behind the stack's back, who did it, and how to revert it or adopt it into the files",
    )
    .addOption(new Option("-s, --stack <name>", "the stack").makeOptionMandatory())
    .addOption(
      new Option("--format <format>", "how to print (default: text)").choices(FORMATS).conflicts("json"),
    )
    .option("--json", "short for --format json")
    .option(
      "--html <file>",
      "write what was found and the lakehouse as one page, too, with the last runs of its jobs",
    )
    .option(
      "--adopt [resource...]",
      "write the live values into the table files and the stack's settings, of the named resources or of all",
    )
    .addOption(
      new Option(
        "--from-state",
        "take what was deployed last for what is declared: for Pulumi programs of other projects",
      ).conflicts("adopt"),
    )
    .option("--no-histories", "ask no SQL warehouse")
    .option("--warehouse <id>", "SQL warehouse to ask (default: each table's own)")
    .addHelpText("after", HELP)
    .allowExcessArguments(false)
    .action(async (options: Options) => {
      const { report, plan, runs } = await look(options);
      if (options.adopt === undefined) {
        if (options.html !== undefined) {
          const page = driftPage(report, { ...(plan === undefined ? {} : { plan }), runs: byJob(runs) });
          writeFileSync(options.html, renderPage(page));
        }
        process.stdout.write(printed(report, options));
        process.exitCode = exitCode(report);
        return;
      }
      // Loads a compiler and a formatter, which a look does without.
      const { adoptDrift } = await import("../drift/adopt/write.ts");
      const names = options.adopt === true ? undefined : options.adopt;
      const { text, left } = await adoptDrift(report, thisProject(), names);
      process.stdout.write(options.json ? `${JSON.stringify(left, undefined, 2)}\n` : text);
      process.exitCode = exitCode(left);
    });
}

interface Look {
  readonly report: DriftReport;
  readonly plan: LakehousePlan | undefined;
  /** Of jobs, for the page alone. */
  readonly runs: readonly JobRuns[];
}

async function look({ stack, fromState, histories, warehouse, html }: Options): Promise<Look> {
  const { lakehouse } = thisProject();
  const plan = fromState ? undefined : planFor(stack);
  const [settings, exported] = await Promise.all([
    configuredWorkspace(stack),
    pulumi(["stack", "export", "--stack", stack]),
  ]);
  const deployment = readDeployment(JSON.parse(exported));
  const context: StackContext = {
    stack,
    up: stack === "sandbox" && plan !== undefined ? "npm run up --" : `pulumi up --stack ${stack}`,
    declaredBy: plan === undefined ? "state" : "plan",
    tables: lakehouse.tables,
    ...(lakehouse.materializedViews === undefined ? {} : { materializedViews: lakehouse.materializedViews }),
  };
  const statementsAtOnce = plan?.compute.warehouse.statementsAtOnce;
  const workspace = openWorkspace(settings);
  const report = await detectDrift(
    plan === undefined ? declaredByState(deployment) : declaredByPlan(plan, lakehouse.name, deployment),
    deployment,
    {
      ...{ context, histories, workspace, now: new Date() },
      ...(warehouse === undefined ? {} : { warehouseId: warehouse }),
      ...(statementsAtOnce === undefined ? {} : { statementsAtOnce }),
    },
  );
  const runs = html === undefined || plan === undefined ? [] : await lastRuns(workspace, deployment.objects);
  return { report, plan, runs };
}

/** A job's resource has the lakehouse's name before the job's key. */
function byJob(runs: readonly JobRuns[]): ReadonlyMap<string, JobRuns> {
  const { lakehouse } = thisProject();
  return new Map(runs.map((each) => [each.name.slice(lakehouse.name.length + 1), each]));
}

function declaredByPlan(
  plan: LakehousePlan,
  lakehouse: string,
  deployment: ReturnType<typeof readDeployment>,
): Declaration {
  return {
    objects: declaredObjects(lakehouse, plan, deployment.objects),
    tables: plan.tables,
    views: plan.materializedViews,
  };
}

function printed(report: DriftReport, { format = "text", json }: Options): string {
  if (json || format === "json") return `${JSON.stringify(report, undefined, 2)}\n`;
  return format === "markdown" ? driftMarkdown(report) : driftText(report);
}
