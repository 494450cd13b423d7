import { sparkConfEntry, sparkConfHistory } from "../catalog/spark-conf.ts";
import type { Rule } from "./finding.ts";

export const sparkConfOutdated: Rule = {
  id: "spark-conf/outdated",
  severity: "warning",
  reason: "Spark reads the key for old programs only, and a later version will not.",
  source:
    "catalog/spark-conf.json: SQLConf.deprecatedSQLConfigs, SparkConf.deprecatedConfigs and alternatives",
  check({ estate }) {
    return estate.sparkConf
      .flatMap((group) => group.entries)
      .flatMap(({ key }) => {
        const { renamed, deprecated } = sparkConfHistory(key);
        // One that Spark does not read at all, removed ones among them, is another rule's.
        if (renamed === undefined && (deprecated === undefined || sparkConfEntry(key) === undefined))
          return [];
        const message =
          deprecated === undefined
            ? `is an old name of ${renamed ?? ""}`
            : `is deprecated since Spark ${deprecated.since}: ${deprecated.note}`;
        return [{ where: key, message, instead: renamed ?? "what the note says, or nothing" }];
      });
  },
};
