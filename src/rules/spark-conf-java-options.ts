import { eachEntry, launch, type Setting } from "./conf.ts";
import type { Breach, Rule } from "./finding.ts";
import { collectorsIn } from "./java-options.ts";

type Fault = Pick<Breach, "message" | "instead">;

export const sparkConfJavaOptions: Rule = {
  id: "spark-conf/java-options",
  severity: "error",
  reason:
    "Spark refuses heap sizes and its own keys among the JVM's options (INVALID_SPARK_CONFIG): each has a key of its own. A JVM that is given two garbage collectors does not start.",
  source: "Spark 4.0: SparkConf.validateSettings; Java 17, run",
  example: launch(
    { "spark.executor.extraJavaOptions": "-Xmx6g" },
    { "spark.executor.extraJavaOptions": "-XX:+UseG1GC" },
  ),
  check({ confs }) {
    return eachEntry(confs, (entry) => {
      const side = /^spark\.(executor|driver)\.(?:extraJavaOptions|defaultJavaOptions)$/.exec(entry.key)?.[1];
      if (side === undefined) return [];
      // Of a driver Spark looks at neither: its JVM runs before the conf is read.
      return [...(side === "executor" ? refusedBySpark(entry) : []), ...refusedByJava(entry)];
    });
  },
};

function refusedBySpark({ value }: Setting): readonly Fault[] {
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
}

function refusedByJava({ value }: Setting): readonly Fault[] {
  const chosen = collectorsIn(value);
  if (chosen.length < 2) return [];
  return [
    {
      message: `chooses ${chosen.join(" and ")}, of which a JVM takes one`,
      instead: `-XX:+${chosen[0] ?? ""}`,
    },
  ];
}
