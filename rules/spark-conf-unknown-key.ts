import { sparkConfEntry, sparkConfHistory, sparkConfKeys } from "../catalog/spark-conf.ts";
import { nearest } from "../model/nearest.ts";
import type { Rule } from "./finding.ts";

export const sparkConfUnknownKey: Rule = {
  id: "spark-conf/unknown-key",
  severity: "error",
  reason: "Spark stores a key it does not know and does nothing with it.",
  source: "catalog/spark-conf.json, read from a running Spark",
  check({ estate }) {
    return (
      estate.sparkConf
        .flatMap((group) => group.entries)
        // A key under an old name is read, and another rule's.
        .filter(({ key }) => sparkConfEntry(key) === undefined && sparkConfHistory(key).renamed === undefined)
        .map(({ key }) => {
          const { removed, deprecated } = sparkConfHistory(key);
          const gone = removed ?? deprecated;
          return {
            where: key,
            message:
              gone === undefined
                ? `Spark has no "${key}"`
                : `Spark has no "${key}" since ${gone.since}: ${gone.note}`,
            instead: (gone === undefined ? nearest(key, sparkConfKeys()) : undefined) ?? "remove the key",
          };
        })
    );
  },
};
