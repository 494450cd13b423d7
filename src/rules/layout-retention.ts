import type { Rule } from "./finding.ts";
import { DELETED, LOG, retention, said } from "./retention.ts";

const table = { name: "gold.t", layout: {} };

export const layoutRetention: Rule = {
  id: "layout/retention",
  severity: "error",
  reason:
    "Delta 4.1 and Databricks Runtime 18 refuse to keep deleted files longer than the log that names them; one statement must set both, since each is judged beside the other's default.",
  source: "Delta 4.1, DeltaConfigs.validateConfigurations",
  example: {
    wrong: { tables: [{ ...table, properties: { [DELETED]: "interval 60 days" } }] },
    right: {
      tables: [{ ...table, properties: { [DELETED]: "interval 60 days", [LOG]: "interval 60 days" } }],
    },
  },
  check({ tables }) {
    return tables.flatMap((table) => {
      const [deleted, log] = [retention(table, DELETED), retention(table, LOG)];
      if (deleted === undefined || log === undefined || deleted.microseconds <= log.microseconds) return [];
      const message = `keeps deleted files for ${said(deleted)}, and the log for ${said(log)}`;
      const isRefused = table.on === undefined || Number(table.runtime ?? 0) >= REFUSED_FROM;
      return [
        {
          where: table.name,
          ...(isRefused
            ? { message }
            : {
                message: `${message}, which Databricks Runtime ${REFUSED_FROM} and Delta 4.1 refuse`,
                severity: "warning" as const,
              }),
          instead: deleted.set
            ? `"${LOG}" = "${deleted.text}" beside it`
            : `"${DELETED}" = "${log.text}" beside it`,
          at: table.at,
        },
      ];
    });
  },
};

const REFUSED_FROM = 18;
