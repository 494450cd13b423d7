import { databricksRuntime, databricksRuntimeVersions } from "../catalog/databricks-runtimes.ts";
import { fieldOf } from "./cluster-field.ts";
import type { Breach, Rule } from "./finding.ts";

const cluster = { where: "cluster", kind: "all-purpose" } as const;
const DAY = 24 * 60 * 60 * 1000;

/** Time enough to move jobs to another runtime. */
const NOTICE_DAYS = 180;

export const clusterRuntime: Rule = {
  id: "cluster/runtime",
  severity: "warning",
  reason:
    "A runtime that is not pinned changes under its jobs, and one without support gets no security fixes and goes away.",
  source: "src/catalog/databricks-runtimes.json",
  example: {
    wrong: { today: "2026-11-24", clusters: [{ ...cluster, runtime: "14.3.x-scala2.12" }] },
    right: { today: "2026-11-24", clusters: [{ ...cluster, runtime: "17.3.x-scala2.13" }] },
  },
  check({ clusters, today }) {
    return clusters.flatMap((cluster) => {
      const { runtime } = cluster;
      if (runtime === undefined) return [];
      const field = fieldOf(cluster, "runtime");
      const other = scalaFault(runtime);
      if (other !== undefined) return [{ ...field, severity: "error" as const, ...other }];
      const fault = faultOf(runtime, today);
      return fault === undefined ? [] : [{ ...field, message: fault, instead: supported(today) }];
    });
  },
};

/** A build that Databricks does not offer. */
function scalaFault(runtime: string): Pick<Breach, "message" | "instead"> | undefined {
  const asked = /-scala(\d+\.\d+)/.exec(runtime)?.[1];
  const { version = "", scala = [] } = databricksRuntime(runtime) ?? {};
  const [only] = scala;
  if (asked === undefined || only === undefined || scala.includes(asked)) return undefined;
  return {
    message: `Databricks Runtime ${version} is not built with Scala ${asked}`,
    instead: runtime.replace(`-scala${asked}`, `-scala${only}`),
  };
}

function faultOf(runtime: string, today: string | undefined): string | undefined {
  if (/^auto:|latest/i.test(runtime)) return `"${runtime}" is another runtime after every release`;
  // An image of one's own is pinned, and not Databricks' to support.
  if (runtime.startsWith("custom:")) return undefined;
  const known = databricksRuntime(runtime);
  if (known === undefined) {
    // Of releases without long-term support only the newest are listed.
    const asked = Number(/^\d+\.\d+/.exec(runtime)?.[0]);
    return asked < Number(databricksRuntimeVersions().at(-1))
      ? `Databricks Runtime "${runtime}" is no release that is supported`
      : `no Databricks Runtime "${runtime}" is known`;
  }
  const { version, endOfSupport } = known;
  if (today === undefined || endOfSupport === undefined) return undefined;
  if (endOfSupport < today) return `the support of Databricks Runtime ${version} ended on ${endOfSupport}`;
  if (endOfSupport > later(today)) return undefined;
  return `the support of Databricks Runtime ${version} ends on ${endOfSupport}, within ${NOTICE_DAYS} days`;
}

/** Under long-term support, and for a while yet. */
function supported(today: string | undefined): string {
  const versions = databricksRuntimeVersions().filter((version) => {
    const { lts = false, endOfSupport = "" } = databricksRuntime(version) ?? {};
    return lts && (today === undefined || endOfSupport > later(today));
  });
  return `a version under long-term support: ${versions.join(", ")}`;
}

function later(today: string): string {
  return new Date(Date.parse(today) + NOTICE_DAYS * DAY).toISOString().slice(0, 10);
}
