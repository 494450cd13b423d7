import { confs } from "./conf-facts.ts";
import type { Fact } from "./fact.ts";

const SQL = "spark.sql";
const ZORDER_ON_PARTITION = "layout/zorder-on-partition-column";

/** Z-order beside partitions. */
const layouts: readonly Fact[] = [
  {
    of: "4b fact_course_history",
    wrong: "Z-order on the partition column",
    found: [`${ZORDER_ON_PARTITION} gold.fact_course_history @170`],
  },
  {
    of: "4b fact_certification_history",
    wrong: "Z-order on the partition column",
    found: [`${ZORDER_ON_PARTITION} gold.fact_certification_history @176`],
  },
  {
    of: "4b dim_certification_progress",
    wrong: "Z-order on the partition column",
    found: [`${ZORDER_ON_PARTITION} gold.dim_certification_progress @189`],
  },
  {
    of: "4b fact_course_progress",
    wrong: "a partition by an expression",
    found: ["layout/partition-by-expression gold.fact_course_progress @196"],
  },
  {
    of: "4b fact_program_history",
    wrong: "partitioned, and never optimised",
    found: ["maintenance/left-out fact_program_history @182"],
  },
];

const FACTS = ["course_history", "certification_history"].map((name) => `gold.fact_${name}`);

