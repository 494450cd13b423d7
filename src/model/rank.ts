/** What a change can hurt, the worst first. */
export const RANKS = ["data", "rewrite", "interruption", "cost", "metadata"] as const;

export type Rank = (typeof RANKS)[number];
