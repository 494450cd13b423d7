import { eachEntry, isDefault, launch } from "./conf.ts";
import type { Rule } from "./finding.ts";

export const sparkConfDefault: Rule = {
  id: "spark-conf/default",
  severity: "info",
  reason: "The key is set to what it is without being set; that pins it over the next version's default.",
  source: "src/catalog/spark-*/spark-conf.json",
  example: launch({ "spark.sql.adaptive.enabled": "true" }, { "spark.sql.adaptive.enabled": "false" }),
  check({ confs }) {
    return eachEntry(confs, (entry) =>
      isDefault(entry)
        ? [
            {
              message: `${entry.value} is the default`,
              instead: "nothing, unless it is meant to outlive an upgrade",
            },
          ]
        : [],
    );
  },
};
