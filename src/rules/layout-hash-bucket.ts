import type { Rule } from "./finding.ts";
import { hashBucket } from "./hash-bucket.ts";

export const layoutHashBucket: Rule = {
  id: "layout/hash-bucket",
  severity: "error",
  reason:
    "A hash may be negative and % keeps the sign: n buckets become 2n − 1. Partition folders are no buckets either: a join shuffles as before, and a filter on the key reads every folder.",
  source: "Spark 4.0, hash (Murmur3, seed 42) over 3,057 ids: % 50 makes 99 values, pmod 50",
  example: {
    wrong: { tables: [{ name: "gold.dim_user", layout: { partition: ["hash(user_id) % 50"] } }] },
    right: { tables: [{ name: "gold.dim_user", layout: { cluster: ["user_id"] } }] },
  },
  check({ tables }) {
    return tables.flatMap(({ name: where, at, layout: { partition = [] }, computed = {} }) =>
      [
        ...partition.map((expression) => ({ expression, what: "partitions by" })),
        ...Object.entries(computed).map(([column, expression]) => ({
          ...{ expression, what: `computes ${column} as` },
        })),
      ].flatMap(({ expression, what }) => {
        const bucket = hashBucket(expression);
        if (bucket === undefined) return [];
        const { of, buckets } = bucket;
        return [
          {
            where,
            message: `${what} ${expression}: ${2 * buckets - 1} values, −${buckets - 1} to ${buckets - 1}, not ${buckets}`,
            instead: `CLUSTER BY (${of}); pmod(hash(${of}), ${buckets}) makes ${buckets} values, and still saves no shuffle`,
            at,
          },
        ];
      }),
    );
  },
};