/** Everything else, by its number. */
const others: readonly Fact[] = [
  {
    of: "4c 1",
    wrong: "spark.serializer in a session",
    found: ["spark-conf/fixed-at-launch spark.serializer @32"],
  },
  {
    of: "4c 2",
    wrong: "ANALYZE of Delta tables, which open-source Spark refuses",
    onSpark: [
      "maintenance/analyze {table_name} in optimize_delta_table @46",
      ...["fact_course_progress", "fact_certification_progress", "dim_user", "dim_course"].map(
        (table) => `maintenance/analyze gold.${table} @297`,
      ),
      "maintenance/analyze gold.dim_manager_relationship @297",
    ],
  },
  {
    of: "4c 3",
    wrong:
      "delta.targetFileSize, which open-source Delta refuses; set behind the OPTIMIZE that is to go by it",
    found: ["maintenance/set-too-late {table_name} in optimize_delta_table @50"],
    onSpark: ["table/properties {table_name} in optimize_delta_table @54"],
  },
  {
    of: "4c 4",
    wrong: "PARTITIONED BY (year(x))",
    found: ["layout/partition-by-expression gold.fact_course_progress @196"],
  },
  {
    of: "4c 5",
    wrong: "hash % 50 makes 99 partitions",
    found: [
      "layout/hash-bucket gold.fact_course_progress_partitioned @239",
      "layout/hash-bucket gold.dim_user_partitioned @249",
    ],
  },
  {
    of: "4c 6",
    wrong: "partition folders are no buckets",
    found: ["layout/hash-bucket gold.fact_course_progress_partitioned @239"],
  },
  {
    of: "4c 7",
    wrong: "25 partitions of a few thousand rows",
    found: [
      ...FACTS.map((table, at) => `layout/small-partitions ${table} @${at === 0 ? 170 : 176}`),
      "layout/small-partitions fact_program_history @182",
      "layout/small-partitions gold.dim_certification_progress @189",
      "layout/small-partitions gold.fact_course_progress @196",
    ],
  },
  {
    of: "4c 8",
    wrong: "Z-order of tables that are one file",
    found: [
      "gold.fact_certification_progress @68",
      "gold.fact_program_progress @69",
      "gold.dim_user @77",
      "gold.dim_course @78",
      "gold.dim_manager_relationship @79",
      "gold.dim_fy_completed @82",
      "gold.dim_fy_began @83",
      ...FACTS.map((table, at) => `${table} @${at === 0 ? 170 : 176}`),
      "gold.dim_certification_progress @189",
      "gold.fact_course_progress @196",
    ].map((place) => `layout/zorder-on-one-file ${place}`),
  },
  {
    of: "4c 9",
    wrong: "Z-order by columns of few values",
    found: [
      ...FACTS.map((table, at) => `layout/zorder-low-cardinality ${table} @${at === 0 ? 170 : 176}`),
      "layout/zorder-low-cardinality gold.dim_certification_progress @189",
    ],
    unseen:
      "of status, relationship_type and course_category neither the text nor a table file says how many values they have",
  },
  {
    of: "4c 10",
    wrong: "Z-order by other columns than the query's",
    found: [
      "layout/unfiltered-key gold.fact_course_progress @196,196",
      "layout/unfiltered-key gold.dim_fy_completed @82",
      "layout/unfiltered-key gold.dim_user @77,77",
    ],
  },
  {
    of: "4c 11",
    wrong: "the filter is on the dimension, and nothing prunes the fact",
    found: ["join/filter-on-dimension gold.fact_course_progress @147"],
  },
  {
    of: "4c 12",
    wrong: "a hint for what is broadcast anyway",
    found: ["join/broadcast-hint gold.dim_user @147", "join/broadcast-hint gold.dim_fy_completed @147"],
  },
  {
    of: "4c 13",
    wrong: "50 MB broadcasts facts too",
    found: [`join/broadcast-threshold ${SQL}.autoBroadcastJoinThreshold @28,112,142`],
  },
  {
    of: "4c 14",
    wrong: "200 partitions of some hundred rows",
    found: [`join/shuffle-partitions ${SQL}.shuffle.partitions @31,115,213`],
  },
  {
    of: "4c 15",
    wrong: "8 × 8 GB are not 128 GB",
    found: ["cluster/memory spark.executor.memory @312"],
  },
  {
    of: "4c 16",
    wrong: "storage levels that .cache() does not take, and caches that outlive nothing",
    found: [
      "cache/storage-level gold.dim_manager_relationship @346",
      "cache/storage-level gold.dim_fy_completed @347",
      "cache/ignored gold.dim_user @345",
      "cache/ignored gold.dim_manager_relationship @346",
      "cache/ignored gold.dim_fy_completed @347",
      "program/idle caching_strategy @336",
    ],
  },
  {
    of: "4c 17",
    wrong: "six of eleven Z-ordered tables are never analysed by columns",
    found: [
      "gold.fact_program_progress @69",
      "gold.dim_fy_completed @82",
      "gold.dim_fy_began @83",
      ...FACTS.map((table, at) => `${table} @${at === 0 ? 170 : 176}`),
      "gold.dim_certification_progress @189",
    ].map((place) => `maintenance/left-out ${place}`),
    unseen: "that three tables to broadcast are named nowhere else: a text need not name a table twice",
  },
  {
    of: "4c 18",
    wrong: "a weekly OPTIMIZE beside predictive optimization",
    unseen:
      "whether that is on is a setting of the catalog; where it is known, maintenance/optimize-beside-predictive finds it",
  },
  {
    of: "4c 19",
    wrong: "80 % utilisation of eight workers by so little data",
    unseen: "how much work a job has is not in its data's size: a measurement decides",
  },
  {
    of: "4c 20",
    wrong: "dicts and functions that nothing uses",
    found: [
      "program/idle create_broadcast_optimized_query @145",
      "program/idle partitioning_strategies @168",
      "program/idle shuffle_optimizations @211",
      "program/idle pre_partition_for_joins @230",
      "program/idle update_table_statistics @287",
      "program/idle memory_configs @310",
      "program/idle caching_strategy @336",
    ],
  },
  {
    of: "4c 21",
    wrong: "ANALYZE of a view",
    unseen: "the request has none; maintenance/analyze finds one",
  },
  { of: "4c 22", wrong: "a variance in per cent", unseen: "a target for measurements is no setting" },
];

export const facts: readonly Fact[] = [...confs, ...layouts, ...others];
