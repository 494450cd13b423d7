import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Bench } from "./workbench.ts";

/** One edit that a pull request may hold, and how long its preview may be. */
export interface DiffEdit {
  /** Name of the golden. */
  readonly name: string;
  /** What `pulumi preview --diff` stays under, in lines. @default 40 */
  readonly under?: number;
  /** By file: the text that goes and the one that comes, the whole text of a new file, or `undefined` where it goes. */
  readonly files: Readonly<Record<string, readonly [from: string, to: string] | string | undefined>>;
}

const COURSE = "tables/gold/dim_course.ts";
const PROGRESS = "tables/gold/fact_course_progress.ts";
const PROD = "Pulumi.prod.yaml";

const NEW_TABLE = `import { bigint, defineTable, string, timestamp } from "lakewright";
import { weeklyMaintenance } from "../maintenance.ts";
import { optimizedWrites } from "../writes.ts";

export const dimBadge = defineTable("gold.dim_badge", {
  about: "Badges that a learner may earn.",
  managedBy: "pipeline",
  size: { rows: 1_200, bytes: "256 KB" },
  columns: { badge_id: bigint, badge_name: string, valid_from: timestamp },
  layout: "unordered",
  properties: optimizedWrites,
  statistics: "all columns",
  maintenance: weeklyMaintenance,
});
`;

/** Edits of each kind that Kineo's files see. */
export const DIFF_EDITS: readonly DiffEdit[] = [
  { name: "table-added", under: 60, files: { "tables/gold/dim_badge.ts": NEW_TABLE } },
  { name: "table-removed", files: { "tables/gold/fact_program_history.ts": undefined } },
  {
    name: "column-added",
    files: { [COURSE]: ["delivery: string,", "delivery: string,\n    language: string,"] },
  },
  {
    name: "property-added",
    files: {
      [COURSE]: ["properties: optimizedWrites", 'properties: { ...optimizedWrites, quality: "gold" }'],
    },
  },
  {
    name: "zorder-changed",
    files: { [COURSE]: ['["course_id", "course_category"]', '["course_category", "course_id"]'] },
  },
  {
    name: "clustered-instead",
    files: { [COURSE]: ['{ zorder: ["course_id", "course_category"] }', '{ cluster: ["course_id"] }'] },
  },
  { name: "statistics-changed", files: { [COURSE]: ['"all columns"', '["course_id"]'] } },
  { name: "maintenance-left-out", files: { [COURSE]: ["  maintenance: weeklyMaintenance,\n", ""] } },
  // The first statement of a cadence makes its job, which is shown whole.
  {
    name: "vacuum-monthly",
    under: 65,
    files: {
      [COURSE]: [
        "maintenance: weeklyMaintenance",
        'maintenance: { ...weeklyMaintenance, vacuum: "monthly" }',
      ],
    },
  },
  { name: "warm-up-changed", files: { [PROGRESS]: ['last: "730 days"', 'last: "365 days"'] } },
  { name: "window-moved", files: { [PROD]: ['at: "03:00"', 'at: "01:30"'] } },
  {
    name: "somebody-notified",
    files: { [PROD]: ["notify: [data", "notify: [analytics@kineo.example, data"] },
  },
];

export function edit(bench: Bench, { files }: DiffEdit): void {
  for (const [file, change] of Object.entries(files)) {
    const path = join(bench.directory, file);
    if (change === undefined) rmSync(path);
    else if (typeof change === "string") writeFileSync(path, change);
    else bench.edit(file, ...change);
  }
}
