import { propertyMeaning } from "../catalog/property-values.ts";
import { eachEntry } from "./conf.ts";
import type { Rule } from "./finding.ts";
import type { Subject } from "./subject.ts";
import { bytesText } from "./table-facts.ts";

const GiB = 1024 ** 3;

/** What Spark broadcasts at most, whatever is asked of it. */
export const LARGEST_BROADCAST = 8 * GiB;

const SPARKS_OWN = 10 * 1024 ** 2;

export const BROADCAST_THRESHOLD = "spark.sql.autoBroadcastJoinThreshold";
const THRESHOLDS = [
  BROADCAST_THRESHOLD,
  "spark.sql.adaptive.autoBroadcastJoinThreshold",
  "spark.databricks.adaptive.autoBroadcastJoinThreshold",
];

const threshold = (value: string): Partial<Subject> => ({
  confs: [{ setAt: "launch", on: "cluster", entries: [{ key: BROADCAST_THRESHOLD, value }] }],
  tables: [
    { name: "gold.fact_sales", layout: {}, size: { rows: 5e8, bytes: 20 * GiB } },
    { name: "gold.dim_user", layout: {}, size: { rows: 3057, bytes: 512 * 1024 } },
  ],
});

export const joinBroadcastThreshold: Rule = {
  id: "join/broadcast-threshold",
  severity: "warning",
  reason:
    "A threshold above every table makes every join a broadcast: nothing is left for skew handling, and facts travel as dimensions do.",
  source: "Spark 4.0, JoinSelectionHelper.canBroadcastBySize; BroadcastExchangeExec, 8 GB",
  example: { wrong: threshold("30g"), right: threshold("50MB") },
  check({ confs, tables }) {
    const sizes = tables.flatMap(({ size }) => (size === undefined ? [] : [size.bytes]));
    const largest = Math.max(...sizes);
    return eachEntry(confs, ({ key, value }) => {
      // -1, for never, is no size.
      const bytes = THRESHOLDS.includes(key) ? Number(propertyMeaning("bytes", value) ?? 0) : 0;
      if (bytes > LARGEST_BROADCAST) {
        return [{ message: `${value} is over the 8 GB that Spark broadcasts at most`, instead: "50MB" }];
      }
      if (sizes.length === 0 || bytes < largest || bytes === 0) return [];
      return [
        {
          message: `${value} is no less than the largest table (${bytesText(largest)}, the declared size): no join is ever a shuffle join, and settings for skew and sort-merge joins have nothing to act on`,
          instead: `remove the key: Spark's own 10MB broadcasts ${largest > SPARKS_OWN ? "small tables only" : "them as well"}`,
        },
      ];
    });
  },
};
