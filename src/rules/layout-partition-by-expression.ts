import type { Breach, Rule } from "./finding.ts";
import { hashBucket } from "./hash-bucket.ts";
import { clusterBy } from "./layout-words.ts";
import type { TableSubject } from "./subject.ts";
import { isExpression } from "./table-facts.ts";

const table = { name: "gold.fact_course_progress" };

export const layoutPartitionByExpression: Rule = {
  id: "layout/partition-by-expression",
  severity: "error",
  reason: "Delta partitions and clusters by columns alone, and refuses to create the table.",
  source: "Delta 4.0: DELTA_OPERATION_NOT_ALLOWED, Partitioning by expressions",
  example: {
    wrong: { tables: [{ ...table, layout: { partition: ["year(date_completed)"] } }] },
    right: { tables: [{ ...table, layout: { cluster: ["date_completed"] } }] },
  },
  check({ tables }) {
    return tables.flatMap((table) => [...partitions(table), ...clusters(table)]);
  },
};

function partitions({ name: where, at, format = "delta", layout }: TableSubject): readonly Breach[] {
  return (
    (layout.partition ?? [])
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
      })
  );
}

/** Snowflake and BigQuery cluster by expressions; Delta takes columns. */
function clusters(table: TableSubject): readonly Breach[] {
  const { name: where, at, columns = {}, layout } = table;
  const keys = typeof layout.cluster === "object" ? layout.cluster : [];
  const expressions = keys.filter((key) => isExpression(key));
  if (expressions.length === 0) return [];
  const named = (expression: string) => {
    const words = expression.match(/\w+/g) ?? [];
    return words.find((word) =>
      Object.keys(columns).some((column) => column.toLowerCase() === word.toLowerCase()),
    );
  };
  const meant = keys.map((key) => (isExpression(key) ? named(key) : key));
  const instead = meant.every((key) => key !== undefined)
    ? clusterBy(table, [...new Set(meant)].slice(0, 4))
    : `CLUSTER BY the columns of ${expressions.join(" and ")}`;
  const message = `clusters by the expression ${expressions.join(" and ")}`;
  return [{ where, message, instead, at }];
}
