import { defined } from "../../model/defined.ts";
import { regularStart, scheduleWords, timeOfDay } from "../../config/schedule-words.ts";
import { nextRun, type Schedule } from "../../config/settings.ts";
import type { JobRuns } from "../../drift/live/runs.ts";
import type { MaintenanceJobRow, MaintenanceWindow, Windows } from "../model.ts";
import type { LakehousePlan } from "../../plan/lakehouse.ts";
import type { JobStart } from "../../plan/inputs/job.ts";
import type { JobPlan } from "../../plan/maintenance.ts";
import { lastRun } from "./maintenance-page.ts";

const DAY = 24 * 60;
const DAY_MS = DAY * 60_000;

type WindowPlan = LakehousePlan["maintenance"]["windows"][number];

/**
 * The week that `now` is in, by the clock of the windows.
 * @param runs by the jobs' keys
 */
export function windowsPage(
  { maintenance }: LakehousePlan,
  now: Date,
  runs: ReadonlyMap<string, JobRuns>,
): Windows {
  const { windows, jobs } = maintenance;
  const timezone = windows[0]?.start.timezone ?? "UTC";
  const today = dayOf(now, timezone);
  const monday = today - ((today + 3) % 7);
  return {
    timezone,
    monday: new Date(monday * DAY_MS).toISOString().slice(0, 10),
    windows: windows.map((window) => windowOf(window, startsIn(monday, window.start))),
    jobs: jobs.map((job) =>
      jobOf(job, { window: windows.find(({ cadence }) => cadence === job.cadence), runs: runs.get(job.key) }),
    ),
  };
}

/** Days since 1970-01-01, which was a Thursday. */
function dayOf(time: Date, timezone: string): number {
  return Math.floor(clockOf(time, timezone) / DAY);
}

/** Minutes since 1970-01-01 00:00 as the clock of a time zone shows them. */
function clockOf(time: Date, timeZone: string): number {
  const shown = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  return Date.parse(`${shown.format(time).replace(" ", "T")}Z`) / 60_000;
}

/** Every start in the week from a Monday, in minutes from its 00:00. */
function startsIn(monday: number, schedule: Schedule): readonly number[] {
  const starts: number[] = [];
  // A day more on both sides: the clock may be behind UTC or ahead of it.
  const end = (monday + 8) * DAY_MS;
  for (let at = new Date((monday - 1) * DAY_MS); ;) {
    const next = nextRun(schedule, at);
    if (next === undefined || Date.parse(next) > end) break;
    at = new Date(next);
    const start = clockOf(at, schedule.timezone) - monday * DAY;
    if (start >= 0 && start < 7 * DAY) starts.push(start);
  }
  return starts;
}

function windowOf({ cadence, start, minutes }: WindowPlan, starts: readonly number[]): MaintenanceWindow {
  const { day, at } = regularStart(start.cron) ?? { day: start.cron, at: 0 };
  const says = `${day} ${timeOfDay(at)} to ${timeOfDay(at + minutes)}`;
  return { name: cadence, says, starts, at, minutes };
}

function jobOf(
  { name, about, start, expected, alertAfterMinutes, paused }: JobPlan,
  { window, runs }: { readonly window: WindowPlan | undefined; readonly runs: JobRuns | undefined },
): MaintenanceJobRow {
  const last = lastRun(runs?.runs ?? []);
  return {
    ...{ name, about, ...startOf(start), paused },
    ...{ minutes: expected.minutes, alertAfter: alertAfterMinutes },
    ...(window === undefined || start.kind !== "schedule"
      ? {}
      : { window: window.cadence, offset: offsetOf(start, window.start) }),
    ...defined({ last }),
  };
}

/** A job of a window starts within the day that follows the window's begin. */
function offsetOf(job: Schedule, window: Schedule): number {
  const at = ({ cron }: Schedule) => regularStart(cron)?.at ?? 0;
  return (at(job) - at(window) + DAY) % DAY;
}

function startOf(start: JobStart): Pick<MaintenanceJobRow, "starts" | "schedule"> {
  if (start.kind === "update") {
    return {
      starts: `${start.quietSeconds / 60} min after the last update of ${start.tables.length} tables`,
    };
  }
  return scheduleShown(start);
}

/** In words, with the schedule itself; or the schedule alone, where it is of a kind that no plan writes. */
export function scheduleShown(schedule: Schedule): { readonly starts: string; readonly schedule?: string } {
  const itself = `${schedule.cron} ${schedule.timezone}`;
  const starts = scheduleWords(schedule);
  return starts === undefined ? { starts: itself } : { starts, schedule: itself };
}
