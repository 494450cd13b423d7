import { defined } from "../../model/defined.ts";
import { UNKNOWN, type Values } from "../../pulumi-rpc/value.ts";
import { accessModeOf, firstOnDemandUnset, spotOf, workersOf } from "../../lint/readers/cluster-parts.ts";
import type { Place } from "../../rules/place.ts";
import type { ClusterSubject, ConfSubject, Subject } from "../../rules/subject.ts";
import { entriesOf, isSet, knownMap, knownNumber, knownText } from "./known.ts";

/** What the inputs do not say of a cluster themselves. */
export interface ClusterRole {
  readonly where: string;
  readonly at: Place;
  readonly kind: ClusterSubject["kind"];
}

/** A cluster and its Spark conf, of a resource of its own, of a job, or as a cluster policy would have it. */
export function readCluster(inputs: Values, role: ClusterRole): Pick<Subject, "clusters" | "confs"> {
  const conf = readConf(inputs, role.at);
  return {
    confs: conf === undefined ? [] : [conf],
    clusters: [
      {
        ...role,
        ...defined({
          nodeType: knownText(inputs["nodeTypeId"]),
          driverNodeType: knownText(inputs["driverNodeTypeId"]),
          runtime: knownText(inputs["sparkVersion"]),
          accessMode: accessModeOf(knownText(inputs["dataSecurityMode"])),
          workers: readWorkers(inputs),
          autoTerminationMinutes: knownNumber(inputs["autoterminationMinutes"]),
          spot: readSpot(inputs),
          conf: conf?.entries,
        }),
      },
    ],
  };
}

/** @returns `undefined` where nothing is set, and where the runtime, whose keys they are, is not known yet */
function readConf(inputs: Values, at: Place): ConfSubject | undefined {
  const { known: entries, unknown } = entriesOf(inputs["sparkConf"]);
  if (entries.length === 0 || inputs["sparkVersion"] === UNKNOWN) return undefined;
  const runtime = /^\d+\.\d+/.exec(knownText(inputs["sparkVersion"]) ?? "")?.[0];
  return {
    ...{ setAt: "launch", on: "cluster", entries: entries.map(([key, value]) => ({ key, value, at })) },
    // A policy's fixed values are applied to what a cluster leaves out.
    unknown: isSet(inputs["policyId"]) ? "rest" : unknown,
    ...defined({ runtime, accessMode: accessModeOf(knownText(inputs["dataSecurityMode"])) }),
  };
}

function readWorkers(inputs: Values): ClusterSubject["workers"] | undefined {
  const { autoscale } = inputs;
  if (autoscale === UNKNOWN) return undefined;
  const { minWorkers, maxWorkers } = knownMap(autoscale);
  return isSet(autoscale)
    ? workersOf({ min: knownNumber(minWorkers), max: knownNumber(maxWorkers) })
    : workersOf({ fixed: knownNumber(inputs["numWorkers"]) });
}

function readSpot(inputs: Values): ClusterSubject["spot"] | undefined {
  const [spot] = (["aws", "azure", "gcp"] as const).flatMap((cloud) => {
    const { availability, firstOnDemand } = knownMap(inputs[`${cloud}Attributes`]);
    const first = isSet(firstOnDemand) ? knownNumber(firstOnDemand) : firstOnDemandUnset(cloud);
    return spotOf(knownText(availability), first) ?? [];
  });
  return spot;
}
