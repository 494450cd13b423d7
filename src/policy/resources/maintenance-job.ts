import { defined } from "../../model/defined.ts";
import { type ClusterShape, shapeInputs } from "../../plan/inputs/cluster.ts";
import { TASK_KINDS, taskKey } from "../../plan/table-tasks.ts";
import { hasUnknown, isValues, type Values } from "../../pulumi-rpc/value.ts";
import type { JobSubject, PermissionSubject, Subject } from "../../rules/subject.ts";
import { readCluster } from "./cluster.ts";
import { entriesOf, isSet, knownMap } from "./known.ts";
import type { Neighbours, PulumiResource } from "./resource.ts";

/** A maintenance job of this library, with the cluster that it makes for its runs. */
export function readMaintenanceJob(job: PulumiResource, neighbours: Neighbours): Partial<Subject> {
  const { name, urn, inputs } = job;
  const runsOn = knownMap(inputs["runsOn"]);
  const onCluster = isSet(runsOn["jobCluster"]);
  const warehouse = onCluster ? undefined : neighbours.warehouse(job, runsOn["warehouseId"]);
  const tasks = Object.entries(knownMap(inputs["tables"])).flatMap(([table, statements]) =>
    TASK_KINDS.filter((task) => knownMap(statements)[task] !== undefined).map((task) => taskKey(table, task)),
  );
  const permissions = entriesOf(inputs["permissions"]).known.map(([principal, level]): PermissionSubject => ({
    principal,
    level,
  }));
  return {
    jobs: [
      {
        ...{ where: name, at: { file: urn }, permissions },
        tasks: tasks.map((key): JobSubject["tasks"][number] => ({
          ...{ key, kind: onCluster ? "other" : "sql" },
          runsOn: onCluster ? "job cluster" : "warehouse",
          ...defined({ warehouse }),
        })),
      },
    ],
    ...clusterOf(job, runsOn["jobCluster"]),
  };
}

function clusterOf({ name, urn }: PulumiResource, shape: Values[string] | undefined): Partial<Subject> {
  // A shape that is known in parts is judged once all of it is.
  if (!isValues(shape) || hasUnknown(shape)) return {};
  const part = "jobCluster";
  const inputs = shapeInputs(shape as unknown as ClusterShape) as unknown as Values;
  return readCluster(inputs, { where: `${name}.${part}`, at: { file: urn, part }, kind: "job" });
}
