import { defineLakehouse } from "lakewright";

/** The same in every environment; its tables and views are the files of tables/<schema>/. */
export default defineLakehouse({
  name: "sales",
  sparkConf: [
    {
      group: "adaptive query execution",
      about: "Partitions of a shuffle follow the data instead of a number.",
      entries: [
        {
          key: "spark.sql.adaptive.advisoryPartitionSizeInBytes",
          value: "128MB",
          why: "Daily aggregations wrote files of 20 MB.",
        },
      ],
    },
  ],
});
