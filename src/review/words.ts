import type { RefreshDeclaration } from "../model/materialized-view.ts";
import { refreshText } from "../plan/materialized-view-sql.ts";
import { type Json, list, number, object, text } from "../model/json.ts";

/**
 * A value as people write it down: lists of names with commas, clustering as its columns, a refresh as its clause.
 * @param path names on the way to it
 */
export function inWords(value: unknown, path: readonly string[]): unknown {
  if (Array.isArray(value) && value.every((item) => typeof item === "string")) {
    return value.length === 0 ? NONE : value.join(", ");
  }
  if (typeof value !== "object" || value === null) return value;
  return WORDS[path.join(".")]?.(value) ?? value;
}

const NONE = "none";

/** By field; `undefined` where the value is of a form that nobody has listed. */
const WORDS: Readonly<Record<string, (value: object) => string | undefined>> = {
  clustering: clusteringText,
  refresh: (value) => (isRefresh(value) ? refreshText(value) : undefined),
  schedule: (value) => startText(object(value)),
  trigger: (value) => startText(object(value)),
  jobClusters: clustersText,
  start: (value) => startedText(object(value)),
  "runsOn.jobCluster": shapeText,
};

/**
 * When a job runs by itself, by its schedule or its trigger.
 * @returns `undefined` for a start of another kind
 */
export function startText(start: Json): string | undefined {
  const cron = text(start["quartzCronExpression"]);
  const { tableNames, waitAfterLastChangeSeconds } = object(start["tableUpdate"]);
  const paused = start["pauseStatus"] === "PAUSED" ? ", paused" : "";
  if (cron !== undefined) return `${cron} (${text(start["timezoneId"]) ?? "UTC"})${paused}`;
  if (!Array.isArray(tableNames)) return undefined;
  const quiet = typeof waitAfterLastChangeSeconds === "number" ? waitAfterLastChangeSeconds : 0;
  return `when ${tableNames.join(" or ")} changes${quiet > 0 ? `, after ${quiet} s of quiet` : ""}${paused}`;
}

/** The cluster of a maintenance job, in the same words. */
function shapeText(value: object): string | undefined {
  const { nodeType, runtime, workers } = object(value);
  const { min, max } = object(workers);
  return clustersText([
    {
      newCluster: {
        ...{ nodeTypeId: nodeType, sparkVersion: runtime },
        autoscale: { minWorkers: min, maxWorkers: max },
      },
    },
  ]);
}

/** The start of a maintenance job, in the same words. */
function startedText({ kind, cron, timezone, tables, quietSeconds }: Json): string | undefined {
  return kind === "schedule"
    ? startText({ quartzCronExpression: cron, timezoneId: timezone })
    : startText({ tableUpdate: { tableNames: tables, waitAfterLastChangeSeconds: quietSeconds } });
}

function clustersText(value: unknown): string | undefined {
  const clusters = list(value).map((item) => {
    const { autoscale, numWorkers, nodeTypeId, sparkVersion } = object(object(item)["newCluster"]);
    const { minWorkers, maxWorkers } = object(autoscale);
    if (typeof nodeTypeId !== "string" || typeof sparkVersion !== "string") return undefined;
    const [min, max] = [number(minWorkers) ?? number(numWorkers) ?? 0, number(maxWorkers)];
    const workers = max === undefined ? String(min) : `${min} to ${max}`;
    return `${workers} ${nodeTypeId}, ${sparkVersion}`;
  });
  return clusters.includes(undefined) || clusters.length === 0 ? undefined : clusters.join("; ");
}

function clusteringText(value: object): string | undefined {
  const { kind, columns } = object(value);
  if (kind === "none") return NONE;
  if (kind === "auto") return "AUTO";
  return Array.isArray(columns) ? columns.join(", ") : undefined;
}

const REFRESHES: readonly unknown[] = [
  "manual",
  "every",
  "cron",
  "onUpdate",
] satisfies readonly RefreshDeclaration["kind"][];

function isRefresh(value: object): value is RefreshDeclaration {
  return "kind" in value && REFRESHES.includes(value.kind);
}
