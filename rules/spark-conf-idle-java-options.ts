import { eachEntry, launch } from "./conf.ts";
import type { Rule } from "./finding.ts";
import { switches } from "./java-options.ts";

const UNLOCKS = "UnlockDiagnosticVMOptions";

export const sparkConfIdleJavaOptions: Rule = {
  id: "spark-conf/idle-java-options",
  severity: "information",
  reason:
    "Unlocking options sets none of them, and G1 is what Java takes by itself on a machine of two processors and 2 GB or more.",
  source: "Java 17, java -XX:+PrintFlagsFinal",
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
        // Java 8, which Spark 3.5 may run on, takes another.
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
