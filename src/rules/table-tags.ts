import { tagCountFault, tagNameFault, tagValueFault } from "../model/index.ts";
import type { Rule } from "./finding.ts";

export const tableTags: Rule = {
  id: "table/tags",
  severity: "error",
  reason: "Databricks refuses the statement, and with it every tag that goes with it.",
  source: "https://docs.databricks.com/aws/en/database-objects/tags#constraints",
  example: {
    wrong: { tables: [{ name: "gold.t", layout: {}, tags: { "cost-center": "bi" } }] },
    right: { tables: [{ name: "gold.t", layout: {}, tags: { cost_center: "bi" } }] },
  },
  check({ tables }) {
    return tables.flatMap(({ name: where, at, tags = {} }) => {
      const entries = Object.entries(tags);
      const faults = entries.flatMap(([name, value]) => [tagNameFault(name), tagValueFault(name, value)]);
      return [tagCountFault(entries.length), ...faults].flatMap((fault) =>
        fault === undefined ? [] : [{ where, at, ...fault }],
      );
    });
  },
};
