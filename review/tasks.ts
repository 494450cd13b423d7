import { OTHER_WORK } from "./behaviour/job.ts";
import type { Verdict } from "./behaviour/behaviour.ts";
import type { Values } from "./preview/preview.ts";
import { list, record, text } from "./preview/value.ts";
import { SECRET } from "./preview/values.ts";
import { judgeStatement } from "./statements.ts";

/** One difference of a task of a job. */
export interface TaskChange {
  /** The task's key, and names on the way to the field within it. */
  readonly path: readonly string[];
  readonly verdict: Verdict;
  /** @default there was none */
  readonly from?: unknown;
  /** @default there will be none */
  readonly to?: unknown;
  /** The statement that the task will run, where it is one and is new. */
  readonly statement?: string;
}

/** Compares the tasks of a job by their keys. */
export function taskChanges(old: Values | undefined, next: Values | undefined): readonly TaskChange[] {
  const hidden = [old, next].some((values) => typeof values?.["tasks"] === "string");
  if (hidden)
    return [{ path: [], verdict: OTHER_WORK, ...(old === undefined ? {} : { from: SECRET }), to: SECRET }];
  const before = tasksOf(old);
  const after = tasksOf(next);
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .flatMap((key) => taskChange(key, before.get(key), after.get(key)));
}

function taskChange(key: string, from: Task | undefined, to: Task | undefined): readonly TaskChange[] {
  if (JSON.stringify(from?.all) === JSON.stringify(to?.all)) return [];
  const statement =
    to?.statement === undefined || from?.statement === to.statement ? {} : { statement: to.statement };
  if (from === undefined || to === undefined || from.statement !== to.statement) {
    return [
      {
        path: [key],
        verdict: judge(from, to),
        ...(from === undefined ? {} : { from: from.statement ?? from.all }),
        ...(to === undefined ? {} : { to: to.statement ?? to.all }),
        ...statement,
      },
    ];
  }
  return differences(from.all, to.all, [key]).map((difference) => ({
    ...difference,
    verdict: judge(from, to),
  }));
}

interface Difference {
  readonly path: readonly string[];
  readonly from?: unknown;
  readonly to?: unknown;
}

/** The fields in which two tasks differ. */
function differences(from: unknown, to: unknown, path: readonly string[]): readonly Difference[] {
  if (JSON.stringify(from) === JSON.stringify(to)) return [];
  if (!isObject(from) || !isObject(to)) {
    return [{ path, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }];
  }
  return [...new Set([...Object.keys(from), ...Object.keys(to)])]
    .sort()
    .flatMap((key) => differences(from[key], to[key], [...path, key]));
}

function isObject(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

interface Task {
  /** All that was declared of it. */
  readonly all: unknown;
  readonly statement?: string;
}

function tasksOf(values: Values | undefined): ReadonlyMap<string, Task> {
  return new Map(
    list(values?.["tasks"]).map((item) => {
      const task = record(item);
      const key = text(task["taskKey"]) ?? "";
      const parameters =
        record(task["sqlTask"])["parameters"] ?? record(task["notebookTask"])["baseParameters"];
      const statement = text(record(parameters)["statement"]);
      return [key, { all: declared(task), ...(statement === undefined ? {} : { statement }) }];
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
