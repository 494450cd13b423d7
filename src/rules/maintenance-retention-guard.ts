import { propertyMeaning } from "../catalog/property-values.ts";
import type { Breach, Rule } from "./finding.ts";
import { DELETED } from "./retention.ts";
import { property } from "./table-facts.ts";
import type { Subject } from "./subject.ts";

const CHECK = "spark.databricks.delta.retentionDurationCheck.enabled";

const check = (value: string): Partial<Subject> => ({
  confs: [{ setAt: "session", on: "cluster", entries: [{ key: CHECK, value }] }],
});

export const maintenanceRetentionGuard: Rule = {
  id: "maintenance/retention-guard",
  severity: "warning",
  reason:
    "VACUUM keeps files for a time because queries and writers that still run need them; without it readers fail, and files that are not committed yet are lost.",
  source: "Delta documentation, Remove files no longer referenced by a Delta table: at least 7 days",
  example: { wrong: check("false"), right: check("true") },
  check({ confs, tables }) {
    const switched = confs.flatMap(({ entries }) =>
      entries.flatMap(({ key, value, at }): readonly Breach[] => {
        if (key !== CHECK || value.trim().toLowerCase() !== "false") return [];
        const message = "switches off what keeps VACUUM from deleting files that are still read";
        return [{ where: key, at, message, instead: "leave it on, and VACUUM without RETAIN" }];
      }),
    );
    const kept = tables.flatMap((table): readonly Breach[] => {
      const text = property(table, DELETED);
      if (text === undefined || propertyMeaning("interval", text) !== "0") return [];
      const [, at] =
        Object.entries(table.propertyPlaces ?? {}).find(
          ([key]) => key.toLowerCase() === DELETED.toLowerCase(),
        ) ?? [];
      const message = `keeps no deleted file at all: ${DELETED} = "${text}"`;
      return [
        { where: table.name, at: at ?? table.at, message, instead: `"${DELETED}" = "interval 7 days"` },
      ];
    });
    return [...switched, ...kept];
  },
};
