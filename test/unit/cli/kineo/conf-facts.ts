import type { Fact } from "./fact.ts";

const SQL = "spark.sql";
const AQE = `${SQL}.adaptive`;
const DEFAULT = "spark-conf/default";
const UNKNOWN = "spark-conf/unknown-key";

/** Keys of Spark that the request sets, each with what is wrong with it. */
export const confs: readonly Fact[] = [
  {
    of: "1b spark.sql.adaptive.enabled",
    wrong: "the default",
    found: [`${DEFAULT} ${AQE}.enabled @22,100`],
  },
  {
    of: "1b coalescePartitions.enabled, skewJoin.enabled, localShuffleReader.enabled",
    wrong: "the defaults; coalescing is no map-side combine",
    found: [
      `${DEFAULT} ${AQE}.coalescePartitions.enabled @23,101,216`,
      `${DEFAULT} ${AQE}.skewJoin.enabled @24,102`,
      `${DEFAULT} ${AQE}.localShuffleReader.enabled @25,103,223`,
    ],
    unseen: "what a comment takes the key for: comments are not read",
  },
  {
    of: "1b advisoryPartitionSizeInBytes",
    wrong: "no size to aim for while parallelismFirst is on",
    unseen:
      "it is one here: minPartitionNum, which the same session sets, takes parallelismFirst's place (CoalesceShufflePartitions)",
  },
  {
    of: "1b coalescePartitions.minPartitionNum",
    wrong: "deprecated since 3.2",
    found: [`spark-conf/outdated ${AQE}.coalescePartitions.minPartitionNum @107`],
  },
  {
    of: "1b skewedPartitionFactor",
    wrong: "the default",
    found: [`${DEFAULT} ${AQE}.skewJoin.skewedPartitionFactor @108`],
  },
  {
    of: "1b skewedPartitionThresholdInBytes",
    wrong: "the default, and no join is left for it: all are broadcast",
    found: [
      `${DEFAULT} ${AQE}.skewJoin.skewedPartitionThresholdInBytes @109`,
      `join/broadcast-threshold ${SQL}.autoBroadcastJoinThreshold @112`,
    ],
  },
  {
    of: "1b maxShuffledHashJoinLocalMapThreshold",
    wrong: "the default",
    found: [`${DEFAULT} ${AQE}.maxShuffledHashJoinLocalMapThreshold @116`],
  },
  {
    of: "1b autoBroadcastJoinThreshold",
    wrong: "above every table",
    found: [`join/broadcast-threshold ${SQL}.autoBroadcastJoinThreshold @28,112,142`],
  },
  {
    of: "1b adaptive.autoBroadcastJoinThreshold",
    wrong: "a threshold of its own at run time",
    unseen: "the request does not set it, and Spark's default follows the other",
  },
  {
    of: "1b shuffle.partitions",
    wrong: "the default",
    found: [`${DEFAULT} ${SQL}.shuffle.partitions @31,115,213`],
  },
  {
    of: "1b spark.serializer",
    wrong: "fixed at launch: spark.conf.set throws",
    found: ["spark-conf/fixed-at-launch spark.serializer @32"],
  },
  {
    of: "1b arrow.pyspark.enabled",
    wrong: "no memory optimisation",
    unseen:
      "a comment again; that the key does nothing on standard compute depends on the cluster, and is found where it is known (spark-conf/access-mode)",
  },
  {
    of: "1b spark.shuffle.service.enabled",
    wrong: "for a launch only, and needs a shuffle service",
    unseen: "it stands in a dict that nothing sets in a session; whether a service runs is not in a text",
  },
  {
    of: "1b spark.shuffle.memoryFraction",
    wrong: "does not exist since 3.0",
    found: [`${UNKNOWN} spark.shuffle.memoryFraction @226`],
  },
  {
    of: "1b spark.storage.memoryFraction",
    wrong: "does not exist since 3.0",
    found: [`${UNKNOWN} spark.storage.memoryFraction @314`],
  },
  {
    of: "1b spark.executor.memoryFraction",
    wrong: "never existed",
    found: [`${UNKNOWN} spark.executor.memoryFraction @313`],
  },
  {
    of: "1b spark.executor.memoryOffHeap",
    wrong: "never existed",
    found: [
      `${UNKNOWN} spark.executor.memoryOffHeap.enabled @324`,
      `${UNKNOWN} spark.executor.memoryOffHeap.size @325`,
    ],
  },
  {
    of: "1b spark.executor.memory, spark.driver.memory",
    wrong: "follow from the node types",
    found: [
      "spark-conf/owned-by-databricks spark.executor.memory @312",
      "spark-conf/owned-by-databricks spark.driver.memory @317",
    ],
  },
  {
    of: "1b spark.driver.maxResultSize",
    wrong: "for a launch only",
    unseen: "it stands in a dict that nothing sets in a session, and is in order at launch",
  },
  {
    of: "1b spark.executor.extraJavaOptions",
    wrong: "G1 is Java's own choice; unlocking alone changes nothing",
    found: ["spark-conf/idle-java-options spark.executor.extraJavaOptions @321,321"],
  },
  {
    of: "1b statistics.histogram.enabled",
    wrong: "without the cost-based optimiser nobody reads histograms; the ANALYZE before it is never called",
    found: ["program/idle update_table_statistics @287"],
    onSpark: [`spark-conf/no-effect ${SQL}.statistics.histogram.enabled @300`],
  },
  {
    of: "1b cbo.enabled and its kin",
    wrong: "never set, so off in open-source Spark",
    onSpark: [`spark-conf/no-effect ${SQL}.statistics.histogram.enabled @300`],
  },
  {
    of: "1b defaultCacheStorageLevel",
    wrong: "new in 4.0",
    unseen: "the request does not set it",
  },
];
