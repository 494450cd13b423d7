import type { Markup } from "./html.ts";

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
