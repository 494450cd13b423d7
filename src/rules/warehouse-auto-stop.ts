import type { Rule } from "./finding.ts";

const warehouse = { where: "warehouse", type: "pro", serverless: true } as const;

export const warehouseAutoStop: Rule = {
  id: "warehouse/auto-stop",
  severity: "error",
  reason: "A warehouse that never stops by itself is paid for around the clock.",
  source: "https://docs.databricks.com/aws/en/compute/sql-warehouse/create",
  example: {
    wrong: { warehouses: [{ ...warehouse, autoStopMinutes: 0 }] },
    right: { warehouses: [{ ...warehouse, autoStopMinutes: 10 }] },
  },
  check({ warehouses }) {
    return warehouses.flatMap(({ where, at, autoStopMinutes, serverless }) =>
      autoStopMinutes !== 0
        ? []
        : [
            {
              where: `${where}.autoStopMinutes`,
              message: "never stops by itself",
              // Serverless starts in seconds, others in minutes.
              instead: serverless === true ? "10" : "45",
              at,
            },
          ],
    );
  },
};
