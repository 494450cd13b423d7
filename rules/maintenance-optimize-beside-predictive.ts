import type { Rule } from "./finding.ts";

const table = { name: "gold.t", layout: {}, predictiveOptimization: true };

export const maintenanceOptimizeBesidePredictive: Rule = {
  id: "maintenance/optimize-beside-predictive",
  severity: "warning",
  reason:
    "Predictive optimization runs OPTIMIZE where it pays; a schedule beside it pays for the same work again. It never Z-orders, and leaves Z-ordered files alone.",
  source: "https://docs.databricks.com/aws/en/optimizations/predictive-optimization",
  example: {
    wrong: { tables: [{ ...table, maintenance: { optimize: true } }] },
    right: { tables: [{ ...table, maintenance: { optimize: false } }] },
  },
  check({ tables }) {
    return tables.flatMap(({ name: where, at, predictiveOptimization, maintenance, layout }) => {
      const { zorder = [] } = layout;
      if (predictiveOptimization !== true) return [];
      if (zorder.length > 0) {
        const message = `Z-orders by ${zorder.join(", ")}, and predictive optimization ignores Z-ordered files`;
        return [{ where, at, message, instead: "cluster, in place of zorder" }];
      }
      if (maintenance?.optimize !== true) return [];
      return [
        {
          ...{ where, at, message: "is optimised on a schedule and by predictive optimization" },
          instead: "no maintenance.optimize",
        },
      ];
    });
  },
};
