import { expect, test } from "vitest";
import { ENGINES } from "../../../src/catalog/engine.ts";
import { sparkConfEntry } from "../../../src/catalog/spark-conf.ts";
import { sparkConfFault } from "../../../src/catalog/spark-conf-values.ts";
import type { SparkConfEntry, SparkConfGroup } from "../../../src/model/index.ts";

const group = (entry: SparkConfEntry): SparkConfGroup => ({ group: "g", about: "", entries: [entry] });
const why = "for a test";

test("a key that Spark does not have does not compile", () => {
  // @ts-expect-error a letter too many
  group({ key: "spark.sql.adaptive.enabledd", value: "true", why });
  // @ts-expect-error gone with Spark 1.6's memory model
  group({ key: "spark.storage.memoryFraction", value: "0.5", why });
  // @ts-expect-error deprecated in favour of minPartitionSize
  group({ key: "spark.sql.adaptive.coalescePartitions.minPartitionNum", value: "1", why });
  expect(group({ key: "spark.hadoop.fs.s3a.endpoint", value: "s3.test", why }).entries).toHaveLength(1);
});

test("a value that the key's parser refuses does not compile", () => {
  // @ts-expect-error neither true nor false
  group({ key: "spark.sql.adaptive.enabled", value: "yes", why });
  // @ts-expect-error a space before the unit
  group({ key: "spark.sql.autoBroadcastJoinThreshold", value: "50 MB", why });
  // @ts-expect-error a fraction
  group({ key: "spark.executor.memory", value: "0.5g", why });
  // @ts-expect-error not a whole number
  group({ key: "spark.sql.shuffle.partitions", value: "2.5", why });
  // @ts-expect-error not one of Spark's levels
  group({ key: "spark.sql.defaultCacheStorageLevel", value: "MEMORY", why });
  // Beside a number, Databricks takes this word.
  expect(group({ key: "spark.sql.shuffle.partitions", value: "auto", why }).entries).toHaveLength(1);
});

/** Each compiles; that the parsers agree is what is asked here. */
const SPELLINGS: readonly SparkConfEntry[] = [
  { key: "spark.sql.adaptive.enabled", value: "false", why },
  { key: "spark.executor.memory", value: "8g", why },
  { key: "spark.driver.maxResultSize", value: "2GB", why },
  { key: "spark.locality.wait", value: "3s", why },
  { key: "spark.network.timeout", value: "120", why },
  { key: "spark.memory.fraction", value: "0.8", why },
  { key: "spark.sql.defaultCacheStorageLevel", value: "disk_only", why },
];

test.each(SPELLINGS)("what compiles as $key is taken by the parser", ({ key, value }) => {
  const facts = ENGINES.flatMap((engine) => sparkConfEntry(key, engine) ?? []);
  expect(facts.map((fact) => sparkConfFault(fact, value))).toEqual(facts.map(() => undefined));
  expect(facts).not.toEqual([]);
});
