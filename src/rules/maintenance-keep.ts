import { intervalMicroseconds } from "../catalog/interval.ts";
import type { Rule } from "./finding.ts";
import { DELETED, LOG, retention } from "./retention.ts";

const table = { name: "gold.t", layout: {}, maintenance: { vacuum: true, keep: "interval 14 days" } };

export const maintenanceKeep: Rule = {
  id: "maintenance/keep",
  severity: "error",
  reason:
    "VACUUM goes by the table's properties. One that says less than keep breaks the promise that older versions are readable.",
  source: "Delta 4.0, DeltaConfigs; Delta 4.1 ignores RETAIN",
  example: {
    wrong: { tables: [{ ...table, properties: { [DELETED]: "interval 3 days" } }] },
    right: { tables: [{ ...table, properties: { [DELETED]: "interval 14 days" } }] },
  },
  check({ tables }) {
    return tables.flatMap((table) => {
      const { name: where, at, maintenance } = table;
      const promised = maintenance?.keep === undefined ? undefined : intervalMicroseconds(maintenance.keep);
      if (promised === undefined) return [];
      return ([DELETED, LOG] as const).flatMap((key) => {
        const kept = retention(table, key);
        if (kept === undefined || !kept.set || kept.microseconds >= promised) return [];
        return [
          {
            ...{ where, at, message: `promises ${maintenance?.keep}, and keeps ${key} at ${kept.text}` },
            instead: `no "${key}" beside maintenance.keep, which sets it`,
          },
        ];
      });
    });
  },
};
