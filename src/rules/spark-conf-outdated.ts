import { sparkConfEntry, sparkConfHistory } from "../catalog/spark-conf.ts";
import { eachKey, isDefault, launch } from "./conf.ts";
import type { Rule } from "./finding.ts";

export const sparkConfOutdated: Rule = {
  id: "spark-conf/outdated",
  severity: "warning",
  reason: "Spark reads the key for old programs only, and a later version will not.",
  source:
    "src/catalog/spark-*/spark-conf.json: deprecatedSQLConfigs, SparkConf.deprecatedConfigs, alternatives",
  example: launch(
    { "spark.sql.adaptive.coalescePartitions.minPartitionNum": "1" },
    { "spark.sql.adaptive.coalescePartitions.minPartitionSize": "2MB" },
  ),
  check({ confs }) {
    return eachKey(confs, (entry) => {
      const { key, value, engine } = entry;
      if (value !== undefined && isDefault({ key, value, engine })) return [];
      const { renamed, deprecated } = sparkConfHistory(key, engine);
      // One that Spark does not read at all, removed ones among them, is another rule's.
      if (renamed === undefined && (deprecated === undefined || sparkConfEntry(key, engine) === undefined))
        return [];
      const message =
        deprecated === undefined
          ? `is an old name of ${renamed ?? ""}`
          : `is deprecated since Spark ${deprecated.since}: ${deprecated.note}`;
      const named = /spark\.[\w.]+\w/.exec(deprecated?.note ?? "")?.[0];
      return [{ message, instead: renamed ?? named ?? "nothing" }];
    });
  },
};
