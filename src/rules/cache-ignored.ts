import type { Rule } from "./finding.ts";
import type { Compute } from "./subject.ts";

const cache = (on: Compute) => ({
  statements: [{ kind: "cache", table: "gold.dim_user", on } as const],
});

export const cacheIgnored: Rule = {
  id: "cache/ignored",
  severity: "warning",
  reason:
    "Databricks caches files by itself, for everybody; a cache of one's own is refused, ignored, or gone with its session.",
  source:
    "https://docs.databricks.com/aws/en/optimizations/disk-cache, https://docs.databricks.com/aws/en/compute/serverless/limitations",
  example: { wrong: cache("serverless"), right: cache("spark") },
  check({ statements }) {
    return statements.flatMap((statement) => {
      if (statement.kind !== "cache" || statement.on === "spark") return [];
      // A cluster keeps a frame that was computed, which the disk cache does not.
      if (statement.frame === true && statement.on !== "serverless") return [];
      return [
        {
          where: statement.table,
          message: WHY[statement.on],
          instead: "no cache: the disk cache keeps what was read",
          at: statement.at,
        },
      ];
    });
  },
};

const WHY: Readonly<Record<Exclude<Compute, "spark">, string>> = {
  serverless:
    "is cached on serverless compute, which refuses CACHE TABLE, .cache() and .persist() as unsupported",
  warehouse: "is cached on a SQL warehouse, which ignores CACHE SELECT and caches by itself",
  cluster: "is cached on a cluster, where it lives as long as the session that cached it",
};
