import { defined } from "../../model/defined.ts";
import type { Value, Values } from "../../pulumi-rpc/value.ts";
import type { JobSubject, Subject } from "../../rules/subject.ts";
import { readCluster } from "./cluster.ts";
import { isSet, knownList, knownMap, knownText } from "./known.ts";
import type { Neighbours, PulumiResource } from "./resource.ts";

type Task = JobSubject["tasks"][number];

/** A job, with the clusters that it makes for its runs. */
export function readJob(job: PulumiResource, neighbours: Neighbours): Partial<Subject> {
  const { name, urn, inputs } = job;
  const tasks = knownList(inputs["tasks"]).map(knownMap).map(repeated);
  const clusters = [...knownList(inputs["jobClusters"]).map(knownMap), ...tasks].flatMap((holder, index) => {
    const cluster = knownMap(holder["newCluster"]);
    if (Object.keys(cluster).length === 0) return [];
    const part = knownText(holder["jobClusterKey"]) ?? knownText(holder["taskKey"]) ?? `cluster ${index + 1}`;
    return [readCluster(cluster, { where: `${name}.${part}`, at: { file: urn, part }, kind: "job" })];
  });
  return {
    jobs: [
      {
        where: name,
        at: { file: urn },
        tasks: tasks.map((task, index) => readTask(task, index, (id) => neighbours.warehouse(job, id))),
      },
    ],
    clusters: clusters.flatMap((read) => read.clusters),
    confs: clusters.flatMap((read) => read.confs),
  };
}

/** The task that a for-each task repeats; any other is its own. */
function repeated(task: Values): Values {
  const inner = knownMap(knownMap(task["forEachTask"])["task"]);
  return Object.keys(inner).length === 0 ? task : inner;
}

function readTask(
  task: Values,
  index: number,
  warehouseOf: (id: Value | undefined) => string | undefined,
): Task {
  const sql = knownMap(task["sqlTask"]);
  const isSql = isSet(task["sqlTask"]);
  return {
    key: knownText(task["taskKey"]) ?? `task ${index + 1}`,
    kind: isSql ? "sql" : "other",
    runsOn: runsOn(task),
    ...defined({ warehouse: isSql ? warehouseOf(sql["warehouseId"]) : undefined }),
  };
}

/** That a cluster is given is known where its id is not yet. */
function runsOn(task: Values): Task["runsOn"] {
  if (isSet(task["existingClusterId"])) return "all-purpose cluster";
  if (isSet(task["newCluster"]) || isSet(task["jobClusterKey"])) return "job cluster";
  return isSet(task["sqlTask"]) ? "warehouse" : "serverless";
}
