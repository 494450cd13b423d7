import type { Breach, Rule } from "./finding.ts";
import { quoted } from "./table-facts.ts";
import type { TableSubject } from "./subject.ts";

const table = {
  name: "gold.t",
  columns: { id: "BIGINT", day: "DATE" },
  layout: { partition: ["day"] },
};

export const maintenanceRecent: Rule = {
  id: "maintenance/recent",
  severity: "error",
  reason:
    "OPTIMIZE takes conditions on partition columns only; days are counted back from a date, years from a whole number.",
  source: "Delta 4.0: DELTA_NON_PARTITION_COLUMN_REFERENCE",
  example: {
    wrong: {
      tables: [{ ...table, maintenance: { optimize: true, recent: { column: "id", last: "30 days" } } }],
    },
    right: {
      tables: [{ ...table, maintenance: { optimize: true, recent: { column: "day", last: "30 days" } } }],
    },
  },
  check({ tables }) {
    return tables.flatMap(judge);
  },
};

function judge(table: TableSubject): readonly Breach[] {
  const { name: where, at, columns = {}, layout, maintenance } = table;
  const recent = maintenance?.recent;
  if (recent === undefined) return [];
  const partitions = layout.partition ?? [];
  if (!partitions.includes(recent.column)) {
    const message = `keeps OPTIMIZE to recent values of ${recent.column}, which is no partition column`;
    const instead = partitions.length === 0 ? "no maintenance.recent" : `one of ${quoted(partitions)}`;
    return [{ where, at, message, instead }];
  }
  const type = columns[recent.column]?.toUpperCase() ?? "";
  const inYears = / years?$/.test(recent.last);
  if (inYears === /^(TINYINT|SMALLINT|INT|INTEGER|BIGINT)$/.test(type)) return [];
  if (!inYears && /^(DATE|TIMESTAMP|TIMESTAMP_NTZ)$/.test(type)) return [];
  return [
    {
      ...{ where, at, message: `counts ${recent.last} back in ${recent.column}, a column of type ${type}` },
      instead: inYears ? 'days, as in "90 days"' : 'years of a whole number, as in "2 years"',
    },
  ];
}
