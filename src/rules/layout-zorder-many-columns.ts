import type { Rule } from "./finding.ts";
import { zorderBy } from "./layout-words.ts";

const table = { name: "gold.t" };
const MOST = 4;

export const layoutZorderManyColumns: Rule = {
  id: "layout/zorder-many-columns",
  severity: "warning",
  reason: "Every further key takes from what the others skip; past four, none of them skips much.",
  source: "https://docs.databricks.com/aws/en/delta/data-skipping#z-ordering",
  example: {
    wrong: { tables: [{ ...table, layout: { zorder: ["a", "b", "c", "d", "e"] } }] },
    right: { tables: [{ ...table, layout: { zorder: ["a", "b", "c", "d"] } }] },
  },
  check({ tables }) {
    return tables.flatMap(({ name, at, on, layout: { zorder = [] } }) =>
      zorder.length <= MOST
        ? []
        : [
            {
              where: name,
              message: `Z-orders by ${zorder.length} columns: ${zorder.join(", ")}`,
              instead: `the ${MOST} or fewer that queries filter by most, such as ${zorderBy({ ...(on === undefined ? {} : { on }) }, zorder.slice(0, 2))}`,
              at,
            },
          ],
    );
  },
};
