import type { Cost, CostReview, CostRow } from "../cost.ts";
import { code } from "./text.ts";

/** Cost before and after, as a table; nothing where no compute is known. */
export function costLines({ rows, rates, unknown }: CostReview): readonly string[] {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, MOST);
  return [
    "**Cost**, in DBU",
    "",
    "| | an hour, before | an hour, after | a month, before | a month, after |",
    "| --- | --- | --- | --- | --- |",
    ...shown.map(row),
    ...(rows.length > MOST ? ["", `and ${rows.length - MOST} more`] : []),
    "",
    ...shown.flatMap(sums),
    ...rates.map((source) => `- rates: ${source}`),
    ...unknown.map((what) => `- not in it: ${what}`),
    "",
  ];
}

const MOST = 20;

function row({ kind, name, before, after }: CostRow): string {
  const cells = [hour(before), hour(after), month(before), month(after)];
  const mark = JSON.stringify(before) === JSON.stringify(after) ? "" : " ⚠";
  return `| ${kind} ${code(name)}${mark} | ${cells.join(" | ")} |`;
}

function hour(cost: Cost | undefined): string {
  if (cost === undefined) return "–";
  return cost.min === undefined || cost.max === undefined ? "not known" : range(cost.min, cost.max);
}

function month(cost: Cost | undefined): string {
  if (cost === undefined) return "–";
  if (cost.runsPerMonth !== undefined) return `${cost.runsPerMonth} runs`;
  if (cost.perMonth === undefined) return "not known";
  const { hours, min, max } = cost.perMonth;
  const price =
    cost.price === undefined ? "" : `, ${range(cost.price.min, cost.price.max)} ${cost.price.currency}`;
  return `${range(min, max)} in ${hours} h${price}`;
}

/** How the numbers were made, once where it did not change. */
function sums({ kind, name, before, after }: CostRow): readonly string[] {
  const all = [...new Set([before?.sum, after?.sum].filter((sum) => sum !== undefined))];
  return [`- ${kind} ${code(name)}: ${all.join(" → ")}`];
}

function range(min: number, max: number): string {
  const shown = (value: number) => value.toLocaleString("en");
  return min === max ? shown(min) : `${shown(min)} to ${shown(max)}`;
}
