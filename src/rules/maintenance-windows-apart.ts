import { minuteOfDay } from "../model/units.ts";
import type { Rule } from "./finding.ts";

const weekly = { where: "maintenance.weekly", hours: 6, opens: "03:00", expectedMinutes: 42 };
const monthly = { where: "maintenance.monthly", hours: 6, expectedMinutes: 30 };

const A_DAY = 24 * 60;

export const maintenanceWindowsApart: Rule = {
  id: "maintenance/windows-apart",
  severity: "warning",
  reason:
    "The jobs of a cadence take all that the warehouse runs at once. Those of two cadences on one night wait for each other, and neither is through when it is expected.",
  source: "The plan's own sums: declared sizes at the rates of src/plan/maintenance-tasks.ts",
  example: {
    wrong: { windows: [weekly, { ...monthly, opens: "03:00" }] },
    right: { windows: [weekly, { ...monthly, opens: "03:45" }] },
  },
  check({ windows }) {
    const used = windows.flatMap(({ opens, ...window }) =>
      opens === undefined || window.expectedMinutes === 0
        ? []
        : [{ ...window, opens, opening: minuteOfDay(opens) }],
    );
    return used.flatMap((window, index) => {
      const { where, at, opens, expectedMinutes } = window;
      const met = used.slice(0, index).filter((before) => meet(window, before));
      return met.map((before) => ({
        ...{ where, at },
        message: `its jobs (from ${opens}, ${expectedMinutes} min) and those of ${before.where} (from ${before.opens}, ${before.expectedMinutes} min) will fall on one night`,
        instead: `at: "${clock(before.opening + before.expectedMinutes)}", when the others are expected to be through`,
      }));
    });
  },
};

interface Span {
  /** Minutes from midnight. */
  readonly opening: number;
  readonly expectedMinutes: number;
}

/** A day of the week and a day of the month come together sooner or later, so that only the time of day counts. */
function meet(one: Span, other: Span): boolean {
  const after = (other.opening - one.opening + A_DAY) % A_DAY;
  return after < one.expectedMinutes || A_DAY - after < other.expectedMinutes;
}

/** The next whole five minutes, as schedules have them. */
function clock(minutes: number): string {
  const next = (Math.ceil(minutes / 5) * 5) % A_DAY;
  return [Math.floor(next / 60), next % 60].map((part) => String(part).padStart(2, "0")).join(":");
}
