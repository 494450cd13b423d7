import { type Rank, RANKS } from "../model/rank.ts";
import type { CostReview } from "./cost.ts";

export { RANKS, type Rank };

/** Words for the ranks, as a heading. */
export const RANK_WORDS: Readonly<Record<Rank, string>> = {
  data: "Could lose data",
  rewrite: "Rewrites data",
  interruption: "Restarts or interrupts",
  cost: "Changes cost",
  metadata: "Metadata only",
};

/** What a reviewer reads, as JSON-able data; Markdown and pages are written from it. */
export interface Review {
  /** Raised when a field changes its meaning. */
  readonly version: 1;
  /** The stack with the worst change first; those that failed before all others. */
  readonly stacks: readonly StackReview[];
}

export interface StackReview {
  readonly stack: string;
  readonly project: string;
  /** `failed`: the preview ended with an error, and what it shows may not be all. */
  readonly outcome: "changes" | "unchanged" | "failed";
  /** How many changes there are of each rank. */
  readonly counts: Readonly<Record<Rank, number>>;
  /** The worst first. */
  readonly changes: readonly Change[];
  /** Resources that stay as they are. */
  readonly unchanged: number;
  readonly errors: readonly Message[];
  readonly warnings: readonly Message[];
  /** Texts that the program printed by itself. They may hold anything, so they are counted and not repeated. */
  readonly withheld: number;
  readonly cost: CostReview;
}

/** A text of the engine, a plugin or the program. */
export interface Message {
  /** The resource it is about. @default the program as a whole */
  readonly about?: string;
  readonly text: string;
}

export type Operation = "create" | "update" | "replace" | "delete" | "forget" | "adopt" | "read";

/** One resource that will not stay as it is. */
export interface Change {
  readonly rank: Rank;
  /** What it is, in people's words: `table layout`, `warehouse`. */
  readonly what: string;
  /** The resource's type in Pulumi. */
  readonly type: string;
  /** The resource's name in Pulumi. */
  readonly name: string;
  /** What it is called in the workspace. @default not known yet */
  readonly where?: string;
  readonly operation: Operation;
  /** Why it has its rank, field by field, the worst first. */
  readonly effects: readonly Effect[];
  /** Statements in the order in which they run. */
  readonly runs: readonly Run[];
  /** How long it takes, and on what, as far as it is known. */
  readonly takes: string;
  readonly undo: string;
  /** What the plugin adds. */
  readonly notes: readonly string[];
}

/** What changes, and what that does. */
export interface Effect {
  readonly rank: Rank;
  /** Path of the field, with names in place of numbers; empty where the resource as a whole is meant. */
  readonly field: string;
  /** Value before. @default there was none */
  readonly from?: string;
  /** Value after. @default there is none */
  readonly to?: string;
  readonly why: string;
  /** Where the reason was read. */
  readonly source: string;
}

export interface Run {
  readonly statement: string;
  readonly when: "during up" | { readonly schedule: string; readonly paused: boolean };
  /** Job that runs it. @default none: the deployment does */
  readonly job?: string;
  /** What it reads or writes at most, where it is more than the table's log: the declared size. @default not known, or the log alone */
  readonly upTo?: string;
}

export function worst(ranks: readonly Rank[]): Rank {
  return RANKS.find((rank) => ranks.includes(rank)) ?? "metadata";
}

/** For sorting: the worst rank first. */
export function byRank(a: { readonly rank: Rank }, b: { readonly rank: Rank }): number {
  return RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank);
}
