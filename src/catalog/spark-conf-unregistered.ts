import { DEFAULT_ENGINE, type Engine } from "./engine.ts";
import data from "./spark-conf-unregistered.json" with { type: "json" };

interface Unregistered {
  readonly source: string;
  /** Day or month, ISO. */
  readonly read: string;
  /** @default all that there is a catalogue of */
  readonly engines?: readonly Engine[];
}

// Kept by hand; a test holds the shape.
const keys = Object.entries(data.keys as Readonly<Record<string, Unregistered>>);
const exact = new Map(keys.filter(([key]) => !key.endsWith(".")));
const openEnded = keys.flatMap(([key, { engines }]) => (key.endsWith(".") ? [{ is: matcher(key), engines }] : []));

/**
 * Whether Spark, or something that reads its conf, looks a key up that no catalogue of registered keys has.
 * @param engine @default the engine that the sandbox runs
 */
export function isReadByName(key: string, engine: Engine = DEFAULT_ENGINE): boolean {
  if (!key.startsWith("spark.")) return true;
  const reads = (engines: readonly Engine[] | undefined) => engines?.includes(engine) ?? true;
  const one = exact.get(key);
  return one !== undefined ? reads(one.engines) : openEnded.some(({ is, engines }) => is(key) && reads(engines));
}

function matcher(prefix: string): (key: string) => boolean {
  const [before = "", behind] = prefix.split("*");
  if (behind === undefined) return (key) => key.startsWith(prefix);
  // At least one part stands for the asterisk.
  return (key) => key.startsWith(before) && key.indexOf(behind, before.length + 1) !== -1;
}

/** Such keys; one that ends in a dot stands for all that begin with it, and `*` for one or more parts. */
export function keysReadByName(): readonly string[] {
  return keys.map(([key]) => key);
}
