import { OTHER_WORK } from "./behaviour/job.ts";
import type { Verdict } from "./behaviour/behaviour.ts";
import type { Values } from "./preview/preview.ts";
import { list, record, text } from "./preview/value.ts";
import { SECRET } from "./preview/values.ts";
import { judgeStatement } from "./statements.ts";

/** One task of a job that is not as it was. */
export interface TaskChange {
  readonly key: string;
  readonly verdict: Verdict;
  /** What it ran. @default there was none */
  readonly from?: string;
  /** What it will run. @default there will be none */
  readonly to?: string;
  /** The statement that it will run, where it is one. */
  readonly statement?: string;
}

/** Compares the tasks of a job by their keys. */
export function taskChanges(old: Values | undefined, next: Values | undefined): readonly TaskChange[] {
  const hidden = [old, next].some((values) => typeof values?.["tasks"] === "string");
  if (hidden)
    return [{ key: "", verdict: OTHER_WORK, ...(old === undefined ? {} : { from: SECRET }), to: SECRET }];
  const before = tasksOf(old);
  const after = tasksOf(next);
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((key) => {
    const [from, to] = [before.get(key), after.get(key)];
    if (from?.compared === to?.compared) return [];
    return [
      {
        key,
        verdict: judge(from, to),
        ...(from === undefined ? {} : { from: from.shown }),
        ...(to === undefined ? {} : { to: to.shown }),
        ...(to?.statement === undefined ? {} : { statement: to.statement }),
      },
    ];
  });
}

interface Task {
  /** What people are shown of it. */
  readonly shown: string;
  /** All of it, for comparing. */
  readonly compared: string;
  readonly statement?: string;
}

function tasksOf(values: Values | undefined): ReadonlyMap<string, Task> {
  return new Map(
    list(values?.["tasks"]).map((item) => {
      const task = record(item);
      const key = text(task["taskKey"]) ?? "";
      const statement = text(record(record(task["sqlTask"])["parameters"])["statement"]);
      const compared = JSON.stringify(declared(task));
      return [
        key,
        { compared, shown: statement ?? compared, ...(statement === undefined ? {} : { statement }) },
      ];
    }),
  );
}

function judge(from: Task | undefined, to: Task | undefined): Verdict {
  if (to === undefined) return { rank: "cost", why: "it runs no more", source: OTHER_WORK.source };
  if (to.statement === undefined) return OTHER_WORK;
  if (from !== undefined && from.statement === to.statement) {
    return { rank: "interruption", why: "the same statement, otherwise run", source: OTHER_WORK.source };
  }
  return judgeStatement(to.statement);
}

/**
 * What was declared of a value: the engine's own keys and what is empty left out, since only one of the sides
 * may carry them; keys in order. Which warehouse a task runs on is no part of what it does.
 */
function declared(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(declared);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, inner]) => !key.startsWith("__") && inner !== null && key !== "warehouseId")
      .map(([key, inner]) => [key, declared(inner)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}
