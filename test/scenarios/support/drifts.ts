import type { Sandbox } from "./sandbox.ts";

/** Ids of the objects that a deployed stack made. */
export interface Deployed {
  readonly cluster: string;
  readonly warehouse: string;
  readonly policy: string;
  readonly jobs: {
    readonly "weekly-small": string;
    readonly "daily-small": string;
    readonly "warm-up": string;
  };
}

/** One thing that somebody does by hand, and how it is to be found. */
export interface HandMadeDrift {
  readonly name: string;
  readonly by: (hand: Sandbox, deployed: Deployed) => Promise<unknown>;
  /** Pulumi name of the resource. */
  readonly resource: string;
  /** What is found there: kind of difference and path. */
  readonly found: readonly (readonly [what: string, path: string])[];
  /** Operation in the table's history; absent where no history names it. */
  readonly operation?: string;
}
