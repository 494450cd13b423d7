import { html, type Markup } from "./html.ts";
import type { MaintenanceWindow } from "./model.ts";
import type { Section } from "./section.ts";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const DAY = 24 * 60;
const WEEK = 7 * DAY;
/** Of the drawing, in its own units. */
const LEFT = 170;
const WIDTH = 840;
const ROW = 26;
/** A run of a minute can still be seen. */
const LEAST = 4;

/** A week of the maintenance jobs, each in its own time zone. */
export function windowsSection(windows: readonly MaintenanceWindow[]): Section {
  const heading = "Maintenance windows";
  if (windows.length === 0) {
    return { id: "windows", heading, body: html`<p class="none">No job runs by a schedule.</p>` };
  }
  const height = windows.length * ROW + 24;
  return {
    id: "windows",
    heading,
    body: html`<div class="scroll">
        <svg
          viewBox="0 0 ${LEFT + WIDTH} ${height}"
          role="img"
          aria-label="When each maintenance job runs in a week"
        >
          ${DAYS.map((day, at) => html`<text x="${LEFT + (at * WIDTH) / 7 + 4}" y="14">${day}</text><line x1="${LEFT + (at * WIDTH) / 7}" y1="0" x2="${LEFT + (at * WIDTH) / 7}" y2="${height}" />`)}
          ${windows.map(bar)}
        </svg>
      </div>
      <ul class="windows">
        ${windows.map(({ job, about, timezone, paused, minutes }) => html`<li><b>${job}</b> ${about} <small>${timezone}, about ${minutes} min${paused && ", paused"}</small></li>`)}
      </ul>`,
  };
}

function bar({ job, starts, minutes, paused }: MaintenanceWindow, at: number): Markup {
  const y = 24 + at * ROW;
  return html`<g class="${paused ? "paused" : "job"}"
    ><text x="0" y="${y + 15}">${job}</text>${starts.map(
      (start) =>
        html`<rect
          x="${(LEFT + (start / WEEK) * WIDTH).toFixed(1)}"
          y="${y + 3}"
          width="${Math.max(LEAST, (minutes / WEEK) * WIDTH).toFixed(1)}"
          height="${ROW - 10}"
          rx="2"
          ><title>${job}: ${moment(start)}, about ${minutes} min</title></rect
        >`,
    )}</g
  >`;
}

function moment(start: number): string {
  const time = new Date(start * 60_000).toISOString().slice(11, 16);
  return `${DAYS[Math.floor(start / DAY) % 7] ?? ""} ${time}`;
}
