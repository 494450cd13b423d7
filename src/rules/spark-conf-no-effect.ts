import { effective, eachEntry, isDefault, isOn, isUnknownKey, launch, setting } from "./conf.ts";
import type { Rule } from "./finding.ts";
import type { ConfSubject } from "./subject.ts";

/** A switch, and the keys that Spark reads only while it is as they need it. */
interface Switch {
  readonly key: string;
  /** What the switch must come to. */
  readonly needs: string;
  readonly isSo: (conf: ConfSubject) => boolean;
  readonly governs: (key: string) => boolean;
  /** What the key comes to. @default "does nothing" */
  readonly says?: string;
}

const on = (key: string, governs: (key: string) => boolean): Switch => ({
  ...{ key, needs: "true", governs },
  isSo: (conf) => isOn(conf, key),
});

/** All keys below a switch's own name. */
const below = (prefix: string): Switch =>
  on(`${prefix}.enabled`, (key) => key.startsWith(`${prefix}.`) && key !== `${prefix}.enabled`);

const PARALLELISM_FIRST = "spark.sql.adaptive.coalescePartitions.parallelismFirst";

/** From the documentation of each key, and where it is read in Spark's source. */
const SWITCHES: readonly Switch[] = [
  below("spark.sql.adaptive"),
  below("spark.sql.adaptive.coalescePartitions"),
  below("spark.sql.adaptive.skewJoin"),
  below("spark.dynamicAllocation"),
  below("spark.memory.offHeap"),
  // The service itself reads the others whatever the switch says.
  on("spark.shuffle.service.enabled", (key) =>
    /^spark\.shuffle\.service\.(fetch\.rdd\.enabled|name|removeShuffle)$/.test(key),
  ),
  below("spark.eventLog"),
  on("spark.sql.cbo.enabled", (key) => key.startsWith("spark.sql.cbo.joinReorder.")),
  on("spark.speculation", (key) => key.startsWith("spark.speculation.")),
  {
    key: PARALLELISM_FIRST,
    needs: "false",
    says: "is the most that a partition is coalesced to, and no size to aim for,",
    // A number of partitions to keep to takes the place of the number of cores.
    isSo: (conf) =>
      !isOn(conf, PARALLELISM_FIRST) ||
      setting(conf, "spark.sql.adaptive.coalescePartitions.minPartitionNum") !== undefined,
    governs: (key) => key === "spark.sql.adaptive.advisoryPartitionSizeInBytes",
  },
  {
    key: "spark.sql.cbo.enabled",
    needs: "true",
    // Databricks has the cost-based optimiser on by itself.
    isSo: (conf) => conf.on !== "spark" || isOn(conf, "spark.sql.cbo.enabled"),
    governs: (key) => key === "spark.sql.statistics.histogram.enabled",
  },
];

export const sparkConfNoEffect: Rule = {
  id: "spark-conf/no-effect",
  severity: "warning",
  reason: "Another key switches off what this one adjusts, so it does nothing.",
  source:
    "Spark 4.0 documentation, Configuration and Performance tuning, and the sentences in src/catalog/; CoalesceShufflePartitions",
  example: launch(
    { "spark.sql.adaptive.advisoryPartitionSizeInBytes": "128MB" },
    {
      "spark.sql.adaptive.advisoryPartitionSizeInBytes": "128MB",
      "spark.sql.adaptive.coalescePartitions.parallelismFirst": "false",
    },
  ),
  check({ confs }) {
    return eachEntry(confs, (entry) => {
      const { key, conf } = entry;
      if (isDefault(entry)) return [];
      // A launch conf that is not seen may have the switch; only where a session sets it itself is it known.
      const found = SWITCHES.find(
        (candidate) => candidate.governs(key) && !candidate.isSo(conf) && isKnownHere(conf, candidate.key),
      );
      if (found === undefined) return [];
      return [
        {
          message: `${found.says ?? "does nothing"} while ${found.key} is ${effective(conf, found.key) ?? "not set"}`,
          instead: `${found.key} ${found.needs}, or without this key`,
        },
      ];
    });
  },
};

/** What a session does not set itself, the conf of its cluster may. */
function isKnownHere(conf: ConfSubject, key: string): boolean {
  if (isUnknownKey(conf, key)) return false;
  return conf.setAt === "launch" || key.startsWith("spark.sql.");
}
