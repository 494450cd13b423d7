import { propertyMeaning } from "../catalog/property-values.ts";
import type { Breach, Rule } from "./finding.ts";
import type { TableSubject } from "./subject.ts";
import { property } from "./table-facts.ts";

const table = { name: "gold.t", layout: {} };
const auto = "delta.autoOptimize.autoCompact";
const target = "delta.targetFileSize";
const tune = "delta.tuneFileSizesForRewrites";

export const layoutFileSize: Rule = {
  id: "layout/file-size",
  severity: "warning",
  reason: "Two properties ask for files of different sizes, and what one writes the other writes anew.",
  source: "Databricks, Control data file size",
  example: {
    wrong: { tables: [{ ...table, properties: { [auto]: "true", [target]: "256mb" } }] },
    right: { tables: [{ ...table, properties: { [auto]: "true", [target]: "128mb" } }] },
  },
  check({ tables }) {
    return tables.flatMap((table) => [...compaction(table), ...tuning(table)]);
  },
};

/** `true` and `legacy` aim for a fixed size; `auto` for one that fits the table. */
function compaction(table: TableSubject): readonly Breach[] {
  const [compacts, size] = [property(table, auto), property(table, target)];
  if (size === undefined || !/^(true|legacy)$/i.test(compacts ?? "")) return [];
  const meant = propertyMeaning("bytes", size);
  if (meant === undefined || meant === propertyMeaning("bytes", "128mb")) return [];
  return [
    {
      where: table.name,
      message: `auto compaction "${compacts}" makes files of 128 MB, and ${target} asks for ${size}`,
      instead: `"${auto}" = "auto"`,
      at: table.at,
    },
  ];
}

function tuning(table: TableSubject): readonly Breach[] {
  const size = property(table, target);
  if (size === undefined || property(table, tune)?.toLowerCase() !== "true") return [];
  return [
    {
      where: table.name,
      message: `${target} asks for ${size}, and ${tune} for whatever size rewrites need`,
      instead: `one of the two: without ${target}, or "${tune}" = "false"`,
      at: table.at,
    },
  ];
}
