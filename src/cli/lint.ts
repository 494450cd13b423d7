import { Command, Option } from "commander";
import { databricksRuntime, databricksRuntimeVersions, engineOf } from "../catalog/databricks-runtimes.ts";
import { knownTables } from "../plan/subject.ts";
import type { Compute } from "../rules/subject.ts";
import { findProject, type Project } from "../project/find.ts";
import { hasLakehouse, loadLakehouse } from "../project/lakehouse.ts";
import { type FilesJudged, lintFiles } from "../lint/files.ts";
import { print, printJson, redacted } from "./print.ts";
import { lintSarif } from "../lint/sarif.ts";
import { lintStacks } from "../lint/stacks.ts";
import { lintText } from "../lint/text.ts";
import { UsageError } from "../model/usage-error.ts";
import { UserError } from "../model/user-error.ts";

const COMPUTE: readonly Compute[] = ["cluster", "serverless", "warehouse", "spark"];
const FORMATS = ["text", "json", "sarif"] as const;

interface Options {
  readonly stack?: string;
  readonly sparkConf?: readonly string[];
  readonly runtime?: string;
  readonly on?: Compute;
  readonly tables: boolean;
  readonly format?: (typeof FORMATS)[number];
  readonly json?: true;
  readonly all?: true;
  readonly strict?: true;
}

const HELP = `
Files are read by their ending: .conf and .properties as spark-defaults.conf; .json, .yaml and .tf for Spark keys,
clusters and spark_conf blocks; .py, .sql and .ipynb, notebooks of Databricks and models of dbt among them; .sh for
--conf; any other as a text with fenced code blocks and with JSON strings that hold code. What is not read is named, and
the rest is judged. A value that only a run fills in (a variable, a secret) is not judged, its key is. Of a table that
tables/ declares too, size and columns are known from there.

Exit code 1: an error was found. 2: no file could be read, or, with --strict, one was not.

A finding may stay by a comment on its line or the one before (in .py, .sql, .conf and .yaml):
  # lakewright: accept spark-conf/outdated until 2027-03-31: the job moves to 18 by then`;

export function lintCommand(): Command {
  return new Command("lint")
    .description("hold the stacks of a project, or files of another one, against the rules")
    .addOption(
      new Option(
        "-s, --stack <name>",
        "one stack, as in Pulumi.<name>.yaml; all of them without this",
      ).conflicts(["sparkConf", "runtime", "on"]),
    )
    .option("--spark-conf <file...>", "files with Spark conf, PySpark or SQL, instead of the stacks")
    .option("--runtime <version>", "Databricks Runtime of the files, such as 17.3, where they name none")
    .addOption(new Option("--on <compute>", "what runs the files (default: cluster)").choices(COMPUTE))
    .option("--no-tables", "judge files without the sizes and columns that tables/ declares")
    .addOption(
      new Option("--format <format>", "how to print (default: text)").choices(FORMATS).conflicts("json"),
    )
    .option("--json", "short for --format json")
    .option("--all", "print info findings, too; text counts them only")
    .option("--strict", "fail with exit code 2 where a file, or a part of one, was not read")
    .addHelpText("after", HELP)
    .allowExcessArguments(false)
    .action(async (options: Options) => {
      const { findings, notRead } = redacted(await judged(options));
      printFindings({ findings, notRead }, options);
      const failed = findings.some(({ severity }) => severity === "error") ? 1 : 0;
      process.exitCode = options.strict === true && notRead.length > 0 ? 2 : failed;
    });
}

async function judged(options: Options): Promise<FilesJudged> {
  const today = new Date();
  if (options.sparkConf === undefined) {
    const stack = stackOf(options);
    const project = findProject(process.cwd());
    const lakehouse = await loadLakehouse(project);
    return { findings: lintStacks(project, { lakehouse, stack, today }), notRead: [] };
  }
  const project = options.tables ? projectHere() : undefined;
  return lintFiles(options.sparkConf, {
    ...{ ...surroundingsOf(options), today },
    ...(project === undefined ? {} : { known: knownTables(await loadLakehouse(project)) }),
  });
}

/** Files may be of any folder: no project, and one without a lakehouse, declare no tables. */
function projectHere(): Project | undefined {
  try {
    const project = findProject(process.cwd());
    return hasLakehouse(project) ? project : undefined;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function stackOf({ stack, runtime, on }: Options): string | undefined {
  if (runtime !== undefined || on !== undefined) {
    throw new UsageError(
      `${runtime === undefined ? "--on" : "--runtime"} says what runs foreign files, and there are none; name them with --spark-conf FILE, or leave it out`,
    );
  }
  return stack;
}

function surroundingsOf({ runtime, on = "cluster" }: Options) {
  if (runtime === undefined) return { on };
  const version = databricksRuntime(runtime)?.version;
  if (version === undefined || engineOf(runtime) === undefined) {
    throw new UsageError(
      `--runtime: there is no Databricks Runtime "${runtime}"; known: ${databricksRuntimeVersions().join(", ")}`,
    );
  }
  return { on, runtime: version };
}

function printFindings(result: FilesJudged, { format, json, all }: Options): void {
  const { findings, notRead } = result;
  switch (json === true ? "json" : (format ?? "text")) {
    case "json":
      printJson({ version: 1, findings, ...(notRead.length === 0 ? {} : { notRead }) });
      return;
    case "sarif":
      printJson(lintSarif(result));
      return;
    case "text":
      print(lintText(result, { all: all === true }));
  }
}
