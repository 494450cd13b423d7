import { databricksConf } from "../catalog/databricks-conf.ts";
import { sparkConfEntry } from "../catalog/spark-conf.ts";
import { sparkConfFault } from "../catalog/spark-conf-values.ts";
import { eachEntry, launch, type Setting } from "./conf.ts";
import type { Rule } from "./finding.ts";
import type { SparkConfFact } from "../catalog/entries.ts";

export const sparkConfValue: Rule = {
  id: "spark-conf/value",
  severity: "error",
  reason: "Spark refuses the value: a cluster with it does not start, or its first query fails.",
  source: "src/catalog/spark-*/spark-conf.json, by the parser of each key of a running Spark",
  example: launch(
    { "spark.sql.autoBroadcastJoinThreshold": "50 MB" },
    { "spark.sql.autoBroadcastJoinThreshold": "50MB" },
  ),
  check({ confs }) {
    return eachEntry(confs, (entry) => {
      const fact = sparkConfEntry(entry.key, entry.engine);
      const fault = fact === undefined ? undefined : sparkConfFault(fact, entry.value);
      if (fact === undefined || fault === undefined || databricksTakes(entry)) return [];
      return [{ message: `"${entry.value}" ${fault}`, instead: corrected(fact, entry.value) }];
    });
  },
};

function databricksTakes({ conf, key, value }: Setting): boolean {
  return conf.on !== "spark" && databricksConf(key)?.alsoTakes?.includes(value.toLowerCase()) === true;
}

/** The value as it was meant, where that is plain. */
function corrected(fact: SparkConfFact, value: string): string {
  const [, amount = "", unit = ""] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(value) ?? [];
  const smaller = SMALLER[unit.toLowerCase()];
  const whole = [
    `${amount}${unit}`,
    ...(smaller === undefined ? [] : [`${Number(amount) * 1024}${smaller}`]),
  ];
  const switched = { yes: "true", on: "true", "1": "true", no: "false", off: "false", "0": "false" };
  const words = Object.entries(switched).flatMap(([word, meant]) =>
    word === value.toLowerCase() ? [meant] : [],
  );
  return (
    [...words, ...whole].find((text) => sparkConfFault(fact, text) === undefined) ??
    `a value such as ${fact.default}`
  );
}

/** The unit a thousand-and-twenty-fourth of each: 0.5g is 512m. */
const SMALLER: Readonly<Record<string, string>> = {
  k: "b",
  m: "k",
  g: "m",
  t: "g",
  kb: "b",
  mb: "k",
  gb: "m",
  tb: "g",
};
