import { eachEntry, launch } from "./conf.ts";
import type { Rule } from "./finding.ts";
import { COLLECTORS_GONE, switches } from "./java-options.ts";

const UNLOCKS = "UnlockDiagnosticVMOptions";

export const sparkConfIdleJavaOptions: Rule = {
  id: "spark-conf/idle-java-options",
  severity: "info",
  reason:
    "Unlocking options sets none of them, G1 is what Java takes by itself on a machine of two processors and 2 GB or more, and what Java does not know Spark tells it to pass over.",
  source: "Java 17, java -XX:+PrintFlagsFinal; Spark 4.0, JavaModuleOptions",
  example: launch(
    { "spark.executor.extraJavaOptions": "-XX:+UseParallelGC -XX:+UnlockDiagnosticVMOptions" },
    { "spark.executor.extraJavaOptions": "-XX:+UnlockDiagnosticVMOptions -XX:+PrintCompilation" },
  ),
  check({ confs }) {
    return eachEntry(confs, ({ key, value, engine }) => {
      if (!/^spark\.(executor|driver)\.(?:extraJavaOptions|defaultJavaOptions)$/.test(key)) return [];
      const options = [...switches(value)].filter(([, on]) => on).map(([name]) => name);
      // One that takes a value may be a diagnostic one as well.
      const others = options.filter((name) => name !== UNLOCKS && !/^Use\w+GC$/.test(name));
      const unlocksNothing = options.includes(UNLOCKS) && others.length === 0 && !/-XX:\w+=/.test(value);
      return [
        ...(unlocksNothing
          ? [
              {
                message: `-XX:+${UNLOCKS} unlocks options of which none is set`,
                instead: `no -XX:+${UNLOCKS}`,
              },
            ]
          : []),
        // Spark 3.5 may run on Java 8, which has them, and takes another than G1.
        ...(engine === "4.0" ? options.filter((name) => COLLECTORS_GONE.includes(name)) : []).map((name) => ({
          message: `Java 17 does not have ${name}`,
          instead: `no -XX:+${name}`,
        })),
        ...(options.includes("UseG1GC") && engine === "4.0"
          ? [
              {
                message: "-XX:+UseG1GC is what Java takes by itself",
                instead: "nothing, unless it is meant to outlive an upgrade",
              },
            ]
          : []),
      ];
    });
  },
};
