import type { KindImpact } from "./impact/impact.ts";
import type { Judged } from "./effects.ts";
import type { Preview, Step } from "./preview/preview.ts";
import { text } from "../model/json.ts";
import { NOT_KNOWN } from "./preview/values.ts";
import type { ReviewContext } from "./context.ts";
import { isJob } from "./jobs.ts";
import { type Operation, type Run, RANKS, worst } from "./report.ts";

export interface TakesRequest {
  readonly step: Step;
  readonly operation: Operation;
  readonly impact: KindImpact;
  readonly effects: readonly Judged[];
  readonly runs: readonly Run[];
  /** Names of warehouses by their ids. */
  readonly names: ReadonlyMap<string, string>;
  /** Declared size of the table that the change is about. @default it is about none */
  readonly size?: string | undefined;
}

/** How long a change takes, and on what. */
export function takesOf(request: TakesRequest): string {
  const { step, effects, runs, names, size } = request;
  if (effects.every(({ field }) => field === "protect") && runs.length === 0) {
    return "a moment: Pulumi's state alone is written";
  }
  if (!step.type.startsWith("lakewright:") || isJob(step.type)) return ofKind(request);
  const rewrites =
    effects.some(({ rank }) => rank === "rewrite") && size !== undefined && runs.every(isSmall);
  const over = rewrites ? `; a rewrite goes over ${size}` : "";
  if (runs.every(({ when }) => when !== "during up")) return `nothing is sent${over}`;
  const id = text(step.new?.inputs["warehouseId"] ?? step.old?.inputs["warehouseId"]);
  const warehouse = id === undefined || id === NOT_KNOWN ? undefined : (names.get(id) ?? id);
  return `${ofKind(request)}${warehouse === undefined ? "" : `; sent by warehouse ${warehouse}`}${over}`;
}

/** The statements' own sizes are told with them. */
function isSmall({ upTo }: Run): boolean {
  return upTo === undefined;
}

function ofKind({ operation, impact, effects }: TakesRequest): string {
  const { takes, takesLess = takes, takesNew = takes } = impact;
  const more = effects.find((effect) => effect.takes !== undefined && effect.rank !== "metadata")?.takes;
  if (more !== undefined) return more;
  if (operation === "create") return takesNew;
  if (operation === "delete" || operation === "forget") return takesLess;
  const rank = worst(effects.map((effect) => effect.rank));
  return RANKS.indexOf(rank) <= RANKS.indexOf("interruption") ? takes : takesLess;
}

/** Names of warehouses by their ids, where the preview tells both, or there is but one. */
export function warehouseNames({ steps }: Preview, { after }: ReviewContext): ReadonlyMap<string, string> {
  const layouts = steps.flatMap(
    ({ new: next, old }) => text(next?.inputs["warehouseId"] ?? old?.inputs["warehouseId"]) ?? [],
  );
  const named = after?.compute.warehouse.name;
  return new Map(named === undefined ? [] : layouts.map((id) => [id, named]));
}
