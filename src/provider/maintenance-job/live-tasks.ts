import { type Json, object, text } from "../../model/json.ts";
import { isFullName } from "../../model/full-name.ts";
import { unquoted } from "../../model/identifier.ts";
import { SETTLED_AFTER_DAYS } from "../../plan/inputs/job.ts";
import {
  TASK_KINDS,
  type TableStatements,
  tableTasks,
  type TaskKind,
  taskKey,
} from "../../plan/table-tasks.ts";
import { isValues, type Value, type Values } from "../../pulumi-rpc/value.ts";

/** Whose statement a task runs. */
interface Known {
  readonly table: string;
  readonly kind: TaskKind;
}

/**
 * The tables of a job, the scripts that its tasks run, and the days after which statistics count as settled. A task
 * that is neither declared nor written as these are is none of a table.
 */
export function liveTasks(tasks: readonly Json[], declared: Values): Values {
  const known = declaredTasks(declared);
  const byTable: Record<string, Record<string, string>> = {};
  for (const task of tasks) {
    const { statement } = parametersOf(task);
    const whose = known.get(text(task["task_key"]) ?? "") ?? readTask(task);
    if (whose === undefined || statement === undefined) continue;
    byTable[whose.table] = { ...byTable[whose.table], [whose.kind]: statement };
  }
  const scripts = isValues(declared["scripts"]) ? declared["scripts"] : {};
  return {
    tables: byTable,
    // What no task runs, and what nothing waits for, cannot be seen.
    scripts: { ...scripts, ...scriptsOf(tasks, byTable) },
    settledAfterDays: settledAfterDays(tasks, declared["settledAfterDays"] ?? null),
  };
}

function declaredTasks({ tables }: Values): ReadonlyMap<string, Known> {
  const entries = Object.entries(isValues(tables) ? tables : {}).flatMap(([table, each]) =>
    Object.keys(isValues(each) ? each : {}).map((kind) => ({ table, kind: kind as TaskKind })),
  );
  return new Map(entries.map((each) => [taskKey(each.table, each.kind), each]));
}

/** A task that nobody declared, by its key and by the table that it names. */
function readTask(task: Json): Known | undefined {
  const key = text(task["task_key"]) ?? "";
  const { table: given = "", statement = "" } = parametersOf(task);
  const quoted = /(?:`(?:[^`]|``)+`\.){2}`(?:[^`]|``)+`/.exec(given || statement)?.[0] ?? "";
  const table = (quoted.match(/`(?:[^`]|``)+`/g) ?? []).map(unquoted).join(".");
  const kind = TASK_KINDS.find((each) => isFullName(table) && taskKey(table, each) === key);
  return kind === undefined ? undefined : { table, kind };
}

/** The path that most tasks of a script have; another one is what a task has beside it. */
function scriptsOf(
  tasks: readonly Json[],
  tables: Readonly<Record<string, TableStatements>>,
): Readonly<Record<string, string>> {
  const scripts = new Map(
    Object.entries(tables)
      .flatMap(([table, statements]) => tableTasks(table, statements, 1))
      .map(({ key, script }) => [key, script]),
  );
  const paths = tasks.flatMap((task) => {
    const script = scripts.get(text(task["task_key"]) ?? "");
    const path =
      text(object(object(task["sql_task"])["file"])["path"]) ??
      text(object(task["notebook_task"])["notebook_path"]);
    return script === undefined || path === undefined ? [] : [{ script, path }];
  });
  return Object.fromEntries(
    [...Map.groupBy(paths, ({ script }) => script)].map(([script, all]) => [
      script,
      mostCommon(all.map(({ path }) => path)) ?? "",
    ]),
  );
}

function settledAfterDays(tasks: readonly Json[], declared: Value): Value {
  const days = tasks.flatMap(
    (task) => /^timestamp < .* INTERVAL (\d+) DAYS$/.exec(parametersOf(task)["done"] ?? "")?.[1] ?? [],
  );
  const live = mostCommon(days);
  if (live === undefined) return declared;
  return declared === null && Number(live) === SETTLED_AFTER_DAYS ? null : Number(live);
}

function parametersOf(task: Json): Readonly<Record<string, string | undefined>> {
  const given = object(
    object(task["sql_task"])["parameters"] ?? object(task["notebook_task"])["base_parameters"],
  );
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, text(value)]));
}

export function mostCommon(values: readonly string[]): string | undefined {
  const counts = [...Map.groupBy(values, (one) => one)].map(([one, all]) => ({ one, count: all.length }));
  return counts.sort((a, b) => b.count - a.count)[0]?.one;
}
