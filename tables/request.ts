/** What stands in the plan in the place of something that was asked for. @default it is there as asked */
interface Instead {
  readonly became?: string;
  /** Why; without `became` the plan's own reason is shown. */
  readonly why?: string;
}

/** One thing that Kineo asked for. */
export type Request = Instead &
  (
    | {
        readonly kind: "conf";
        readonly key: string;
        readonly value: string;
        /** Where it was to be set. @default "session" */
        readonly setAt?: "launch" | "session";
      }
    | {
        readonly kind: "layout";
        readonly table: string;
        readonly partition?: readonly string[];
        readonly zorder?: readonly string[];
      }
    | {
        readonly kind: "other";
        readonly asked: string;
        /** Ids of the rules that speak of it. @default none does */
        readonly rules?: readonly string[];
      }
  );

const conf = (key: string, value: string, instead: Instead = {}): Request => ({
  ...{ kind: "conf", key, value, ...instead },
});
const launch = (key: string, value: string, instead: Instead = {}): Request => ({
  kind: "conf",
  key,
  value,
  setAt: "launch",
  ...instead,
});

const ONE_FILE = "A Z-order skips whole files; it starts to matter when the table outgrows one of 128 MB.";
const NOT_A_KEY = "A partition column cannot be a Z-order key (DELTA_ZORDERING_ON_PARTITION_COLUMN).";
const YEARS =
  "A year of it is far under the 1 GB from which a partition pays; to be looked at when it grows.";

/**
 * Everything Kineo asked for, in the order of its request, and what it became. `docs/kineo.md` is written from this
 * list, the plan and the rules; the sources of the reasons are Spark 3.5 and 4.0, Delta 4.0 and Databricks'
 * documentation.
 */
