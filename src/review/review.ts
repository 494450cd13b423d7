import { defined } from "../model/defined.ts";
import type { LakehousePlan } from "../plan/lakehouse.ts";
import { changesOf } from "./changes.ts";
import type { ReviewContext, Released } from "./context.ts";
import { costOf } from "./cost.ts";
import { messagesOf } from "./messages.ts";
import type { Preview } from "./preview/preview.ts";
import { type Change, type Rank, RANKS, type Review, type StackReview } from "./report.ts";
import { Redactor } from "../redaction/redactor.ts";

export interface ReviewRequest {
  readonly previews: readonly Preview[];
  /** Plans of the revision before the change, of any stacks. @default none: costs and sizes of what the preview leaves out are not known */
  readonly before?: readonly LakehousePlan[];
  /** Plans of the revision under review. @default none, as above */
  readonly after?: readonly LakehousePlan[];
  /** Texts that must not appear, beside what is marked as secret or looks like one. @default none */
  readonly secrets?: readonly string[];
  /** Statements that deleting a resource sends. @default none is known to send any */
  readonly released?: Released;
}

/** What a reviewer should know of some previews: what they can hurt, cost and run. */
export function reviewOf({
  previews,
  before = [],
  after = [],
  secrets = [],
  released,
}: ReviewRequest): Review {
  const hidden = new Redactor([...secrets, ...previews.flatMap((preview) => preview.secrets)]);
  const of = (plans: readonly LakehousePlan[], name: string) => plans.find(({ stack }) => stack === name);
  const stacks = previews.map((preview) => {
    const [old, next] = [of(before, preview.stack), of(after, preview.stack)];
    return reviewStack(preview, {
      ...defined({ before: old, after: next }),
      redactor: hidden,
      ...defined({ released }),
    });
  });
  return { version: 1, stacks: stacks.sort((a, b) => weight(a) - weight(b) || (a.stack < b.stack ? -1 : 1)) };
}

function reviewStack(preview: Preview, context: ReviewContext): StackReview {
  const changes = changesOf(preview, context);
  const { errors, warnings, withheld } = messagesOf(preview, context.redactor);
  return {
    ...{ stack: preview.stack, project: preview.project },
    outcome: errors.length > 0 ? "failed" : changes.length > 0 ? "changes" : "unchanged",
    counts: count(changes),
    changes,
    unchanged:
      preview.same -
      changes.filter(({ effects }) => effects.every(({ field }) => field === "protect")).length,
    ...{ errors, warnings, withheld },
    cost: costOf(preview, context),
  };
}

function count(changes: readonly Change[]): Readonly<Record<Rank, number>> {
  const of = (rank: Rank) => changes.filter((change) => change.rank === rank).length;
  return {
    data: of("data"),
    rewrite: of("rewrite"),
    interruption: of("interruption"),
    cost: of("cost"),
    metadata: of("metadata"),
  };
}

/** Failed first, then by the worst change, unchanged last. */
function weight({ outcome, changes }: StackReview): number {
  if (outcome === "failed") return -1;
  const first = changes[0];
  return first === undefined ? RANKS.length : RANKS.indexOf(first.rank);
}
