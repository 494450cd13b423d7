import { defineMaterializedView, sql } from "lakewright";
import { dimCertificationProgress } from "./dim_certification_progress.ts";
import { dimUser } from "./dim_user.ts";

export const mvCertificationStatus = defineMaterializedView("gold.mv_certification_status", {
  about:
    "One row per organisation, certification and assignment status; the certification overview without its 92,000 rows.",
  query: sql`
    SELECT
      u.organization_id,
      c.cert_id,
      c.assignment_status,
      c.is_mandatory,
      count(*) AS assignments,
      count(c.time_completed) AS completed,
      min(c.time_due) AS first_due
    FROM ${dimCertificationProgress} AS c
    JOIN ${dimUser} AS u ON u.user_id = c.user_id
    GROUP BY ALL
  `,
  layout: { cluster: ["organization_id", "cert_id"] },
  refresh: { onUpdate: { atMostEvery: "1 hour" } },
});
