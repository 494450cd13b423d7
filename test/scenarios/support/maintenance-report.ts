import { expect } from "vitest";
import type { EndedRun, States, TableState } from "./maintenance.ts";

/** A run of a job, and what it was about before and after it. */
export interface Cycle {
  readonly before: States;
  readonly after: States;
  readonly run: EndedRun;
}

/** What a cycle did, table by table, for a person to read. */
export function maintenanceReport({ before, after, run: { tasks } }: Cycle): string {
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(" | ")} |`;
  const head = ["files", "bytes", "average file"].flatMap((of) => [`${of} before`, "after"]);
  const columns = ["table", ...head, "seconds", "skipped"];
  const lines = Object.keys(before).flatMap((table) => {
    const [was, is] = [before[table], after[table]];
    if (was === undefined || is === undefined) return [];
    const prefix = `${table.replace(".", "-")}-`;
    const own = tasks.filter(({ key }) => key.startsWith(prefix));
    const seconds = own.reduce((sum, task) => sum + task.seconds, 0).toFixed(1);
    const skipped = own
      .filter((task) => task.skipped !== undefined)
      .map(({ key }) => key.slice(prefix.length));
    const average = ({ files, bytes }: TableState) => Math.round(bytes / files);
    const sizes = [was.files, is.files, was.bytes, is.bytes, average(was), average(is)];
    return [row([table, ...sizes, seconds, skipped.join(", ") || "none"])];
  });
  return [row(columns), row(columns.map(() => "-")), ...lines, ""].join("\n");
}

/** The report of a cycle has a line for each of the tables, with what the states say. @returns the lines as cells */
export function reported(names: readonly string[], cycle: Cycle): readonly (readonly string[])[] {
  const [, , ...lines] = maintenanceReport(cycle).trim().split("\n");
  const cells = lines.map((line) => line.slice(2, -2).split(" | "));
  expect(cells.map(([name]) => name)).toEqual(names);
  for (const [name = "", ...figures] of cells) {
    const [was, is] = [cycle.before[name], cycle.after[name]].map((state) => state ?? { files: 0, bytes: 0 });
    expect([name, ...figures.slice(0, 6).map(Number)]).toEqual([
      ...[name, was?.files, is?.files, was?.bytes, is?.bytes],
      ...[was, is].map((state) => Math.round((state?.bytes ?? 0) / (state?.files ?? 0))),
    ]);
    expect(figures[6]).toMatch(/^\d+\.\d$/);
    expect(Number(figures[6])).toBeGreaterThan(0);
  }
  return cells;
}
