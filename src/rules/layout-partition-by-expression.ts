import type { Rule } from "./finding.ts";
import { hashBucket } from "./hash-bucket.ts";
import { isExpression } from "./table-facts.ts";

const table = { name: "gold.fact_course_progress" };

export const layoutPartitionByExpression: Rule = {
  id: "layout/partition-by-expression",
  severity: "error",
  reason: "Delta partitions by columns alone, and refuses to create the table.",
  source: "Delta 4.0: DELTA_OPERATION_NOT_ALLOWED, Partitioning by expressions",
  example: {
    wrong: { tables: [{ ...table, layout: { partition: ["year(date_completed)"] } }] },
    right: { tables: [{ ...table, layout: { cluster: ["date_completed"] } }] },
  },
  check({ tables }) {
    return tables.flatMap(({ name: where, at, format = "delta", layout: { partition = [] } }) =>
      partition
        // Iceberg has partitions of that kind.
        .filter(() => format === "delta")
        // Its own rule has more to say of a hash.
        .filter((column) => isExpression(column) && hashBucket(column) === undefined)
        .map((expression) => {
          const [, call = "", column = ""] = /^\s*(\w+)\s*\(\s*`?(\w+)`?\s*\)\s*$/.exec(expression) ?? [];
          return {
            where,
            message: `partitions by the expression ${expression}`,
            instead:
              column === ""
                ? `CLUSTER BY the columns of ${expression}, or a column GENERATED ALWAYS AS (${expression}) to partition by`
                : `CLUSTER BY (${column}), or a column ${column}_${call.toLowerCase()} GENERATED ALWAYS AS (${expression}) to partition by`,
            at,
          };
        }),
    );
  },
};
