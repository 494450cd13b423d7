import { backendDefault } from "../../catalog/fields/backend-defaults.ts";
import { byKey, flatten } from "../../model/flatten.ts";
import { isObject, type Json, list, number, object, text } from "../../model/json.ts";
import { DATA_SECURITY_MODES } from "../../plan/inputs/cluster.ts";
import { JOB_EVENTS, recordedJob } from "../../plan/inputs/job.ts";
import { type Value, type Values, withoutKey } from "../../pulumi-rpc/value.ts";
import { MARK_TAG, plain } from "./declaration.ts";
import { liveTasks, mostCommon } from "./live-tasks.ts";
import { jobSettings } from "./settings.ts";

/**
 * A live job in the words of the inputs. What they cannot say, and no server fills in, stands under `other`, by its
 * path in the API: the next up takes it away, or puts it back where the value is empty.
 * @param declared what the tables and further settings are compared with; nothing for an import
 */
export function liveJob(settings: Json, declared: Values = {}): Values {
  const spec = specOf(settings, declared);
  const sent = jobSettings(recordedJob(spec));
  return plain({ ...spec, other: residual(comparable(settings), comparable(sent)) });
}

function comparable({ tasks, job_clusters, tags, ...rest }: Json): Json {
  return {
    ...rest,
    tasks: byKey(tasks, "task_key"),
    job_clusters: byKey(job_clusters, "job_cluster_key"),
    tags: withoutMark(tags),
  };
}

/** Values by path in which the live side differs from what would be sent; `""` for what it lacks. */
function residual(live: Json, sent: Json): Values {
  const [there, ours] = [flatten(inOrder(live)), flatten(inOrder(sent))];
  const paths = [...new Set([...Object.keys(there), ...Object.keys(ours)])].sort();
  const beside = (path: string) => (field: string) => there[path.replace(/\w+$/, field)];
  return Object.fromEntries(
    paths.flatMap((path) => {
      const value = there[path] ?? "none";
      if (value === (ours[path] ?? "none")) return [];
      const filledIn =
        ours[path] === undefined ? backendDefault("job", path, { value, beside: beside(path) }) : undefined;
      return filledIn === undefined ? [[path, value]] : [];
    }),
  );
}

/** Lists of the API that matter here are sets. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(inOrder).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inOrder(inner)]));
}

function specOf(settings: Json, declared: Values): Values {
  const tasks = list(settings["tasks"]).map(object);
  const retries = mostCommon(tasks.map((task) => JSON.stringify(retriesOf(task))));
  const slow = list(object(settings["health"])["rules"])
    .map(object)
    .find(({ metric, op }) => metric === "RUN_DURATION_SECONDS" && op === "GREATER_THAN");
  const minutes = number(slow?.["value"]);
  return plain({
    jobName: text(settings["name"]) ?? "",
    description: text(settings["description"]) ?? "",
    ...startOf(settings),
    runsOn: runsOnOf(settings, tasks),
    ...liveTasks(tasks, declared),
    alertAfterMinutes: minutes === undefined ? null : minutes / 60,
    notify: notifyOf(object(settings["email_notifications"])),
    retries: JSON.parse(retries ?? "null") as Value,
    tags: withoutMark(settings["tags"]),
    furtherSettings: furtherOf(settings, object(declared["furtherSettings"]) as Values),
  });
}

function startOf(settings: Json): Values {
  const schedule = object(settings["schedule"]);
  const trigger = object(settings["trigger"]);
  const update = object(trigger["table_update"]);
  const paused = [schedule, trigger].some((each) => each["pause_status"] === "PAUSED");
  if (schedule["quartz_cron_expression"] !== undefined) {
    const cron = text(schedule["quartz_cron_expression"]) ?? "";
    return { start: { kind: "schedule", cron, timezone: text(schedule["timezone_id"]) ?? "" }, paused };
  }
  if (trigger["table_update"] === undefined) return { start: { kind: "none" } };
  const tables = list(update["table_names"]).map(String);
  const quietSeconds = number(update["wait_after_last_change_seconds"]) ?? 0;
  return { start: { kind: "update", tables, quietSeconds }, paused };
}

function runsOnOf(settings: Json, tasks: readonly Json[]): Values {
  const [shared] = list(settings["job_clusters"]).map((item) => object(object(item)["new_cluster"]));
  if (shared !== undefined) return { jobCluster: shapeOf(shared) };
  const warehouses = tasks.flatMap((task) => text(object(task["sql_task"])["warehouse_id"]) ?? []);
  return { warehouseId: mostCommon(warehouses) ?? "none" };
}

function shapeOf(cluster: Json): Values {
  const { min_workers, max_workers } = object(cluster["autoscale"]);
  const fixed = number(cluster["num_workers"]) ?? 0;
  const dedicatedTo = text(cluster["single_user_name"]);
  const isDedicated = cluster["data_security_mode"] === DATA_SECURITY_MODES.dedicated;
  return {
    nodeType: text(cluster["node_type_id"]) ?? "",
    workers: { min: number(min_workers) ?? fixed, max: number(max_workers) ?? fixed },
    runtime: text(cluster["spark_version"]) ?? "",
    accessMode: isDedicated && dedicatedTo !== undefined ? { dedicatedTo } : null,
    sparkConf: object(cluster["spark_conf"]) as Values,
    tags: object(cluster["custom_tags"]) as Values,
  };
}

function retriesOf(task: Json): Values | null {
  const most = number(task["max_retries"]) ?? 0;
  if (most === 0) return null;
  return { most, afterSeconds: (number(task["min_retry_interval_millis"]) ?? 0) / 1000 };
}

function notifyOf(told: Json): Values {
  const addresses = new Set(JOB_EVENTS.flatMap((event) => list(told[`on_${event}`]).map(String)));
  return Object.fromEntries(
    [...addresses].map((address) => [
      address,
      JOB_EVENTS.filter((event) => list(told[`on_${event}`]).includes(address)),
    ]),
  );
}

/** What servers add within a setting is no difference of it. */
function furtherOf(settings: Json, declared: Values): Values {
  return Object.fromEntries(
    Object.entries(declared).flatMap(([name, value]) => {
      const live = settings[name];
      return live === undefined ? [] : [[name, holds(live, value) ? value : (live as Value)]];
    }),
  );
}

function holds(live: unknown, declared: unknown): boolean {
  if (!isObject(live) || !isObject(declared)) return JSON.stringify(live) === JSON.stringify(declared);
  return Object.entries(declared).every(([name, value]) => holds(live[name], value));
}

function withoutMark(tags: unknown): Values {
  return withoutKey(object(tags) as Values, MARK_TAG);
}
