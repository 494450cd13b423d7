import { intervalMicroseconds } from "../catalog/interval.ts";
import type { Rule } from "./finding.ts";
import { DELETED, LOG, retention, said } from "./retention.ts";

const table = { name: "gold.t", layout: {} };

/** Who keeps the log no longer than Delta does by itself is not after old versions. */
const DEFAULT_LOG = intervalMicroseconds("interval 30 days") ?? 0n;

export const layoutTimeTravel: Rule = {
  id: "layout/time-travel",
  severity: "warning",
  reason:
    "The log names old versions as long as it is kept, but they can be read only until VACUUM takes their files.",
  source: "https://docs.databricks.com/aws/en/delta/history#data-retention",
  example: {
    wrong: { tables: [{ ...table, properties: { [LOG]: "interval 90 days" } }] },
    right: {
      tables: [{ ...table, properties: { [LOG]: "interval 90 days", [DELETED]: "interval 90 days" } }],
    },
  },
  check({ tables }) {
    return tables.flatMap((table) => {
      const [deleted, log] = [retention(table, DELETED), retention(table, LOG)];
      if (deleted === undefined || log?.set !== true || log.microseconds <= DEFAULT_LOG) return [];
      if (log.microseconds <= deleted.microseconds) return [];
      return [
        {
          where: table.name,
          message: `keeps the log for ${log.text}, and deleted files for ${said(deleted)}: older versions are listed and cannot be read after a VACUUM`,
          instead: `"${DELETED}" = "${log.text}"`,
          at: table.at,
        },
      ];
    });
  },
};
