import { stringify } from "yaml";
import { acceptanceRules } from "../../src/rules/acceptance.ts";
import type { Finding, Rule } from "../../src/rules/finding.ts";
import { examine, rules } from "../../src/rules/index.ts";
import { subject, type Subject } from "../../src/rules/subject.ts";

const TODAY = new Date("2026-11-25");

/** The reference of all rules, each with an example that it finds and one next to it that it does not. */
export function rulesPage(): string {
  const sorted = rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return [
    "# Rules",
    "",
    "Written by `npm run docs` from `src/rules/`. An error stops a preview and ends `npx lakewright lint` with 1; a warning shows on the resource that it is about; information shows in `npx lakewright lint --all` and in the plan.",
    "",
    "A finding may stay for a while by name, with a reason and a last day: `accept` in a table file, in `tables/spark-conf.ts` or in `Pulumi.<stack>.yaml`; a comment `lakewright: accept <rule> until <day>: <reason>` in files of other projects; `accept` in the configuration of the [policy pack](../src/policy/README.md). An acceptance that holds nothing, or whose day is over, is a finding itself.",
    "",
    "| rule | severity | finds |",
    "|---|---|---|",
    ...sorted.map(
      (rule) => `| [${rule.id}](#${anchor(rule.id)}) | ${rule.severity} | ${cell(example(rule).message)} |`,
    ),
    ...acceptanceRules.map(
      ({ rule, severity }) =>
        `| ${rule} | ${severity} | an acceptance; instead: ${cell(OF_ACCEPTANCES[rule])} |`,
    ),
    "",
    ...sorted.flatMap(section),
  ].join("\n");
}

/** What to do about each; {@link acceptanceRules} says it in full. */
const OF_ACCEPTANCES = {
  "acceptance/unused": "take it away, or correct the rule's id",
  "acceptance/expired": "mend what was accepted, or accept it again with a later day",
  "acceptance/incomplete": "say rule, last day and reason",
} as const;

function anchor(id: string): string {
  return id.replace("/", "");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

/** What the rule says of its own example. */
function example(rule: Rule): Finding {
  const found = examine(subject(rule.example.wrong), { today: TODAY }).find(
    (finding) => finding.rule === rule.id,
  );
  if (found === undefined) throw new Error(`${rule.id} does not find its own example`);
  return { ...found, message: `${found.where}: ${found.message}` };
}

function section(rule: Rule): readonly string[] {
  const { message, instead } = example(rule);
  return [
    `## ${rule.id}`,
    "",
    `*${rule.severity}* — ${rule.reason}`,
    "",
    "```yaml",
    ...show(rule.example.wrong),
    "```",
    "",
    `> ${message}<br>`,
    `> instead: ${instead}`,
    "",
    "In order:",
    "",
    "```yaml",
    ...show(rule.example.right),
    "```",
    "",
    `Source: ${rule.source}`,
    "",
  ];
}

/** What a rule looks at, as a person would write it. */
function show({ confs = [], ...rest }: Partial<Subject>): readonly string[] {
  const others = Object.fromEntries(Object.entries(rest).filter(([, part]) => part.length > 0));
  return [
    ...confs.flatMap(({ setAt, on, runtime, entries }) => [
      `# Spark conf, ${setAt === "launch" ? "at launch" : "in a session"}, ${ON[on]}${runtime === undefined ? "" : `, Databricks Runtime ${runtime}`}`,
      ...entries.map(({ key, value }) => `${key}: ${JSON.stringify(value)}`),
    ]),
    ...(Object.keys(others).length === 0 ? [] : stringify(others, { lineWidth: 100 }).trimEnd().split("\n")),
  ];
}

const ON = {
  cluster: "on a cluster",
  serverless: "on serverless compute",
  warehouse: "on a SQL warehouse",
  spark: "on Spark outside Databricks",
} as const;
