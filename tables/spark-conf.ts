import type { SparkConfGroup } from "lakewright";
import { askedFor } from "./accepted.ts";

/** Kineo's Spark conf for the cluster. What was asked and is not here stands in `request.ts`. */
export const sparkConf: readonly SparkConfGroup[] = [
  {
    group: "adaptive execution",
    about: "Spark adapts joins and partition counts to what a stage really produced.",
    entries: [
      {
        key: "spark.sql.adaptive.enabled",
        value: "true",
        why: "the switch of this group; the default, pinned",
      },
      {
        key: "spark.sql.adaptive.coalescePartitions.enabled",
        value: "true",
        why: "merges the small partitions that 230,000 rows leave after a shuffle; the default, pinned",
      },
      {
        key: "spark.sql.adaptive.coalescePartitions.parallelismFirst",
        value: "false",
        why: "true, the default, sizes partitions by cores and ignores the advisory size below",
      },
      {
        key: "spark.sql.adaptive.coalescePartitions.minPartitionSize",
        value: "1MB",
        why: "stands for minPartitionNum=1, deprecated since Spark 3.2",
      },
      {
        key: "spark.sql.adaptive.advisoryPartitionSizeInBytes",
        value: "128MB",
        why: "the partition size to aim for after a shuffle; the default is 64MB",
      },
      {
        key: "spark.sql.adaptive.localShuffleReader.enabled",
        value: "true",
        why: "reads shuffle files where they lie once a join turned into a broadcast; the default, pinned",
      },
      {
        key: "spark.sql.adaptive.skewJoin.enabled",
        value: "true",
        why: "splits a partition that holds far more rows than the others; the default, pinned",
      },
      {
        key: "spark.sql.adaptive.skewJoin.skewedPartitionFactor",
        value: "5",
        why: "skewed is five times the median; the default, pinned",
      },
      {
        key: "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes",
        value: "256MB",
        why: "and at least this large, twice the advisory size; the default, pinned",
      },
      {
        key: "spark.sql.adaptive.maxShuffledHashJoinLocalMapThreshold",
        value: "0",
        why: "keeps sort-merge joins where nothing can be broadcast; the default, pinned",
      },
    ],
  },
  {
    group: "broadcast",
    about: "Small dimensions travel to the facts.",
    entries: [
      {
        key: "spark.sql.autoBroadcastJoinThreshold",
        value: "50MB",
        why: "every dimension fits: the largest is declared with 5 MB",
        accept: [{ rule: "join/broadcast-threshold", ...askedFor }],
      },
    ],
  },
  {
    group: "shuffle",
    about: "Rows on the move between stages.",
    entries: [
      {
        key: "spark.sql.shuffle.partitions",
        value: "200",
        why: "the lower end of the 200 to 400 asked for; adaptive execution merges what is too small",
      },
      {
        key: "spark.serializer",
        value: "org.apache.spark.serializer.KryoSerializer",
        why: "smaller and faster for RDD and cached data; fixed at launch, so it stands here and not in a session",
      },
      {
        key: "spark.shuffle.service.enabled",
        value: "true",
        why: "shuffle files outlive the worker that autoscaling takes away; fixed at launch",
      },
    ],
  },
  {
    group: "memory",
    about: "How an executor's memory is divided; its size follows from the node type.",
    entries: [
      {
        key: "spark.memory.fraction",
        value: "0.8",
        why: "80 % for execution and storage, asked for under a name that Spark does not have",
      },
      {
        key: "spark.memory.storageFraction",
        value: "0.5",
        why: "half of that is safe from eviction by execution; successor of spark.storage.memoryFraction",
      },
      {
        key: "spark.memory.offHeap.enabled",
        value: "true",
        why: "off-heap memory for Tungsten, asked for under a name that Spark does not have",
      },
      {
        key: "spark.memory.offHeap.size",
        value: "2g",
        why: "must be over 0 where off-heap memory is enabled",
      },
      {
        key: "spark.driver.maxResultSize",
        value: "2g",
        why: "the manager hierarchy is collected on the driver; the default is 1g",
      },
      {
        key: "spark.executor.extraJavaOptions",
        value: "-XX:+UseG1GC",
        why: "short pauses on large heaps",
      },
    ],
  },
  {
    group: "statistics",
    about: "What the cost-based optimiser knows; filled by the weekly ANALYZE.",
    entries: [
      {
        key: "spark.sql.cbo.enabled",
        value: "true",
        why: "without it the planner does not look at column statistics or histograms",
      },
      {
        key: "spark.sql.statistics.histogram.enabled",
        value: "true",
        why: "ANALYZE … FOR COLUMNS also builds equi-height histograms, at the price of one more scan",
      },
    ],
  },
];
