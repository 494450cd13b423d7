import { defined } from "../model/defined.ts";
import { OTHER_WORK } from "./impact/job.ts";
import type { Verdict } from "./impact/impact.ts";
import { isObject, type Json, list, object, text } from "../model/json.ts";
import { SECRET_MARK } from "../redaction/redactor.ts";
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

/** Compares the tasks of a job by their keys: those that will be there in the order in which they run, then the others. */
export function taskChanges(old: Json | undefined, next: Json | undefined): readonly TaskChange[] {
  const hidden = [old, next].some((values) => typeof values?.["tasks"] === "string");
  if (hidden)
    return [
      { path: [], verdict: OTHER_WORK, ...(old === undefined ? {} : { from: SECRET_MARK }), to: SECRET_MARK },
    ];
  const before = tasksOf(old);
  const after = tasksOf(next);
  return [...new Set([...inOrder(after), ...[...before.keys()].sort()])].flatMap((key) =>
    taskChange(key, before.get(key), after.get(key)),
  );
}

interface Task {
  /** All that was declared of it. */
  readonly all: Json;
  readonly after: readonly string[];
  readonly statement?: string;
}

/** Each behind those that it waits for. */
function inOrder(tasks: ReadonlyMap<string, Task>): readonly string[] {
  const done = new Set<string>();
  const visit = (key: string, above: readonly string[] = []): void => {
    if (done.has(key) || above.includes(key)) return;
    for (const before of tasks.get(key)?.after ?? []) visit(before, [...above, key]);
    done.add(key);
  };
  for (const key of [...tasks.keys()].sort()) visit(key);
  return [...done].filter((key) => tasks.has(key));
}

function taskChange(key: string, from: Task | undefined, to: Task | undefined): readonly TaskChange[] {
  if (JSON.stringify(from?.all) === JSON.stringify(to?.all)) return [];
  const statement =
    to?.statement === undefined || from?.statement === to.statement ? {} : { statement: to.statement };
  if (from === undefined || to === undefined || from.statement !== to.statement) {
    return [
      {
        path: [key],
        verdict: judge(to),
        ...(from === undefined ? {} : { from: from.statement ?? from.all }),
        ...(to === undefined ? {} : { to: to.statement ?? to.all }),
        ...statement,
      },
    ];
  }
  return differences(from.all, to.all, [key]).map((difference) => ({
    ...difference,
    verdict: to.statement === undefined ? OTHER_WORK : judgeSetting(difference.path.slice(1)),
  }));
}

function judge(to: Task | undefined): Verdict {
  if (to === undefined) return { rank: "cost", why: "it runs no more", source: OTHER_WORK.source };
  return to.statement === undefined ? OTHER_WORK : judgeStatement(to.statement);
}

const setting = (rank: Verdict["rank"], why: string): Verdict => ({ rank, why, source: OTHER_WORK.source });

const RETRIES = setting("cost", "whether and when it is tried again");

/** Settings of a task that runs the same statement as before. */
const SETTINGS: Readonly<Record<string, Verdict>> = {
  dependsOns: setting("metadata", "after which other tasks it runs"),
  description: setting("metadata", "a text"),
  maxRetries: RETRIES,
  minRetryIntervalMillis: RETRIES,
  parameters: setting("cost", "when its statement is skipped"),
  // It decides what becomes of the statement.
  program: OTHER_WORK,
  retryOnTimeout: RETRIES,
  runsOn: setting("cost", "what it runs on"),
};

function judgeSetting([field = ""]: readonly string[]): Verdict {
  return SETTINGS[field] ?? setting("interruption", "the same statement, otherwise run");
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
    return [{ path, ...defined({ from, to }) }];
  }
  return [...new Set([...Object.keys(from), ...Object.keys(to)])]
    .sort()
    .flatMap((key) => differences(from[key], to[key], [...path, key]));
}

function tasksOf(values: Json | undefined): ReadonlyMap<string, Task> {
  return new Map(
    list(values?.["tasks"]).map((item) => {
      const task = object(declared(item));
      const after = waitsFor(task["dependsOns"]);
      return [text(task["taskKey"]) ?? "", { after, ...(statementTask(task) ?? { all: task }) }];
    }),
  );
}

/**
 * A task that gets its statement as a parameter, on a warehouse or on a cluster: the same script is a SQL file there and
 * a notebook of that name here.
 */
function statementTask({ sqlTask, notebookTask, jobClusterKey, dependsOns, ...rest }: Json) {
  const { file, parameters, ...sql } = object(sqlTask);
  const { notebookPath, baseParameters, source, ...notebook } = object(notebookTask);
  const { path, source: origin, ...place } = object(file);
  const { statement, ...given } = object(parameters ?? baseParameters);
  if (typeof statement !== "string") return undefined;
  const script = text(path ?? notebookPath)?.replace(/\.sql$/, "");
  const from = origin ?? source ?? "WORKSPACE";
  const cluster = text(jobClusterKey);
  return {
    statement,
    all: {
      ...{ ...rest, ...sql, ...notebook, ...place },
      dependsOns: waitsFor(dependsOns),
      parameters: given,
      program: from === "WORKSPACE" ? script : [from, script],
      runsOn:
        cluster !== undefined
          ? `job cluster ${cluster}`
          : sqlTask === undefined
            ? "compute of its own"
            : "a SQL warehouse",
    },
  };
}

function waitsFor(dependsOns: unknown): readonly string[] {
  return list(dependsOns).flatMap((one) => text(object(one)["taskKey"]) ?? []);
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
