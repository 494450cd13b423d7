/** Collectors that Java removed by 17. Spark's own options make a JVM pass over what it does not know. */
export const COLLECTORS_GONE: readonly string[] = ["UseConcMarkSweepGC", "UseParNewGC"];

const COLLECTORS: readonly string[] = [
  "UseSerialGC",
  "UseParallelGC",
  "UseG1GC",
  "UseZGC",
  "UseShenandoahGC",
];

/** Garbage collectors that a JVM's options choose, each once; of two settings of one option the last holds. */
export function collectorsIn(options: string): readonly string[] {
  return [...switches(options)].filter(([name, on]) => on && COLLECTORS.includes(name)).map(([name]) => name);
}

/** `-XX:+Name` and `-XX:-Name`, by name. */
export function switches(options: string): ReadonlyMap<string, boolean> {
  return new Map(
    [...options.matchAll(/(?:^|\s)-XX:([+-])(\w+)(?=\s|$)/g)].map(([, sign, name = ""]) => [
      name,
      sign === "+",
    ]),
  );
}
