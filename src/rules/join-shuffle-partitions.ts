import { eachEntry } from "./conf.ts";
import type { Rule } from "./finding.ts";
import type { Subject } from "./subject.ts";

const KEY = "spark.sql.shuffle.partitions";

/** Fewer rows than this are done before their task is scheduled. */
const FEW = 1_000;

const partitions = (rows: number): Partial<Subject> => ({
  confs: [{ setAt: "session", on: "cluster", entries: [{ key: KEY, value: "200" }] }],
  tables: [{ name: "gold.fact", layout: {}, size: { rows, bytes: rows * 50 } }],
});

export const joinShufflePartitions: Rule = {
  id: "join/shuffle-partitions",
  severity: "info",
  reason:
    "Every partition is a task, which costs some milliseconds whatever it holds; adaptive execution merges small ones after they were written.",
  source: "Spark 4.0 documentation, Performance tuning, coalescing post shuffle partitions",
  example: { wrong: partitions(92_000), right: partitions(92_000_000) },
  check({ confs, tables }) {
    const rows = Math.max(0, ...tables.flatMap(({ size }) => (size === undefined ? [] : [size.rows])));
    return eachEntry(confs, ({ key, value }) => {
      const count = key === KEY && /^\d+$/.test(value.trim()) ? Number(value) : 0;
      if (rows === 0 || count < 2 || rows / count >= FEW) return [];
      return [
        {
          message: `${count} partitions of the largest table (${rows.toLocaleString("en")} rows, as declared) hold ${Math.ceil(rows / count)} each`,
          instead: "about as many as there are cores",
        },
      ];
    });
  },
};
