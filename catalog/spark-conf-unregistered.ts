import data from "./spark-conf-unregistered.json" with { type: "json" };

const keys = Object.keys(data.keys);

/** Whether Spark, or something that reads its conf, looks a key up that no catalogue of registered keys has. */
export function isReadByName(key: string): boolean {
  return !key.startsWith("spark.") || keys.some((known) => (known.endsWith(".") ? key.startsWith(known) : key === known));
}

/** Such keys; one that ends in a dot stands for all that begin with it. */
export function keysReadByName(): readonly string[] {
  return keys;
}
