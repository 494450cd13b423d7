import { serverlessConfs, warehouseParameters } from "../catalog/databricks-conf.ts";
import { confOn, eachKey } from "./conf.ts";
import type { Rule } from "./finding.ts";

export const sparkConfNotOnThisCompute: Rule = {
  id: "spark-conf/not-on-this-compute",
  severity: "error",
  reason:
    "Serverless compute takes a handful of Spark confs, a SQL warehouse none: it has parameters of its own.",
  source: "src/catalog/databricks-conf.json",
  example: {
    wrong: confOn("serverless", { "spark.sql.autoBroadcastJoinThreshold": "50MB" }),
    right: confOn("serverless", { "spark.sql.shuffle.partitions": "64" }),
  },
  check({ confs }) {
    return eachKey(confs, ({ key, conf }) => {
      if (conf.on === "serverless" && !serverlessConfs().includes(key)) {
        return [
          {
            message: "cannot be set on serverless compute",
            instead: `nothing; it takes ${serverlessConfs().join(", ")}`,
          },
        ];
      }
      const parameters = warehouseParameters();
      if (conf.on !== "warehouse" || parameters.some(({ name }) => name === key.toUpperCase())) return [];
      const same = parameters.find((parameter) => parameter.conf === key)?.name;
      return [
        {
          message: "cannot be set on a SQL warehouse",
          instead: same ?? `nothing; it takes ${parameters.map(({ name }) => name).join(", ")}`,
        },
      ];
    });
  },
};
