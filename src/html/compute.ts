import { html, type Markup } from "./html.ts";
import type { ComputeRow, CostRange, Page, Range } from "./model.ts";
import type { Section } from "./section.ts";

export function computeSection({ compute, computeNotes }: Pick<Page, "compute" | "computeNotes">): Section {
  const hours = compute.flatMap(({ perHour }) => (typeof perHour === "object" ? [perHour[1]] : []));
  // A bar beside no other says nothing.
  const most = hours.length > 1 ? Math.max(...hours) : 0;
  const priced = compute.some(
    ({ price, before }) => price !== undefined || (typeof before === "object" && before.price !== undefined),
  );
  return {
    id: "compute",
    heading: "Compute and cost",
    body: html`<table class="compute">
        <thead>
          <tr>
            <th>compute</th>
            <th>what it is</th>
            <th class="number">DBU an hour</th>
            ${most > 0 && html`<th class="axis" aria-hidden="true"><span>0</span> <span>${number(most)} DBU an hour</span></th>`}
            <th class="number">a month</th>
            ${priced && html`<th class="number">in money</th>`}
          </tr>
        </thead>
        <tbody>
          ${compute.map((one) => row(one, { most, priced }))}
        </tbody>
      </table>
      ${
        computeNotes.length > 0 &&
        html`<ul class="note">
          ${computeNotes.map((note) => html`<li>${note}</li>`)}
        </ul>`
      }`,
  };
}

interface Columns {
  /** DBU an hour of the largest row, at which the bars' axis ends; 0 for no bars. */
  readonly most: number;
  readonly priced: boolean;
}

function row(compute: ComputeRow, { most, priced }: Columns): Markup {
  const { name, detail, before, goes, perHour } = compute;
  const state = goes === true ? "goes" : before === "none" ? "is new" : undefined;
  const cell = (words: (cost: CostRange) => string) => changed(compute, words);
  return html`<tr>
    <th scope="row">${name} ${state !== undefined && html`<span class="mark info">${state}</span>`}</th>
    <td>${detail}</td>
    <td class="number" data-label="DBU an hour">${cell(hourly)}</td>
    ${most > 0 && html`<td class="meter">${typeof perHour === "object" && meter(perHour, most)}</td>`}
    <td class="number" data-label="a month">${cell(monthly)}</td>
    ${priced && html`<td class="number" data-label="in money">${cell(money)}</td>`}
  </tr>`;
}

/** What it is now, behind what it was where that is something else. */
function changed(compute: ComputeRow, words: (cost: CostRange) => string): Markup {
  const now = words(compute);
  if (compute.goes === true) return html`<del>${now}</del>`;
  if (compute.before === undefined) return html`${now}`;
  if (compute.before === "none") return html`<ins>${now}</ins>`;
  const was = words(compute.before);
  return was === now ? html`${now}` : html`<del>${was}</del> <ins>${now}</ins>`;
}

function hourly({ perHour }: CostRange): string {
  if (perHour === undefined) return "not known";
  return perHour === "shared" ? "–" : range(perHour);
}

function monthly({ perMonth, runsPerMonth, perHour }: CostRange): string {
  if (perMonth !== undefined) return `${range(perMonth)} DBU`;
  if (runsPerMonth !== undefined) return `${number(runsPerMonth)} runs`;
  return perHour === "shared" ? "–" : "hours not stated";
}

function money({ price }: CostRange): string {
  return price === undefined ? "–" : `${range(price.range)} ${price.currency}`;
}

function range([least, most]: Range): string {
  return least === most ? number(least) : `${number(least)} – ${number(most)}`;
}

function number(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 1 });
}

/** From the least to the most, on a scale of the whole table. */
function meter([from, to]: Range, most: number): Markup {
  const percent = (value: number) => `${((value / most) * 100).toFixed(1)}%`;
  return html`<span class="scale" data-most="${number(most)}"
    ><i
      style="left: ${percent(Math.min(from, most * 0.98))}; width: ${percent(Math.max(to - from, most / 50))}"
    ></i
  ></span>`;
}
