import { bigint } from "../model/index.ts";
import type { Rule } from "./finding.ts";

const acknowledging = (from: readonly string[], to: readonly string[]) => ({
  name: "gold.t",
  layout: { partition: ["id"] },
  declared: {
    managedBy: "pipeline",
    columns: { id: bigint },
    acknowledge: { repartition: { from, to } },
  } as const,
});

export const layoutAcknowledgedRepartition: Rule = {
  id: "layout/acknowledged-repartition",
  severity: "error",
  reason:
    "An acknowledgement holds for one change; after another edit it would wave through what nobody reviewed.",
  source: "docs/decisions/0004-layout-in-full.md",
  example: {
    wrong: { tables: [acknowledging(["status"], [])] },
    right: { tables: [acknowledging(["status"], ["id"])] },
  },
  check({ tables }) {
    return tables.flatMap(({ name, at, layout, declared: file }) => {
      if (file?.acknowledge === undefined) return [];
      const { from, to } = file.acknowledge.repartition;
      const declared = layout.partition ?? [];
      if (same(to, declared) && !same(from, to)) return [];
      return [
        {
          where: name,
          message: `acknowledges partitions (${from.join(", ")}) becoming (${to.join(", ")}), and declares (${declared.join(", ")})`,
          instead: same(from, declared)
            ? "no acknowledge: there is nothing left to rebuild"
            : `acknowledge: { repartition: { from: ${JSON.stringify(from)}, to: ${JSON.stringify(declared)} } }`,
          at,
        },
      ];
    });
  },
};

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((column, at) => column === b[at]);
}
