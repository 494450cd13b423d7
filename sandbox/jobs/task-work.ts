import { jobCluster } from "../clusters/state.ts";
import { isObject, object, text, textMap, type JsonObject } from "../http/json.ts";
import { WORKSPACE_ID } from "../identity/user.ts";
import type { Warehouses } from "../warehouses/warehouses.ts";
import { sqlCells } from "../workspace/notebook.ts";
import type { WorkspaceTree } from "../workspace/tree.ts";
import { resolveReferences, type ReferenceContext } from "./references.ts";
import type { ClusterInstance, Run, Task, TaskRun } from "./types.ts";

/** Where a task finds what it runs. */
export interface TaskSources {
  readonly tree: WorkspaceTree;
  readonly warehouses: Warehouses;
  /** The cluster and its Spark context, once it runs; undefined when there is none of that id. */
  readonly cluster: (id: string) => ClusterInstance | undefined;
  readonly query: (id: string) => JsonObject | undefined;
  readonly url: () => string;
}

/** A task that can be run: the script, the parameters it is bound to, the warehouse. */
export interface Prepared {
  readonly sql: string;
  /** Empty for a task that runs on a cluster. */
  readonly warehouse_id: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly cluster_instance?: ClusterInstance;
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
  const parametersOf = (
    own: Readonly<Record<string, string>>,
    overriding: Readonly<Record<string, string>> = {},
  ): Readonly<Record<string, string>> => ({
    ...Object.fromEntries(
      Object.entries({ ...own, ...overriding }).map(([name, value]) => [name, filled(value)]),
    ),
    // Job parameters are pushed down to every task and win over a task's own of the same name.
    ...of.run.parameters,
  });
  const notebook = object(task.declared, "notebook_task");
  if (notebook !== undefined) {
    return {
      ...notebookCompute(task, notebook, { filled, sources, run: of.run }),
      sql: notebookText(notebook, filled, sources.tree),
      parameters: parametersOf(textMap(notebook, "base_parameters"), of.run.overriding?.notebook_params),
    };
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
  const parameters = parametersOf(textMap(sql, "parameters"), of.run.overriding?.sql_params);
  return { sql: script(sql, filled, sources), warehouse_id, parameters };
}

/** What a notebook runs on: a SQL warehouse, a cluster that is there or one made for the run, or nothing of its own. */
function notebookCompute(
  { task_key, declared }: Task,
  notebook: JsonObject,
  of: { readonly filled: (value: string) => string; readonly sources: TaskSources; readonly run: Run },
): Pick<Prepared, "warehouse_id" | "cluster_instance"> {
  const warehouse_id = of.filled(text(notebook, "warehouse_id") ?? "");
  if (warehouse_id !== "") {
    if (of.sources.warehouses.exists(warehouse_id)) return { warehouse_id };
    throw new Error(`SQL warehouse ${warehouse_id} does not exist.`);
  }
  const existing = text(declared, "existing_cluster_id");
  if (existing !== undefined) {
    const cluster_instance = of.sources.cluster(of.filled(existing));
    if (cluster_instance === undefined) throw new Error(`Cluster ${existing} does not exist.`);
    return { warehouse_id, cluster_instance };
  }
  const made =
    text(declared, "job_cluster_key") ?? (isObject(declared["new_cluster"]) ? task_key : undefined);
  return made === undefined ? { warehouse_id } : { warehouse_id, cluster_instance: jobCluster(of.run, made) };
}

/** The statements of a notebook, a cell each. */
function notebookText(notebook: JsonObject, filled: (value: string) => string, tree: WorkspaceTree): string {
  const path = filled(text(notebook, "notebook_path") ?? "");
  const found = path.startsWith("/") ? tree.find(path) : undefined;
  if (found?.object_type !== "NOTEBOOK" || found.content === undefined) {
    throw new Error(`Notebook ${path} does not exist in the workspace.`);
  }
  const source = Buffer.from(found.content, "base64").toString("utf8");
  try {
    // On a line of its own: a cell may end in a comment.
    return sqlCells(source, found.language ?? "SQL").join("\n;\n");
  } catch (error) {
    throw new Error(`Notebook ${path}: ${error instanceof Error ? error.message : ""}`, { cause: error });
  }
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
