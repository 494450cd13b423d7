import { databricksConf } from "../catalog/databricks-conf.ts";
import { eachEntry } from "./conf.ts";
import type { Rule } from "./finding.ts";
import type { AccessMode, Subject } from "./subject.ts";

const passthrough = (accessMode: AccessMode): Pick<Subject, "confs"> => ({
  confs: [
    {
      ...{ setAt: "launch", on: "cluster", accessMode },
      entries: [{ key: "spark.databricks.passthrough.enabled", value: "true" }],
    },
  ],
});

export const sparkConfAccessMode: Rule = {
  id: "spark-conf/access-mode",
  severity: "warning",
  reason: "How a cluster keeps its users apart decides which keys it takes.",
  source: "src/catalog/databricks-conf.json, notIn",
  example: { wrong: passthrough("standard"), right: passthrough("none") },
  check({ confs }) {
    return eachEntry(confs, ({ key, value, conf }) => {
      const against = databricksConf(key)?.notIn;
      const { accessMode, runtime } = conf;
      if (against === undefined || accessMode === undefined || !against.modes.includes(accessMode)) return [];
      if (value.trim().toLowerCase() === "false") return [];
      if (against.from !== undefined && Number(runtime ?? "") < Number(against.from)) return [];
      return [
        {
          message: `does not go with ${accessMode} access mode: ${against.because}`,
          instead: "nothing",
        },
      ];
    });
  },
};
