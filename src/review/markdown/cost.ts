import { type Cost, type CostReview, type CostRow, isSame } from "../cost.ts";
import { code, inert } from "../../text/markdown.ts";

/** Cost before and after, as a table of what changes; nothing where no compute is known. */
export function costLines({ rows, refreshes, rates, unknown }: CostReview): readonly string[] {
  if (rows.length === 0) return [];
  const changed = rows.filter((row) => !isSame(row));
  const same = rows.filter(isSame).filter(({ after }) => after?.max !== undefined);
  const sources = [
    ...rates.map((source) => `- rates: ${inert(source)}`),
    ...unknown.map((what) => `- not in it: ${inert(what)}`),
    "",
  ];
  const open =
    refreshes.length === 0 ? [] : [`Not known: what refreshes of ${listed(refreshes)} cost from now on`, ""];
  const unchanged = same
    .slice(0, MOST)
    .map(({ kind, name, after }) => `${kind} ${code(name)} ${hour(after)}`);
  const more = same.length > MOST ? ` and ${same.length - MOST} more` : "";
  if (changed.length === 0) {
    const compute =
      unchanged.length === 0
        ? []
        : [`**Cost** unchanged, in DBU an hour: ${unchanged.join(", ")}${more}`, ""];
    return [...compute, ...open];
  }
  const shown = changed.slice(0, MOST);
  return [
    "**Cost**, in DBU",
    "",
    "| | an hour, before | an hour, after | a month, before | a month, after |",
    "| --- | --- | --- | --- | --- |",
    ...shown.map(row),
    "",
    ...(changed.length > MOST ? [`and ${changed.length - MOST} more`, ""] : []),
    ...(unchanged.length === 0 ? [] : [`Unchanged, an hour: ${unchanged.join(", ")}${more}`, ""]),
    ...open,
    "<details><summary>how the numbers were made, and what is not in them</summary>",
    "",
    ...shown.flatMap(sums),
    ...sources,
    "</details>",
    "",
  ];
}

const MOST = 20;

function listed(texts: readonly string[]): string {
  const rest = texts.length - MOST;
  return `${texts.slice(0, MOST).map(code).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function row({ kind, name, before, after }: CostRow): string {
  const cells = [hour(before), hour(after), month(before), month(after)];
  return `| ${kind} ${code(name)} | ${cells.join(" | ")} |`;
}

function hour(cost: Cost | undefined): string {
  if (cost === undefined) return "–";
  if (cost.shared === true) return inert(cost.sum);
  return cost.min === undefined || cost.max === undefined ? "not known" : range(cost.min, cost.max);
}

function month(cost: Cost | undefined): string {
  if (cost === undefined) return "–";
  if (cost.runsPerMonth !== undefined) return runs(cost.runsPerMonth);
  if (cost.perMonth === undefined) return "not known";
  const { hours, min, max } = cost.perMonth;
  const price =
    cost.price === undefined ? "" : `, ${range(cost.price.min, cost.price.max)} ${cost.price.currency}`;
  return `${range(min, max)} in ${hours} h${price}`;
}

function runs(count: number): string {
  return count === 0 ? "no run by itself" : `${count.toLocaleString("en")} runs`;
}

/** How the numbers were made, once where it did not change. */
function sums({ kind, name, before, after }: CostRow): readonly string[] {
  const all = [...new Set([before?.sum, after?.sum].filter((sum) => sum !== undefined))];
  return [`- ${kind} ${code(name)}: ${inert(all.join(" → "))}`];
}

function range(min: number, max: number): string {
  const shown = (value: number) => value.toLocaleString("en");
  return min === max ? shown(min) : `${shown(min)} to ${shown(max)}`;
}
