import { sparkConfEntry } from "../catalog/spark-conf.ts";
import { eachEntry, session } from "./conf.ts";
import type { Rule } from "./finding.ts";

export const sparkConfFixedAtLaunch: Rule = {
  id: "spark-conf/fixed-at-launch",
  severity: "error",
  reason:
    "A running session refuses keys that are fixed when its JVM or its catalogue starts: CANNOT_MODIFY_CONFIG, and for the catalogue's CANNOT_MODIFY_STATIC_CONFIG from 4.1 on.",
  source: "Spark 4.0, run; RuntimeConfig.requireNonStaticConf",
  example: session(
    { "spark.serializer": "org.apache.spark.serializer.KryoSerializer" },
    { "spark.sql.shuffle.partitions": "64" },
  ),
  check({ confs }) {
    return eachEntry(confs, ({ key, value, conf, engine }) => {
      const scope = sparkConfEntry(key, engine)?.scope;
      if (conf.setAt === "launch" || scope === undefined || scope === "session") return [];
      const when = scope === "core" ? "when the JVM starts" : "when the session's catalogue is built";
      return [
        {
          message: `is set in a session, and fixed ${when}`,
          instead:
            conf.on === "spark"
              ? `--conf ${key}=${value} at launch`
              : `${key} ${value} in the cluster's spark_conf`,
        },
      ];
    });
  },
};
