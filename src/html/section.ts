import { html, type Markup } from "./html.ts";
import type { Mark } from "./model.ts";

export interface Section {
  readonly id: string;
  readonly heading: string;
  readonly body: Markup;
}

/** A size as people say it: 5 MB, 1.2 GB. */
export function size(bytes: number): string {
  const units = ["B", "KB", "MB", "GB", "TB", "PB"];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${value >= 10 || power === 0 ? Math.round(value) : value.toFixed(1)} ${units[power] ?? ""}`;
}

export function count(number: number): string {
  return number.toLocaleString("en-US");
}

/** `2026-11-22` of a time in ISO 8601. */
export function day(iso: string): string {
  return iso.slice(0, 10);
}

export function marksOf(marks: readonly Mark[]): Markup {
  return html`${marks.map(({ tone, text }) => html`<span class="mark ${tone}">${text}</span>`)}`;
}
