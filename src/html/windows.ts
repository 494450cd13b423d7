import { html, type Markup } from "./html.ts";
import type { MaintenanceJobRow, MaintenanceWindow, Windows } from "./model.ts";
import type { Section } from "./section.ts";
import { minute } from "../model/units.ts";
import { scheduledAt } from "./values.ts";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const HOUR = 60;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** The week with its windows, and in each window its jobs, one behind the other. */
export function windowsSection(windows: Windows | undefined): Section {
  const heading = "Maintenance windows";
  const id = "windows";
  if (windows === undefined || windows.jobs.length === 0) {
    const why =
      windows === undefined ? "Jobs are known from a plan, and none was given." : "No job is planned.";
    return { id, heading, body: html`<p class="none">${why}</p>` };
  }
  const others = windows.jobs.filter(({ window }) => window === undefined);
  return {
    id,
    heading,
    body: html`${windows.windows.length > 0 && week(windows)}
    ${windows.windows.map((window) => inWindow(window, windows))}
    ${
      others.length > 0 &&
      html`<div class="window">
        <h3>outside of the windows</h3>
        ${others.map((job) => html`<p class="job">${sentence(job)}</p>`)}
      </div>`
    }`,
  };
}

function week({ timezone, monday, windows }: Windows): Markup {
  const first = new Date(`${monday}T00:00:00Z`);
  return html`<p class="note">
      The week from ${monday}, by the clock of ${timezone}. Solid is what a job is expected to take, hatched
      the time until people are told.
    </p>
    <div class="week">
      <div class="days">
        ${DAYS.map((day, at) => html`<span>${day} <small>${new Date(first.getTime() + at * DAY * 60_000).getUTCDate()}</small></span>`)}
      </div>
      ${windows.map(
        ({ name, says, starts, minutes }) =>
          html`<p class="job">
              <b>${name}</b> <small>${says}${starts.length === 0 && ", not in this week"}</small>
            </p>
            <div class="track">
              ${starts.flatMap((start) => pieces(start, minutes)).map(([start, length]) => bar("band", { start, length, of: WEEK }))}
            </div>`,
      )}
    </div>`;
}

/** What goes past Sunday's midnight goes on at the left: the week before had one, too. */
function pieces(start: number, length: number): readonly (readonly [start: number, length: number])[] {
  const past = start + length - WEEK;
  return past <= 0
    ? [[start, length]]
    : [
        [start, WEEK - start],
        [0, past],
      ];
}

function inWindow(window: MaintenanceWindow, { jobs }: Windows): Markup {
  const own = jobs
    .filter((job) => job.window === window.name)
    .toSorted((a, b) => (a.offset ?? 0) - (b.offset ?? 0));
  const ends = own.map(({ offset = 0, minutes }) => offset + minutes);
  // Jobs that do not fit are a finding, and to be seen.
  const scale = Math.max(window.minutes, ...ends);
  return html`<div class="window">
    <h3>
      ${window.name} window
      <small>${window.says}; ${Math.max(0, ...ends)} of ${window.minutes} min expected</small>
    </h3>
    <div class="hours">${ticks(window, scale)}</div>
    ${own.map(
      (job) =>
        html`<p class="job">${sentence(job)}</p>
          <div class="track ${job.paused && "paused"}">
            ${bar("band", { start: 0, length: window.minutes, of: scale })}
            ${bar("late", { start: job.offset ?? 0, length: job.alertAfter, of: scale })}
            ${bar("run", { start: job.offset ?? 0, length: job.minutes, of: scale })}
          </div>`,
    )}
  </div>`;
}

/** A label for each hour, or for as many as there is room for on a phone. */
function ticks({ at }: MaintenanceWindow, scale: number): readonly Markup[] {
  const step = Math.ceil(scale / HOUR / 6) * HOUR;
  return Array.from({ length: Math.ceil(scale / step) }, (_, index) => {
    const time = new Date((at + index * step) * 60_000).toISOString().slice(11, 16);
    return html`<span style="left: ${(((index * step) / scale) * 100).toFixed(2)}%">${time}</span>`;
  });
}

interface Span {
  readonly start: number;
  readonly length: number;
  /** What the whole track stands for. */
  readonly of: number;
}

function bar(kind: "band" | "late" | "run", { start, length, of }: Span): Markup {
  const percent = (value: number) => ((value / of) * 100).toFixed(2);
  return html`<i
    class="${kind}"
    style="left: ${percent(start)}%; width: ${percent(Math.min(length, of - start))}%"
  ></i>`;
}

function sentence({
  name,
  about,
  starts,
  schedule,
  minutes,
  alertAfter,
  paused,
  last,
}: MaintenanceJobRow): Markup {
  return html`<b>${name}</b> <span>${about}</span> ${paused && html`<span class="mark warn">paused</span>`}
    <small
      >${scheduledAt(starts, schedule)}; about ${minutes} min, people are told after ${alertAfter}
      min${last === undefined ? "" : "; "}</small
    >
    ${last !== undefined && html`<small class="${last.tone}"><b>${last.said}</b> ${minute(last.at)}</small>`}`;
}
