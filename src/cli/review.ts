import { createReadStream, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { Command, Option } from "commander";
import { reviewMarkdown } from "../review/markdown/markdown.ts";
import type { Preview } from "../review/preview/preview.ts";
import { PreviewReader } from "../review/preview/read.ts";
import { type Rank, RANKS, type Review } from "../review/report.ts";
import { reviewOf } from "../review/review.ts";
import { jsonText, printJson, printMarkdown, redacted } from "./print.ts";
import { readError, readPlan } from "./plan-file.ts";
import { renderPage } from "../html/render.ts";
import { reviewPage } from "../html/pages/review-page.ts";
import { releasedBy } from "./released.ts";
import { secretsOf } from "../redaction/environment-secrets.ts";
import { UsageError } from "../model/usage-error.ts";

interface Options {
  readonly before?: readonly string[];
  readonly after?: readonly string[];
  readonly link?: string;
  readonly out?: string;
  readonly html?: string;
  readonly json?: true;
  readonly failOn?: Rank;
}

const HELP = `
Reads what "pulumi preview --json" prints, of one stack or of several, from files or from standard input; with
PULUMI_ENABLE_STREAMING_JSON_PREVIEW=1 line by line. Plans say what the preview leaves out: declared sizes of tables,
and what compute costs that stays as it is.

  lakewright plan --stack prod --json > after.json        (and before.json, on the branch that is merged into)
  pulumi preview --stack prod --json | lakewright review --before before.json --after after.json --out review.md

Ranks, the worst first: ${RANKS.join(", ")}.`;

export function reviewCommand(): Command {
  return new Command("review")
    .description("what a preview can hurt, cost and run: one page for whoever must say yes or no")
    .argument("[files...]", "previews as JSON; standard input without any")
    .option("--before <files...>", "plans of the revision before the change (lakewright plan --json)")
    .option("--after <files...>", "plans of the revision under review")
    .option("--link <url>", "where all of it can be read, for what does not fit a comment")
    .option("--out <file>", "write there instead of to standard output")
    .option("--html <file>", "write the review and the lakehouse as one page, too")
    .option("--json", "the whole review as JSON instead of Markdown")
    .addOption(new Option("--fail-on <rank>", "exit with 1 where a change is as bad as this").choices(RANKS))
    .addHelpText("after", HELP)
    .action(async (files: readonly string[], options: Options) => {
      const plans = {
        before: (options.before ?? []).map((file) => redacted(readPlan(file))),
        after: (options.after ?? []).map((file) => redacted(readPlan(file))),
      };
      const review = reviewOf({
        previews: await previewsOf(files),
        ...plans,
        secrets: secretsOf(process.env),
        released: releasedBy,
      });
      const { out, json } = options;
      const markdown = () => reviewMarkdown(review, linkOf(options));
      if (out !== undefined) writeFileSync(out, json === true ? jsonText(review) : markdown());
      else if (json === true) printJson(review);
      else printMarkdown(markdown());
      if (options.html !== undefined) {
        writeFileSync(options.html, renderPage(reviewPage(review, plans.after, new Date())));
      }
      process.exitCode = isBad(review, options.failOn) ? 1 : 0;
    });
}

function linkOf({ link }: Options): { link?: string } {
  if (link === undefined) return {};
  if (!/^https?:\/\/[^\s()]+$/.test(link)) {
    throw new UsageError(
      `--link: got "${link}"; an address that begins with https:// and holds neither spaces nor brackets`,
    );
  }
  return { link };
}

function isBad({ stacks }: Review, failOn: Rank | undefined): boolean {
  const bad = failOn === undefined ? [] : RANKS.slice(0, RANKS.indexOf(failOn) + 1);
  return stacks.some(({ outcome, counts }) => outcome === "failed" || bad.some((rank) => counts[rank] > 0));
}

/** @throws UserError naming the file that is no preview, and UsageError where there is none */
async function previewsOf(files: readonly string[]): Promise<readonly Preview[]> {
  if (files.length === 0) {
    if (process.stdin.isTTY) {
      throw new UsageError(
        "no preview given; name files, or pipe one in: pulumi preview --json | lakewright review",
      );
    }
    return await read(process.stdin, "standard input");
  }
  const all: Preview[] = [];
  for (const file of files) all.push(...(await read(createReadStream(file), file)));
  return all;
}

async function read(stream: Readable, source: string): Promise<readonly Preview[]> {
  const reader = new PreviewReader(source);
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) reader.line(line);
  } catch (error) {
    throw readError(error, source);
  }
  return reader.end();
}
