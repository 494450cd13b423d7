import { databricksConf } from "../catalog/databricks-conf.ts";
import { sparkConfEntry } from "../catalog/spark-conf.ts";
import { eachKey, session } from "./conf.ts";
import type { Rule } from "./finding.ts";

export const sparkConfFixedAtLaunch: Rule = {
  id: "spark-conf/fixed-at-launch",
  severity: "error",
  reason:
    "A running session refuses keys that are fixed when its JVM or its catalogue starts: CANNOT_MODIFY_CONFIG, and for the catalogue's CANNOT_MODIFY_STATIC_CONFIG from 4.1 on. A builder's are ignored with a warning in the log.",
  source: "Spark 4.0, run; RuntimeConfig.requireNonStaticConf; SPARK-31532",
  example: session(
    { "spark.serializer": "org.apache.spark.serializer.KryoSerializer" },
    { "spark.sql.shuffle.partitions": "64" },
  ),
  check({ confs }) {
    return eachKey(confs, ({ key, value, conf, engine }) => {
      const scope = sparkConfEntry(key, engine)?.scope;
      if (conf.setAt === "launch" || scope === undefined || scope === "session") return [];
      const when = scope === "core" ? "when the JVM starts" : "when the session's catalogue is built";
      const given = value === undefined ? key : `${key} ${value}`;
      const owner = conf.on === "cluster" ? databricksConf(key)?.ownedBy : undefined;
      const instead =
        owner !== undefined
          ? `nothing: choose ${owner}`
          : conf.on === "spark"
            ? `--conf ${value === undefined ? key : `${key}=${value}`} at launch`
            : `${given} in the cluster's spark_conf`;
      if (conf.byBuilder === true) {
        const message = `is set by a builder and ignored: it is fixed ${when}, and getOrCreate returns the session that runs`;
        return [{ severity: "warning" as const, message, instead }];
      }
      return [{ message: `is set in a session, and fixed ${when}`, instead }];
    });
  },
};
