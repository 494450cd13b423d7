import * as pulumi from "@pulumi/pulumi";
import type { LakehousePlan } from "../src/plan/lakehouse.ts";
import type { LakehouseNodes } from "./lakehouse-arguments.ts";
import { redactText } from "../src/redaction/redact-text.ts";

/**
 * Shows each warning of the plan on the resource that it is about, as `pulumi preview` prints it under
 * "Diagnostics".
 * @param nodes the resources that findings are about
 * @param otherwise takes what is about none of them
 */
export function showWarnings(
  findings: LakehousePlan["findings"],
  nodes: LakehouseNodes,
  otherwise: pulumi.Resource,
): void {
  const on = places(nodes);
  for (const { severity, where, message, instead, rule } of findings) {
    if (severity !== "warning") continue;
    const resource = on.get(where) ?? on.get(beginning(where, on)) ?? otherwise;
    // The message is shown either way; a stack that fails for another reason must not fail for this one.
    void pulumi.log.warn(redactText(`${where}: ${message}\ninstead: ${instead} (${rule})`), resource);
  }
}

/** Resources by what a finding's place begins with: a table's name, `cluster`, `maintenance.weekly-small`. */
function places(nodes: LakehouseNodes): ReadonlyMap<string, pulumi.Resource> {
  const { cluster, warehouse, tableLayouts, materializedViews, jobs } = nodes;
  return new Map<string, pulumi.Resource>([
    ...Object.entries(tableLayouts),
    ...Object.entries(materializedViews),
    ...Object.entries(jobs).map(([key, job]) => [`maintenance.${key}`, job] as const),
    ["cluster", cluster],
    ["warehouse", warehouse],
  ]);
}

function beginning(where: string, on: ReadonlyMap<string, pulumi.Resource>): string {
  if (where.startsWith("spark.")) return "cluster";
  return [...on.keys()].find((place) => where.startsWith(`${place}.`)) ?? "";
}
