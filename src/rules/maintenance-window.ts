import type { Rule } from "./finding.ts";

const window = { where: "maintenance.weekly", hours: 6 };

export const maintenanceWindow: Rule = {
  id: "maintenance/window",
  severity: "warning",
  reason: "What does not end within its window runs beside the day's queries, on the same warehouse.",
  source: "The plan's own sums: declared sizes at the rates of src/plan/maintenance-tasks.ts",
  example: {
    wrong: { windows: [{ ...window, expectedMinutes: 361 }] },
    right: { windows: [{ ...window, expectedMinutes: 360 }] },
  },
  check({ windows }) {
    return windows.flatMap(({ where, at, hours, expectedMinutes }) =>
      expectedMinutes <= hours * 60
        ? []
        : [
            {
              ...{
                where,
                at,
                message: `jobs are expected to take ${expectedMinutes} min of ${hours * 60} min`,
              },
              instead: `hours: ${Math.ceil(expectedMinutes / 60)}, a warehouse of more clusters, or a rarer cadence for large tables`,
            },
          ],
    );
  },
};
