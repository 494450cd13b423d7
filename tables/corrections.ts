import type { Correction } from "../model/index.ts";

/**
 * What Kineo asked for and does not get as asked. `docs/kineo.md` is written from this list; the sources of
 * the reasons are Spark 3.5 and 4.0, Delta 4.0 and Databricks' documentation.
 */
export const corrections: readonly Correction[] = [
  {
    asked: "spark.executor.memoryFraction = 0.8",
    became: "spark.memory.fraction = 0.8",
    why: "No Spark has the key; it would be stored and ignored. The share for execution and storage is spark.memory.fraction.",
  },
  {
    asked: "spark.storage.memoryFraction = 0.5",
    became: "spark.memory.storageFraction = 0.5",
    why: "Belongs to the memory model that Spark 3.0 removed (SPARK-26539); ignored since.",
  },
  {
    asked: "spark.shuffle.memoryFraction = 0.3",
    became: "left out",
    why: "Removed with the same model; execution memory is shared and needs no fixed share for shuffles.",
  },
  {
    asked: "spark.executor.memoryOffHeap.enabled = true, spark.executor.memoryOffHeap.size = 2g",
    became: "spark.memory.offHeap.enabled = true, spark.memory.offHeap.size = 2g",
    why: "No Spark has these keys; off-heap memory is configured under spark.memory.offHeap.",
  },
  {
    asked: "spark.executor.memory = 8g, spark.driver.memory = 4g",
    became: "left out",
    why: "Eight workers of 8 GB hold 64 GB, not the 128 GB asked for; Databricks runs one executor a worker and sizes it by the node type.",
  },
  {
    asked: "128 GB or more of cluster memory",
    became:
      "a node type and the size of the cluster at which the sum is reached, in each environment's settings",
    why: "The plan states the sum and refuses a node type that misses it.",
  },
  {
    asked: "spark.sql.adaptive.coalescePartitions.minPartitionNum = 1",
    became: "spark.sql.adaptive.coalescePartitions.minPartitionSize = 1MB",
    why: "Deprecated since Spark 3.2 in favour of a size.",
  },
  {
    asked: "spark.sql.adaptive.advisoryPartitionSizeInBytes = 128MB",
    became: "the same, with spark.sql.adaptive.coalescePartitions.parallelismFirst = false",
    why: "With parallelismFirst, the default, coalescing ignores the advisory size.",
  },
  {
    asked: "spark.sql.statistics.histogram.enabled = true",
    became: "the same, with spark.sql.cbo.enabled = true",
    why: "Histograms are read by the cost-based optimiser only, and Spark leaves that off.",
  },
  {
    asked: "-XX:+UseG1GC -XX:+UnlockDiagnosticVMOptions",
    became: "-XX:+UseG1GC",
    why: "Unlocking diagnostic options without setting one changes nothing.",
  },
  {
    asked: "spark.conf.set of spark.serializer and spark.shuffle.service.enabled",
    became: "the same keys in the cluster's Spark conf",
    why: "Both are fixed at launch; setting them in a session fails with CANNOT_MODIFY_CONFIG.",
  },
  {
    asked: "gold.fact_course_history: partition by fiscal_year, Z-order by user_id, fiscal_year, course_id",
    became: "partition by fiscal_year, Z-order by user_id, course_id",
    why: "A partition column cannot be a Z-order key (DELTA_ZORDERING_ON_PARTITION_COLUMN).",
  },
  {
    asked:
      "gold.fact_certification_history: partition by fiscal_year, Z-order by user_id, fiscal_year, cert_id",
    became: "partition by fiscal_year, Z-order by user_id, cert_id",
    why: "A partition column cannot be a Z-order key (DELTA_ZORDERING_ON_PARTITION_COLUMN).",
  },
  {
    asked:
      "gold.dim_certification_progress: partition by assignment_status, Z-order by cert_id, user_id, assignment_status",
    became: "partition by assignment_status, Z-order by cert_id, user_id",
    why: "A partition column cannot be a Z-order key (DELTA_ZORDERING_ON_PARTITION_COLUMN).",
  },
  {
    asked: "gold.fact_course_progress: partition by year(date_completed)",
    became: "not partitioned; Z-order by user_id, course_id, date_completed as asked",
    why: "Delta does not partition by an expression (DELTA_OPERATION_NOT_ALLOWED); the Z-order already covers the date.",
  },
  {
    asked: "partitioned copies of fact_course_progress and dim_user by hash(user_id) % 50",
    became: "left out",
    why: "Makes 99 partitions (−49 to 49), not 50, and partition folders are not buckets: no shuffle is saved.",
  },
  {
    asked: "ANALYZE … COMPUTE STATISTICS right after each OPTIMIZE, from a session",
    became: "two weekly jobs on the SQL warehouse, ANALYZE after OPTIMIZE",
    why: "A job shows its statements in a pull request, isolates failures by table, and needs no cluster.",
  },
  {
    asked: "caching gold.dim_user, dim_manager_relationship and dim_fy_completed from a session",
    became: "left out",
    why: "A cached table lives as long as the session that cached it; dashboards run on the warehouse, which caches by itself.",
  },
];
