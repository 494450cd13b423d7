import { databricksConf } from "../catalog/databricks-conf.ts";
import { confOn, eachEntry } from "./conf.ts";
import type { Rule } from "./finding.ts";

export const sparkConfOwnedByDatabricks: Rule = {
  id: "spark-conf/owned-by-databricks",
  severity: "warning",
  reason:
    "Databricks decides the value by something else of the cluster; set by hand, it wastes what was paid for.",
  source: "src/catalog/databricks-conf.json, ownedBy",
  example: {
    wrong: confOn("cluster", { "spark.executor.memory": "8g" }),
    right: confOn("spark", { "spark.executor.memory": "8g" }),
  },
  check({ confs }) {
    return eachEntry(confs, ({ key, value, conf }) => {
      const fact = conf.on === "cluster" ? databricksConf(key) : undefined;
      const old = fact?.legacy?.[value.trim()];
      if (old !== undefined) return [{ message: `${value.trim()} ${old.says}`, instead: old.instead }];
      // One that comes too late as well is another rule's.
      if (fact?.ownedBy === undefined || conf.setAt === "session") return [];
      return [{ message: `follows from ${fact.ownedBy}`, instead: `nothing: choose ${fact.ownedBy}` }];
    });
  },
};
