import { lakehouse as base } from "../../base/lakehouse.ts";

export const lakehouse = {
  ...base,
  sparkConf: (base.sparkConf ?? []).map((group) => ({
    ...group,
    entries: [{ key: "spark.sql.shuffle.partitions", value: "64", why: "small joins" }],
  })),
};
