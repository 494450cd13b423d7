import { defined } from "../model/defined.ts";
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
import { type LakehousePlan, planLakehouse } from "../plan/lakehouse.ts";
import { openWorkspace } from "../databricks/open.ts";
import type { LakehouseDeclaration } from "../model/index.ts";
import { findProject } from "../project/find.ts";
import { hasLakehouse, loadLakehouse } from "../project/lakehouse.ts";
import { expectPackages } from "../project/optional-packages.ts";
import { readStackSettings } from "../project/stack-settings.ts";
import { redactReport } from "../drift/redact.ts";
import { configuredWorkspace, credentialsOf } from "./configured-workspace.ts";
import { renderPage } from "../html/render.ts";
import { driftPage } from "../html/pages/drift-page.ts";
import { keepOut, print, printJson, printMarkdown, redacted } from "./print.ts";
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
--no-histories leaves these out.`;

export function driftCommand(): Command {
  return new Command("drift")
    .description(
      "find what was changed behind the stack's back, who did it, and how to revert it or adopt it into the files",
    )
    .addOption(new Option("-s, --stack <name>", "the stack").env("PULUMI_STACK").makeOptionMandatory())
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
      if (options.adopt !== undefined) expectPackages("drift --adopt", ["typescript", "prettier"]);
      const { report, plan, lakehouse, runs } = await detect(options);
      if (options.adopt === undefined) {
        if (options.html !== undefined) {
          const page = driftPage(report, {
            ...defined({ plan: plan && redacted(plan) }),
            runs: byJob(runs, lakehouse),
          });
          writeFileSync(options.html, renderPage(page));
        }
        printReport(report, options);
        process.exitCode = exitCode(report);
        return;
      }
      // Loads a compiler and a formatter, which detecting does without.
      const { adoptDrift } = await import("../drift/adopt/write.ts");
      const names = options.adopt === true ? undefined : options.adopt;
      const { text, left } = await adoptDrift(
        report,
        { project: findProject(process.cwd()), lakehouse },
        names,
      );
      if (options.json) printJson(left);
      else print(text);
      process.exitCode = exitCode(left);
    });
}

interface Detected {
  readonly report: DriftReport;
  readonly plan: LakehousePlan | undefined;
  readonly lakehouse: LakehouseDeclaration;
  /** Of jobs, for the page alone. */
  readonly runs: readonly JobRuns[];
}

async function detect({ stack, fromState, histories, warehouse, html }: Options): Promise<Detected> {
  const project = findProject(process.cwd());
  // A program of components alone has no declarations to speak of.
  const lakehouse =
    fromState && !hasLakehouse(project) ? { name: project.name, tables: [] } : await loadLakehouse(project);
  const plan = fromState
    ? undefined
    : planLakehouse(lakehouse, { project: project.name, stack, settings: readStackSettings(project, stack) });
  const [settings, exported] = await Promise.all([
    configuredWorkspace(stack),
    pulumi(["stack", "export", "--stack", stack]),
  ]);
  const deployment = readDeployment(JSON.parse(exported), plan === undefined ? undefined : lakehouse.name);
  const context: StackContext = {
    stack,
    up: process.env["LAKEWRIGHT_UP"] ?? `pulumi up --stack ${stack}`,
    declaredBy: plan === undefined ? "state" : "plan",
    tables: lakehouse.tables,
    ...defined({ materializedViews: lakehouse.materializedViews, sparkConfFile: lakehouse.sparkConfFile }),
  };
  const redactor = keepOut(credentialsOf(settings));
  const statementsAtOnce = plan?.compute.warehouse.statementsAtOnce;
  const workspace = openWorkspace(settings);
  const found = await detectDrift(
    plan === undefined ? declaredByState(deployment) : declaredByPlan(plan, lakehouse.name, deployment),
    deployment,
    {
      ...{ context, histories, workspace, now: new Date() },
      ...defined({ warehouseId: warehouse, statementsAtOnce }),
    },
  );
  const report = redactReport(found, redactor);
  const runs = html === undefined || plan === undefined ? [] : await lastRuns(workspace, deployment.objects);
  return { report, plan, lakehouse, runs };
}

/** A job's resource has the lakehouse's name before the job's key. */
function byJob(
  runs: readonly JobRuns[],
  lakehouse: Pick<LakehouseDeclaration, "name">,
): ReadonlyMap<string, JobRuns> {
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

function printReport(report: DriftReport, { format = "text", json }: Options): void {
  if (json || format === "json") printJson(report);
  else if (format === "markdown") printMarkdown(driftMarkdown(report));
  else print(driftText(report));
}
