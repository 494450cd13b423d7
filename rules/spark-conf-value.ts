import { sparkConfEntry } from "../catalog/spark-conf.ts";
import { sparkConfFault } from "../catalog/spark-conf-values.ts";
import type { Rule } from "./finding.ts";

export const sparkConfValue: Rule = {
  id: "spark-conf/value",
  severity: "error",
  reason: "Spark refuses the value: a cluster with it does not start, or its first query fails.",
  source: "catalog/spark-conf.json, by the parser of each key of a running Spark",
  check({ estate }) {
    return estate.sparkConf
      .flatMap((group) => group.entries)
      .flatMap(({ key, value }) => {
        const fact = sparkConfEntry(key);
        const fault = fact === undefined ? undefined : sparkConfFault(fact, value);
        if (fact === undefined || fault === undefined) return [];
        return [{ where: key, message: `"${value}" ${fault}`, instead: `a value such as ${fact.default}` }];
      });
  },
};
