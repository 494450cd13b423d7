import { defined } from "../../model/defined.ts";
import type { ComputeRow, CostRange as PageCost, Page } from "../model.ts";
import type { LakehousePlan } from "../../plan/lakehouse.ts";
import { type Cost, type CostReview, costOf, type CostRow, isSame } from "../../review/cost.ts";
import { Redactor } from "../../redaction/redactor.ts";

type Compute = Pick<Page, "compute" | "computeNotes">;

/** Compute of stacks with what it costs before and after, each behind its stack's name where there are several. */
export function computePage(
  stacks: readonly { readonly stack: string; readonly cost: CostReview }[],
): Compute {
  return {
    compute: stacks.flatMap(({ stack, cost }) =>
      cost.rows.map((row) => computeRow(row, stacks.length > 1 ? `${stack}: ` : "")),
    ),
    computeNotes: [
      ...new Set(
        stacks.flatMap(({ cost }) => [
          ...cost.rates.map((rate) => `rates: ${rate}`),
          ...cost.unknown.map((what) => `not in it: ${what}`),
        ]),
      ),
    ],
  };
}

/** Compute as it is declared, where nothing is to change. */
export function declaredCompute(plan: LakehousePlan | undefined): Compute {
  if (plan === undefined) return { compute: [], computeNotes: [] };
  const { stack } = plan;
  const preview = { stack, project: "", steps: [], messages: [], same: 0, secrets: [] };
  return computePage([{ stack, cost: costOf(preview, { after: plan, redactor: new Redactor() }) }]);
}

function computeRow(row: CostRow, prefix: string): ComputeRow {
  const { kind, name, before, after } = row;
  const now = after ?? before;
  return {
    ...{ name: `${prefix}${name}`, detail: `${kind}: ${now?.sum ?? ""}` },
    ...(now === undefined ? {} : pageCost(kind, now)),
    ...(after === undefined ? { goes: true } : {}),
    ...(isSame(row) || after === undefined
      ? {}
      : { before: before === undefined ? "none" : pageCost(kind, before) }),
  };
}

function pageCost(kind: CostRow["kind"], { min, max, perMonth, price, runsPerMonth }: Cost): PageCost {
  const known = min !== undefined && max !== undefined;
  return {
    ...(known ? { perHour: [min, max] } : kind === "job" ? { perHour: "shared" } : {}),
    ...(perMonth === undefined ? {} : { perMonth: [perMonth.min, perMonth.max] }),
    ...(price === undefined
      ? {}
      : { price: { currency: price.currency, range: [price.min, price.max] as const } }),
    ...defined({ runsPerMonth }),
  };
}
