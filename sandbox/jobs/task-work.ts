import { object, text, textMap, type JsonObject } from "../http/json.ts";
import { WORKSPACE_ID } from "../identity/user.ts";
import type { Warehouses } from "../warehouses/warehouses.ts";
import type { WorkspaceTree } from "../workspace/tree.ts";
import { resolveReferences, type ReferenceContext } from "./references.ts";
import type { Run, Task, TaskRun } from "./types.ts";

/** Where a task finds what it runs. */
export interface TaskSources {
  readonly tree: WorkspaceTree;
  readonly warehouses: Warehouses;
  readonly clusterExists: (id: string) => boolean;
  readonly query: (id: string) => JsonObject | undefined;
  readonly url: () => string;
}

/** A task that can be run: the script, the parameters it is bound to, the warehouse. */
export interface Prepared {
  readonly sql: string;
  /** Empty for a task that runs on a cluster. */
  readonly warehouse_id: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * Reads the task's script and fills in its parameters.
 * @throws Error with what is wrong: no such file, no such compute, a kind of task that is not emulated.
 */
export function prepare(
  task: Task,
  of: { readonly run: Run; readonly attempt: TaskRun },
  sources: TaskSources,
): Prepared {
  const context = contextOf(of.run, of.attempt, sources.url());
  const filled = (value: string): string => resolveReferences(value, context);
  const parametersOf = (own: JsonObject, field: string): Readonly<Record<string, string>> => ({
    ...Object.fromEntries(Object.entries(textMap(own, field)).map(([name, value]) => [name, filled(value)])),
    // Job parameters are pushed down to every task and win over a task's own of the same name.
    ...of.run.parameters,
  });
  const notebook = object(task.declared, "notebook_task");
  if (notebook !== undefined) {
    const cluster = text(task.declared, "existing_cluster_id");
    if (cluster !== undefined && !sources.clusterExists(cluster)) {
      throw new Error(`Cluster ${cluster} does not exist.`);
    }
    const cells = notebookText(notebook, filled, sources.tree);
    return { sql: cells, warehouse_id: "", parameters: parametersOf(notebook, "base_parameters") };
  }
  const sql = object(task.declared, "sql_task");
  if (sql === undefined) {
    const kind = Object.keys(task.declared).find((field) => field.endsWith("_task")) ?? "this kind of task";
    throw new Error(
      `${kind} is not emulated: the sandbox runs SQL file, SQL query and SQL notebook tasks only.`,
    );
  }
  const warehouse_id = filled(text(sql, "warehouse_id") ?? "");
  if (!sources.warehouses.exists(warehouse_id)) {
    throw new Error(`SQL warehouse ${warehouse_id} does not exist.`);
  }
  return { sql: script(sql, filled, sources), warehouse_id, parameters: parametersOf(sql, "parameters") };
}

const CELLS = /^-- COMMAND -+\s*$/m;

/** The statements of a notebook in SQL, a cell each. */
function notebookText(notebook: JsonObject, filled: (value: string) => string, tree: WorkspaceTree): string {
  const path = filled(text(notebook, "notebook_path") ?? "");
  const found = path.startsWith("/") ? tree.find(path) : undefined;
  if (found?.object_type !== "NOTEBOOK" || found.content === undefined) {
    throw new Error(`Notebook ${path} does not exist in the workspace.`);
  }
  if (found.language !== "SQL") {
    throw new Error(`Notebook ${path} in ${found.language ?? "no language"} is not emulated: only SQL is.`);
  }
  const source = Buffer.from(found.content, "base64").toString("utf8");
  if (/^-- MAGIC/m.test(source)) {
    throw new Error(`Notebook ${path} has cells in other languages, which are not emulated.`);
  }
  return source.split(CELLS).join(";\n");
}

function script(sql: JsonObject, filled: (value: string) => string, sources: TaskSources): string {
  const file = object(sql, "file");
  if (file !== undefined) return fileText(file, filled, sources.tree);
  const queryId = text(object(sql, "query") ?? {}, "query_id");
  if (queryId === undefined) {
    throw new Error(
      "SQL alert and dashboard tasks are not emulated: the sandbox runs SQL file and SQL query tasks only.",
    );
  }
  const query = sources.query(filled(queryId));
  if (query === undefined) throw new Error(`Query ${queryId} does not exist.`);
  return text(query, "query_text") ?? "";
}

function fileText(file: JsonObject, filled: (value: string) => string, tree: WorkspaceTree): string {
  const path = filled(text(file, "path") ?? "");
  const source = text(file, "source") ?? "WORKSPACE";
  if (source !== "WORKSPACE") {
    throw new Error(
      `SQL file ${path} with source ${source} is not emulated: the sandbox reads workspace files only.`,
    );
  }
  const found = path.startsWith("/") ? tree.find(path) : undefined;
  if (found?.content === undefined) {
    throw new Error(`SQL file ${path} does not exist in the workspace.`);
  }
  return Buffer.from(found.content, "base64").toString("utf8");
}

function contextOf(run: Run, attempt: TaskRun, url: string): ReferenceContext {
  return {
    jobId: run.job_id,
    jobName: text(run.settings, "name") ?? "Untitled",
    runId: run.run_id,
    started: run.started,
    taskKey: attempt.task_key,
    taskRunId: attempt.run_id,
    attempt: attempt.attempt + 1,
    parameters: run.parameters,
    workspaceId: WORKSPACE_ID,
    url,
  };
}
