import { defineLakehouse } from "lakewright";

/** A shop's lakehouse: two tables of a pipeline, two of the stack's own, and an aggregate for its dashboards. */
export default defineLakehouse({
  name: "shop",
  sparkConf: [
    {
      group: "adaptive execution",
      about: "Spark adapts joins and partition counts to what a stage really produced.",
      entries: [
        {
          key: "spark.sql.adaptive.coalescePartitions.parallelismFirst",
          value: "false",
          why: "true, the default, sizes partitions by cores and ignores the advisory size",
        },
      ],
    },
  ],
});
