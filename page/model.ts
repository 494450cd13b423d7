/** How urgent something is, the worst first. */
export const TONES = ["bad", "warn", "info", "ok"] as const;

export type Tone = (typeof TONES)[number];

/** What the page shows: JSON-able, whatever it was made from. */
export interface Page {
  readonly title: string;
  /** One line under the title: stacks, workspace. */
  readonly about: string;
  /** When it was made, in ISO 8601 and UTC. */
  readonly made: string;
  /** The estate in a few numbers. */
  readonly figures: readonly Figure[];
  readonly items: ItemList;
  readonly tables: readonly TableRow[];
  readonly compute: readonly ComputeRow[];
  /** What the costs are made of, and what they leave out. */
  readonly computeNote: string;
  readonly windows: readonly MaintenanceWindow[];
}

export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly tone: Tone;
}

/** Changes of a review, or differences of a look for drift. */
export interface ItemList {
  readonly heading: string;
  /** Shown where there are none. */
  readonly none: string;
  readonly items: readonly Item[];
}

export interface Item {
  readonly tone: Tone;
  /** What items are filtered by: a rank, who moved. */
  readonly group: string;
  readonly what: string;
  readonly where: string;
  readonly fields: readonly ItemField[];
  /** Label and text: how long it takes, who did it, how to undo it. */
  readonly facts: readonly (readonly [string, string])[];
  /** Statements and commands, each under what it is for. */
  readonly code: readonly { readonly label: string; readonly text: string }[];
}

export interface ItemField {
  readonly field: string;
  /** @default there was none */
  readonly from?: string;
  /** @default there is none */
  readonly to?: string;
  readonly why: string;
}

export interface TableRow {
  /** `schema.table`. */
  readonly name: string;
  readonly layout: string;
  readonly rows: number;
  /** Compressed. */
  readonly bytes: number;
  /** What is planned, and when it last ran without a fault. */
  readonly upkeep: Readonly<Record<UpkeepKind, Upkeep | undefined>>;
  readonly marks: readonly Mark[];
}

/** What stands beside a table's name. */
export interface Mark {
  readonly tone: Tone;
  readonly text: string;
}

export const UPKEEP = ["optimize", "analyze", "vacuum"] as const;

export type UpkeepKind = (typeof UPKEEP)[number];

export interface Upkeep {
  readonly cadence: string;
  /** ISO 8601, UTC. @default not known, or never */
  readonly last?: string;
}

export interface ComputeRow {
  readonly name: string;
  readonly detail: string;
  /** DBU an hour, at the smallest and the largest. @default not known */
  readonly perHour?: readonly [number, number];
  /** DBU a month, likewise. @default not known */
  readonly perMonth?: readonly [number, number];
  /** As `perMonth`, before the change. @default as after it */
  readonly perMonthBefore?: readonly [number, number];
}

/** When a job works in a week. */
export interface MaintenanceWindow {
  readonly job: string;
  readonly about: string;
  /** Begin of each run, in minutes from Monday 00:00 in `timezone`. */
  readonly starts: readonly number[];
  /** Expected length. */
  readonly minutes: number;
  readonly timezone: string;
  readonly paused: boolean;
}
