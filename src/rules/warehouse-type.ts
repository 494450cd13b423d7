import type { Rule } from "./finding.ts";

const onWarehouse = (type: "classic" | "pro") => ({
  warehouses: [{ where: "dashboards", type, serverless: false }],
  jobs: [
    {
      where: "weekly",
      tasks: [{ key: "optimize", runsOn: "warehouse", warehouse: "dashboards", kind: "sql" } as const],
    },
  ],
});

export const warehouseType: Rule = {
  id: "warehouse/type",
  severity: "error",
  reason: "A SQL task runs on a pro or serverless warehouse only; on a classic one the run fails.",
  source: "https://docs.databricks.com/aws/en/jobs/sql",
  example: { wrong: onWarehouse("classic"), right: onWarehouse("pro") },
  check({ jobs, warehouses }) {
    const classic = new Set(
      warehouses
        .filter(({ type, serverless }) => type === "classic" && serverless === false)
        .map(({ where }) => where),
    );
    return jobs.flatMap(({ where, at, tasks }) =>
      tasks.flatMap(({ key, kind, warehouse }) =>
        kind === "other" || warehouse === undefined || !classic.has(warehouse)
          ? []
          : [
              {
                where: `${where}.${key}`,
                message: `a SQL task on the classic warehouse ${warehouse}`,
                instead: "a pro or serverless warehouse",
                at,
              },
            ],
      ),
    );
  },
};
