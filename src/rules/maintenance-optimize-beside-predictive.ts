import type { Breach, Rule } from "./finding.ts";
import type { TableSubject } from "./subject.ts";

const table = { name: "gold.t", layout: {}, predictiveOptimization: true };

export const maintenanceOptimizeBesidePredictive: Rule = {
  id: "maintenance/optimize-beside-predictive",
  severity: "error",
  reason:
    "Predictive optimization runs OPTIMIZE, ANALYZE and VACUUM where they pay; a schedule beside it pays for the same work again. It never Z-orders, and leaves Z-ordered files alone.",
  source: "https://docs.databricks.com/aws/en/optimizations/predictive-optimization",
  example: {
    wrong: { tables: [{ ...table, maintenance: { optimize: true } }] },
    right: { tables: [{ ...table, maintenance: { byDatabricks: true } }] },
  },
  check({ tables }) {
    return tables.flatMap(judge);
  },
};

function judge(table: TableSubject): readonly Breach[] {
  const { name: where, at, predictiveOptimization, maintenance = {}, layout } = table;
  const { zorder = [] } = layout;
  if (maintenance.byDatabricks === true && predictiveOptimization === false) {
    const message = "is left to predictive optimization, which the settings say is off";
    return [{ where, at, message, instead: "maintenance: { optimize: … }, or predictiveOptimization: true" }];
  }
  if (maintenance.byDatabricks !== true && predictiveOptimization !== true) return [];
  if (zorder.length > 0) {
    const message = `Z-orders by ${zorder.join(", ")}, and predictive optimization ignores Z-ordered files`;
    return [{ where, at, message, instead: "cluster, in place of zorder" }];
  }
  const planned = (["optimize", "analyze", "vacuum"] as const).filter((kind) => maintenance[kind] === true);
  if (planned.length === 0) return [];
  const message = `has ${planned.map((kind) => kind.toUpperCase()).join(", ")} on a schedule and by predictive optimization`;
  return [{ where, at, message, instead: 'maintenance: "databricks"' }];
}
