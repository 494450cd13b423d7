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
  /** The lakehouse in a few numbers. */
  readonly figures: readonly Figure[];
  readonly items: ItemList;
  /** Tables and materialized views. */
  readonly tables: readonly TableRow[];
  /** What dates of maintenance mean, or why there are none, or no tables. */
  readonly maintenanceNote: string;
  readonly findings: readonly PageFinding[];
  readonly compute: readonly ComputeRow[];
  /** What the costs are made of, and what they leave out. */
  readonly computeNotes: readonly string[];
  /** @default no plan was given, which tells them */
  readonly windows?: Windows;
  /** What a reader should know besides. */
  readonly notes: readonly string[];
}

/** What a rule has to say. */
export interface PageFinding {
  readonly tone: Tone;
  /** Id of the rule. */
  readonly rule: string;
  readonly where: string;
  readonly message: string;
  readonly instead: string;
}

export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly tone: Tone;
}

/** Changes of a review, or what drifted. */
export interface ItemList {
  /** With how many there are. */
  readonly heading: string;
  /** Shown where there are none. */
  readonly none: string;
  /** What the two values of a field are called: `before` and `after`, `declared` and `live`. */
  readonly sides: readonly [from: string, to: string];
  readonly items: readonly Item[];
}

export interface Item {
  readonly tone: Tone;
  /** What items are filtered by: a rank, or what happened and where. */
  readonly group: string;
  /** What happens or happened to all of it: `deleted`. @default its group says it, or some fields of it changed */
  readonly state?: string;
  readonly what: string;
  readonly where: string;
  readonly fields: readonly ItemField[];
  /** Label and text: how long it takes, who did it, how to undo it. */
  readonly facts: readonly (readonly [string, string])[];
  /** Statements and commands, each under what it is for. */
  readonly code: readonly { readonly label: string; readonly text: string; readonly open?: true }[];
}

export interface ItemField {
  readonly field: string;
  /** @default there was none */
  readonly from?: string;
  /** @default there is none */
  readonly to?: string;
  /** @default it speaks for itself */
  readonly why?: string;
}

export interface TableRow {
  /** `schema.table`. */
  readonly name: string;
  readonly layout: readonly LayoutPart[];
  /** Declared. @default materialized views declare none */
  readonly rows?: number;
  /** Declared, compressed. @default materialized views declare none */
  readonly bytes?: number;
  readonly maintenance: MaintenanceOfTable | MaintenanceOfView;
  readonly marks: readonly Mark[];
}

/** `{ by: "Z-order by", columns: ["user_id"] }`. */
export interface LayoutPart {
  readonly by: string;
  readonly columns: readonly string[];
}

/** What stands beside a table's name. */
export interface Mark {
  readonly tone: Tone;
  readonly text: string;
}

export const MAINTENANCE = ["optimize", "analyze", "vacuum"] as const;

export type MaintenanceKind = (typeof MAINTENANCE)[number];

/** What is planned of each kind, and when it last ran. @default nothing is planned */
export type MaintenanceOfTable = { readonly kind: "table" } & Readonly<
  Partial<Record<MaintenanceKind, MaintenanceRow>>
>;

/** A materialized view is refreshed instead. */
export interface MaintenanceOfView {
  readonly kind: "materialized view";
  readonly refresh: string;
  /** The schedule that `refresh` says in words. @default it is none, or stands there itself */
  readonly schedule?: string;
}

export interface MaintenanceRow {
  /** `weekly`, `by Databricks`. */
  readonly cadence: string;
  /** The newest first: the last that ended well, and before it one that did not. @default nothing is known of any */
  readonly turns?: readonly Turn[];
}

/** One turn of a job's task. */
export interface Turn {
  readonly tone: Tone;
  readonly said: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export interface ComputeRow extends CostRange {
  readonly name: string;
  readonly detail: string;
  /** Before the change. @default as after it */
  readonly before?: CostRange | "none";
  /** It will not be there any more; its costs are those from before. */
  readonly goes?: true;
}

export type Range = readonly [least: number, most: number];

export interface CostRange {
  /** DBU an hour, while it runs. `"shared"`: counted with the compute that it runs on. @default not known */
  readonly perHour?: Range | "shared";
  /** DBU a month. @default not known */
  readonly perMonth?: Range;
  /** The month in money. @default not known */
  readonly price?: { readonly currency: string; readonly range: Range };
  /** For jobs. @default not known */
  readonly runsPerMonth?: number;
}

/** The hours of a week in which jobs may work, by the clock of their time zone. */
export interface Windows {
  /** IANA time zone. */
  readonly timezone: string;
  /** Monday of the week that is shown, such as `2026-11-23`. */
  readonly monday: string;
  readonly windows: readonly MaintenanceWindow[];
  readonly jobs: readonly MaintenanceJobRow[];
}

export interface MaintenanceWindow {
  readonly name: string;
  /** `Sundays 03:00 to 09:00`. */
  readonly says: string;
  /** Its begins in the week, in minutes from Monday 00:00. Empty where it has none in this week. */
  readonly starts: readonly number[];
  /** Time of day at which it begins, in minutes. */
  readonly at: number;
  readonly minutes: number;
}

export interface MaintenanceJobRow {
  readonly name: string;
  readonly about: string;
  /** Name of the window that it works in. @default none */
  readonly window?: string;
  /** `Sundays 03:00 New York`, `10 min after the last update of its tables`. */
  readonly starts: string;
  /** The schedule that `starts` says in words. @default it is none, or stands there itself */
  readonly schedule?: string;
  /** Begin in minutes from that of its window. @default it has no window */
  readonly offset?: number;
  /** Expected length. */
  readonly minutes: number;
  /** Length after which people are told. */
  readonly alertAfter: number;
  readonly paused: boolean;
  /** How its last run went. @default none is known */
  readonly last?: Turn;
}
