import { eachEntry, launch } from "./conf.ts";
import type { Rule } from "./finding.ts";

export const sparkConfJavaOptions: Rule = {
  id: "spark-conf/java-options",
  severity: "error",
  reason:
    "Spark refuses heap sizes and its own keys among the JVM's options (INVALID_SPARK_CONFIG): each has a key of its own.",
  source: "Spark 4.0: SparkConf.validateSettings",
  example: launch(
    { "spark.executor.extraJavaOptions": "-Xmx6g" },
    { "spark.executor.extraJavaOptions": "-XX:+UseG1GC" },
  ),
  check({ confs }) {
    return eachEntry(confs, ({ key, value }) => {
      const side = /^spark\.(executor|driver)\.(?:extraJavaOptions|defaultJavaOptions)$/.exec(key)?.[1];
      // Of a driver Spark looks at neither: its JVM runs before the conf is read.
      if (side !== "executor") return [];
      return [
        ...[...value.matchAll(/-Dspark\.([\w.]+)=(\S*)/g)].map(([option, name, given]) => ({
          message: `holds ${option}`,
          instead: `spark.${name ?? ""} ${given ?? ""}`,
        })),
        ...[...value.matchAll(/-Xmx(\S*)/g)].map(([option, size]) => ({
          message: `holds ${option}`,
          instead: `spark.executor.memory ${size ?? ""}`,
        })),
      ];
    });
  },
};
