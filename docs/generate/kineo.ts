import type { Table } from "../../src/model/index.ts";
import { type Layout, zorderKeys } from "../../src/model/index.ts";
import { subjectOf } from "../../src/plan/subject.ts";
import { examine } from "../../src/rules/index.ts";
import { subject, type Subject } from "../../src/rules/subject.ts";
import { type Request, request } from "../../tables/request.ts";
import { lakehouse, targetOf } from "../../dev/start/kineo.ts";

// Ends of support play no part in what is judged here.
const TODAY = new Date(0);

/** The page that says what became of every setting of Kineo's request, from the request, the plan and the rules. */
export function kineoPage(): string {
  return [
    "# What Kineo asked for, and what it became",
    "",
    "Written by `npm run docs`: the requests stand in `tables/request.ts`; what is planned, and the rules that have something to say of the request, are looked up. [rules.md](rules.md) explains the rules.",
    "",
    "| asked for | planned | why | rules |",
    "|---|---|---|---|",
    ...request.map((asked) => row([asksFor(asked), asked.became ?? "as asked", why(asked), rulesOf(asked)])),
    "",
    "The targets for query and load times are not settings; what they rest on is measured where it can be.",
    "",
  ].join("\n");
}

function row(cells: readonly string[]): string {
  return `| ${cells.map((text) => text.replaceAll("|", "\\|")).join(" | ")} |`;
}

function asksFor(asked: Request): string {
  switch (asked.kind) {
    case "conf":
      return `${asked.key} = ${asked.value}`;
    case "layout":
      return `${asked.table}: ${[
        ...(asked.partition === undefined ? [] : [`partition by ${asked.partition.join(", ")}`]),
        ...(asked.zorder === undefined ? [] : [`Z-order by ${asked.zorder.join(", ")}`]),
      ].join(", ")}`;
    case "other":
      return asked.asked;
  }
}

/** @throws Error where the list says that something is planned as asked, and it is not */
function why(asked: Request): string {
  if (asked.became !== undefined || asked.kind === "other") return asked.why ?? "";
  const planned = asked.kind === "conf" ? plannedConf(asked.key, asked.value) : plannedLayout(asked);
  if (planned === undefined) throw new Error(`tables/request.ts: ${asksFor(asked)} is not in the plan`);
  return asked.why ?? planned;
}

/** The reason that stands beside the key in the plan. */
function plannedConf(key: string, value: string): string | undefined {
  const entries = (lakehouse.sparkConf ?? []).flatMap((group) => group.entries);
  return entries.find((entry) => entry.key === key && entry.value === value)?.why;
}

function plannedLayout({ table, partition = [], zorder = [] }: Extract<Request, { kind: "layout" }>) {
  const layout = tableOf(table).layout;
  const partitions: readonly string[] = layout === "unordered" ? [] : (layout.partition ?? []);
  return same(partitions, partition) && same(zorderKeys(layout), zorder) ? "" : undefined;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.join() === b.join();
}

function tableOf(name: string): Table {
  const table = lakehouse.tables.find((one) => one.name === name);
  if (table === undefined) throw new Error(`tables/request.ts: there is no table ${name}`);
  return table;
}

/** Ids of the rules that find something in what was asked, had it been planned as it stands. */
function rulesOf(asked: Request): string {
  const found = examine(whatWasAsked(asked), { today: TODAY })
    .filter(({ where }) => asked.kind !== "layout" || where === asked.table)
    .map(({ rule }) => rule);
  const ids = [...new Set([...found, ...(asked.kind === "other" ? (asked.rules ?? []) : [])])].sort();
  return ids.map((id) => `[${id}](rules.md#${id.replace("/", "")})`).join(", ");
}

function whatWasAsked(asked: Request): Subject {
  switch (asked.kind) {
    case "conf": {
      const { key, value, setAt = "session" } = asked;
      const on = { on: "cluster", runtime: "17.3", accessMode: "standard" } as const;
      return subject({ confs: [{ setAt, ...on, entries: [{ key, value }] }] });
    }
    case "layout": {
      const { partition, zorder } = asked;
      // Expressions, which the request has and a table file cannot, are looked at as the columns they stand for.
      const layout = { partition, zorder } as unknown as Layout<string>;
      const table = { ...tableOf(asked.table), accept: [] };
      return subjectOf(
        { ...lakehouse, tables: [{ ...table, layout }] },
        { ...targetOf("prod"), today: TODAY },
      );
    }
    case "other":
      return subject({});
  }
}