export const request: readonly Request[] = [
  conf("spark.sql.adaptive.enabled", "true"),
  conf("spark.sql.adaptive.coalescePartitions.enabled", "true"),
  conf("spark.sql.adaptive.skewJoin.enabled", "true"),
  conf("spark.sql.adaptive.localShuffleReader.enabled", "true"),
  conf("spark.sql.autoBroadcastJoinThreshold", "50MB"),
  conf("spark.sql.shuffle.partitions", "200"),
  conf("spark.serializer", "org.apache.spark.serializer.KryoSerializer", {
    became: "the same key in the cluster's Spark conf",
    why: "Fixed at launch; setting it in a session fails with CANNOT_MODIFY_CONFIG.",
  }),
  conf("spark.sql.execution.arrow.pyspark.enabled", "true", {
    became: "left out",
    why: "In standard access mode Python talks Spark Connect, which always transfers by Arrow and reads no such key.",
  }),
  conf("spark.sql.adaptive.advisoryPartitionSizeInBytes", "128MB", {
    became: "the same, with spark.sql.adaptive.coalescePartitions.parallelismFirst = false",
    why: "With parallelismFirst, the default, coalescing ignores the advisory size.",
  }),
  conf("spark.sql.adaptive.coalescePartitions.minPartitionNum", "1", {
    became: "spark.sql.adaptive.coalescePartitions.minPartitionSize = 1MB",
    why: "Deprecated since Spark 3.2 in favour of a size.",
  }),
  conf("spark.sql.adaptive.skewJoin.skewedPartitionFactor", "5"),
  conf("spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes", "256MB"),
  conf("spark.sql.adaptive.maxShuffledHashJoinLocalMapThreshold", "0"),
  conf("spark.shuffle.service.enabled", "true", {
    became: "the same key in the cluster's Spark conf",
    why: "Fixed at launch; setting it in a session fails with CANNOT_MODIFY_CONFIG.",
  }),
  conf("spark.shuffle.memoryFraction", "0.3", {
    became: "left out",
    why: "Removed with the memory model of before Spark 1.6; execution memory is shared and needs no fixed share for shuffles.",
  }),
  conf("spark.sql.statistics.histogram.enabled", "true", {
    became: "the same, with spark.sql.cbo.enabled = true",
    why: "Histograms are read by the cost-based optimiser only, and Spark leaves that off.",
  }),
  launch("spark.executor.memory", "8g", {
    became: "left out",
    why: "Eight workers of 8 GB hold 64 GB, not the 128 GB asked for; Databricks runs one executor a worker and sizes it by the node type.",
  }),
  launch("spark.executor.memoryFraction", "0.8", {
    became: "spark.memory.fraction = 0.8",
    why: "No Spark has the key; it would be stored and ignored. The share for execution and storage is spark.memory.fraction.",
  }),
  launch("spark.storage.memoryFraction", "0.5", {
    became: "spark.memory.storageFraction = 0.5",
    why: "Belongs to the memory model that Spark 3.0 removed (SPARK-26539); ignored since.",
  }),
  launch("spark.driver.memory", "4g", {
    became: "left out",
    why: "Follows from the driver's node type.",
  }),
  launch("spark.driver.maxResultSize", "2g"),
  launch("spark.executor.extraJavaOptions", "-XX:+UseG1GC -XX:+UnlockDiagnosticVMOptions", {
    became: "-XX:+UseG1GC",
    why: "Unlocking diagnostic options without setting one changes nothing.",
  }),
  launch("spark.executor.memoryOffHeap.enabled", "true", {
    became: "spark.memory.offHeap.enabled = true",
    why: "No Spark has the key; off-heap memory is configured under spark.memory.offHeap.",
  }),
  launch("spark.executor.memoryOffHeap.size", "2g", {
    became: "spark.memory.offHeap.size = 2g",
    why: "No Spark has the key; off-heap memory is configured under spark.memory.offHeap.",
  }),

  {
    kind: "layout",
    table: "gold.fact_course_progress",
    zorder: ["user_id", "course_id", "date_completed"],
    why: ONE_FILE,
  },
  {
    kind: "layout",
    table: "gold.fact_certification_progress",
    zorder: ["user_id", "cert_id", "status", "time_expires"],
    why: ONE_FILE,
  },
  {
    kind: "layout",
    table: "gold.fact_program_progress",
    zorder: ["user_id", "program_id", "status"],
    why: ONE_FILE,
  },
  {
    kind: "layout",
    table: "gold.fact_course_history",
    partition: ["fiscal_year"],
    zorder: ["user_id", "fiscal_year", "course_id"],
    became: "partition by fiscal_year, Z-order by user_id, course_id",
    why: NOT_A_KEY,
  },
  {
    kind: "layout",
    table: "gold.fact_certification_history",
    partition: ["fiscal_year"],
    zorder: ["user_id", "fiscal_year", "cert_id"],
    became: "partition by fiscal_year, Z-order by user_id, cert_id",
    why: NOT_A_KEY,
  },
  {
    kind: "layout",
    table: "gold.dim_certification_progress",
    partition: ["assignment_status"],
    zorder: ["cert_id", "user_id", "assignment_status"],
    became: "partition by assignment_status, Z-order by cert_id, user_id",
    why: NOT_A_KEY,
  },
  {
    kind: "layout",
    table: "gold.dim_user",
    zorder: ["user_id", "organization_id", "manager_id"],
    why: ONE_FILE,
  },
  { kind: "layout", table: "gold.dim_course", zorder: ["course_id", "course_category"], why: ONE_FILE },
  {
    kind: "layout",
    table: "gold.dim_manager_relationship",
    zorder: ["employee_id", "manager_id", "relationship_type"],
    why: ONE_FILE,
  },
  { kind: "layout", table: "gold.dim_fy_completed", zorder: ["fiscal_year", "fy_end_date"], why: ONE_FILE },
  { kind: "layout", table: "gold.dim_fy_began", zorder: ["fiscal_year", "fy_start_date"], why: ONE_FILE },
  { kind: "layout", table: "gold.fact_program_history", partition: ["fiscal_year"], why: YEARS },
  {
    kind: "layout",
    table: "gold.fact_course_progress",
    partition: ["year(date_completed)"],
    became: "not partitioned; Z-order by user_id, course_id, date_completed as asked",
    why: "Delta does not partition by an expression (DELTA_OPERATION_NOT_ALLOWED); the Z-order already covers the date.",
  },
  {
    kind: "other",
    asked: "partitioned copies of fact_course_progress and dim_user by hash(user_id) % 50",
    became:
      "no copies: both sides are laid out by the join key, Z-order with user_id first, as asked for the tables themselves; where no Z-order is asked, as in silver.course_completions, liquid clustering by it",
    why: "Makes 99 partitions (−49 to 49), not 50, and partition folders are not buckets: no shuffle is saved, and a query by user_id reads all of them. Ordered by the key, a join reads the files that hold its users; dim_user is broadcast anyway.",
    rules: ["layout/hash-bucket"],
  },
  {
    kind: "other",
    asked:
      "delta.autoOptimize.optimizeWrite, delta.autoOptimize.autoCompact, delta.targetFileSize = 128MB, set after OPTIMIZE",
    became: "the same properties, set by the deployment, before the first OPTIMIZE",
    why: "Set afterwards they miss the run that rewrites everything; delta.targetFileSize is Databricks' own, open-source Delta refuses it.",
    rules: ["table/properties"],
  },
  {
    kind: "other",
    asked: "files of 128 MB",
    why: "delta.targetFileSize of every Z-ordered table; a table of a few MB is one file whatever the target.",
  },
  {
    kind: "other",
    asked: "a cluster of 2 to 8 workers",
    why: "workers in each environment's settings, and the same bounds in the cluster policy",
    rules: ["cluster/autoscale"],
  },
  {
    kind: "other",
    asked: "128 GB or more of cluster memory",
    became:
      "a node type and the size of the cluster at which the sum is reached, in each environment's settings",
    why: "The plan states the sum and refuses a node type that misses it.",
    rules: ["cluster/memory"],
  },
  {
    kind: "other",
    asked: "200 to 400 partitions",
    became: "spark.sql.shuffle.partitions = 200",
    why: "The lower end; adaptive execution merges what is too small.",
  },
  {
    kind: "other",
    asked: "hint BROADCAST(u, fy) in the query for recent completions",
    became: "left out",
    why: "Both tables are far below any threshold, so that they are broadcast without it.",
    rules: ["join/broadcast-hint"],
  },
  {
    kind: "other",
    asked:
      "weekly OPTIMIZE and ANALYZE; ANALYZE … COMPUTE STATISTICS right after each OPTIMIZE, from a session",
    became:
      "a weekly job on the SQL warehouse: for each table OPTIMIZE, then ANALYZE, then VACUUM ([maintenance.md](maintenance.md))",
    why: "A job shows its statements in a pull request, isolates failures by table, and needs no cluster.",
    rules: ["maintenance/analyze"],
  },
  {
    kind: "other",
    asked: "ANALYZE … FOR ALL COLUMNS of five tables",
    why: "`statistics` of those tables; the weekly job runs it.",
  },
  {
    kind: "other",
    asked:
      "caching gold.dim_user, dim_manager_relationship, dim_fy_completed and fact_course_progress, each at a storage level",
    became: "a notebook that a session of the interactive cluster runs, with the storage levels asked for",
    why: ".cache() takes one level, MEMORY_AND_DISK, whatever was meant, and a cached table lives as long as the cluster; on the warehouse, where dashboards run, it is refused.",
    rules: ["cache/ignored"],
  },
  {
    kind: "other",
    asked: "materialized views for dashboard performance",
    became: "gold.mv_completion_by_position and gold.mv_certification_status",
    why: "The roll-up by organisation, position and completion, and the certification overview without its 92,000 rows; refreshed on update, at most once an hour.",
    rules: ["materialized-view/trigger", "materialized-view/row-tracking"],
  },
  {
    kind: "other",
    asked: "warming caches up by SELECT COUNT(*) of three dimensions",
    became:
      "a job that reads the columns and days that dashboards read, on their warehouse, after each update",
    why: "A count is answered from Delta's log and reads no file; only what is read gets into the disk cache.",
  },
  {
    kind: "other",
    asked: "caching manager_hierarchy_intermediate",
    became: "left out",
    why: "No table but a result of one program, which alone can cache it, and let go of it again.",
  },
  {
    kind: "other",
    asked:
      "dim_user, dim_course, dim_manager, dim_fy_completed, dim_fy_began, dim_organizations and dim_positions as broadcast candidates",
    why: '`join: "broadcast"` in their files; the plan holds their sizes against the threshold.',
  },
];
