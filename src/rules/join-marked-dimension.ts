import { propertyMeaning } from "../catalog/property-values.ts";
import { effective } from "./conf.ts";
import type { Rule } from "./finding.ts";
import { BROADCAST_THRESHOLD } from "./join-broadcast-threshold.ts";
import type { Subject } from "./subject.ts";
import { bytesText } from "./table-facts.ts";

const MiB = 1024 ** 2;

const marked = (bytes: number): Partial<Subject> => ({
  confs: [{ setAt: "launch", on: "cluster", entries: [{ key: BROADCAST_THRESHOLD, value: "20MB" }] }],
  tables: [{ name: "gold.dim_user", layout: {}, size: { rows: 1e6, bytes }, broadcast: true }],
});

export const joinMarkedDimension: Rule = {
  id: "join/marked-dimension",
  severity: "warning",
  reason: "A dimension over the threshold is shuffled, however it is marked: Spark goes by sizes.",
  source: "Spark 4.0, JoinSelectionHelper.canBroadcastBySize",
  example: { wrong: marked(30 * MiB), right: marked(10 * MiB) },
  check({ confs, tables }) {
    const thresholds = confs.map((conf) =>
      Number(propertyMeaning("bytes", effective(conf, BROADCAST_THRESHOLD) ?? "") ?? 0),
    );
    const threshold = Math.min(...thresholds);
    return tables.flatMap(({ name: where, at, size, broadcast }) => {
      if (broadcast !== true || size === undefined || size.bytes <= threshold) return [];
      return [
        {
          ...{ where, at },
          message: `is to be broadcast, and has ${bytesText(size.bytes)} (the declared size), over the threshold of ${bytesText(threshold)}`,
          instead: `${BROADCAST_THRESHOLD} = ${Math.ceil((2 * size.bytes) / MiB)}MB, or no join: "broadcast"`,
        },
      ];
    });
  },
};
