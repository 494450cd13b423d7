import type { Rule } from "./finding.ts";

export const layoutAcknowledgedRepartition: Rule = {
  id: "layout/acknowledged-repartition",
  severity: "error",
  reason:
    "An acknowledgement holds for one change; after another edit it would wave through what nobody looked at.",
  source: "docs/decisions/0004-layout-in-full.md",
  check({ estate }) {
    return estate.tables.flatMap(({ name, layout, acknowledge }) => {
      if (acknowledge === undefined) return [];
      const { from, to } = acknowledge.repartition;
      const declared = layout === "unordered" ? [] : (layout.partition ?? []);
      if (same(to, declared) && !same(from, to)) return [];
      return [
        {
          where: name,
          message: `acknowledges partitions (${from.join(", ")}) becoming (${to.join(", ")}), and declares (${declared.join(", ")})`,
          instead: same(from, declared)
            ? "no acknowledge: there is nothing left to rebuild"
            : `acknowledge: { repartition: { from: ${JSON.stringify(from)}, to: ${JSON.stringify(declared)} } }`,
        },
      ];
    });
  },
};

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((column, at) => column === b[at]);
}
