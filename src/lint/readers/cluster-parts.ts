import { defined } from "../../model/defined.ts";
import type { ClusterSubject } from "../../rules/subject.ts";

/**
 * Spot instances as a cloud's attributes ask for them.
 * @param availability `SPOT`, `SPOT_WITH_FALLBACK_AZURE`, `PREEMPTIBLE_GCP` and the like
 * @param firstOnDemand nodes that are never spot; left out where it is not known
 * @returns `undefined` where no node is asked to be spot
 */
export function spotOf(
  availability: string | undefined,
  firstOnDemand: number | undefined,
): ClusterSubject["spot"] | undefined {
  if (availability === undefined || !/^(SPOT|PREEMPTIBLE)/.test(availability)) return undefined;
  const fallback = availability.includes("WITH_FALLBACK");
  const [kind, ...cloud] = availability.split("_");
  const withFallback =
    fallback || cloud.length === 0 ? undefined : [kind, "WITH_FALLBACK", ...cloud].join("_");
  return { fallback, ...defined({ firstOnDemand, withFallback }) };
}

/** Nodes on demand where nothing is said of them: AWS documents 0, the other clouds nothing. */
export function firstOnDemandUnset(cloud: "aws" | "azure" | "gcp"): number | undefined {
  return cloud === "aws" ? 0 : undefined;
}

/** Bounds of a cluster that autoscales, or twice its fixed size. */
export function workersOf({
  fixed,
  min = fixed,
  max = fixed,
}: Workers): ClusterSubject["workers"] | undefined {
  return min === undefined || max === undefined ? undefined : { min, max };
}

interface Workers {
  readonly fixed?: number | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** @param name as the REST API spells it; what the API chooses by itself is no known mode */
export function accessModeOf(name: string | undefined): ClusterSubject["accessMode"] | undefined {
  return name !== undefined && Object.hasOwn(ACCESS_MODES, name) ? ACCESS_MODES[name] : undefined;
}

const ACCESS_MODES: Readonly<Record<string, NonNullable<ClusterSubject["accessMode"]>>> = {
  USER_ISOLATION: "standard",
  DATA_SECURITY_MODE_STANDARD: "standard",
  SINGLE_USER: "dedicated",
  DATA_SECURITY_MODE_DEDICATED: "dedicated",
  NONE: "none",
};
