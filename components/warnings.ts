import * as pulumi from "@pulumi/pulumi";
import type { LakehousePlan } from "../src/plan/lakehouse.ts";

/**
 * Shows each warning of the plan on the resource that it is about, as `pulumi preview` prints it under
 * "Diagnostics".
 * @param on resources by what a finding's place begins with: a table's name, `cluster`, `maintenance.optimize`
 * @param otherwise takes what is about none of them
 */
export function showWarnings(
  findings: LakehousePlan["findings"],
  on: ReadonlyMap<string, pulumi.Resource>,
  otherwise: pulumi.Resource,
): void {
  for (const { severity, where, message, instead, rule } of findings) {
    if (severity !== "warning") continue;
    const resource = on.get(where) ?? on.get(beginning(where, on)) ?? otherwise;
    // The message is shown either way; a stack that fails for another reason must not fail for this one.
    void pulumi.log.warn(`${where}: ${message}\ninstead: ${instead} (${rule})`, resource);
  }
}

function beginning(where: string, on: ReadonlyMap<string, pulumi.Resource>): string {
  if (where.startsWith("spark.")) return "cluster";
  return [...on.keys()].find((place) => where.startsWith(`${place}.`)) ?? "";
}
