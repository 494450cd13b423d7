import { defineMaterializedView, sql } from "lakewright";
import { dimOrganizations } from "./dim_organizations.ts";
import { dimPositions } from "./dim_positions.ts";
import { dimUser } from "./dim_user.ts";
import { factCourseProgress } from "./fact_course_progress.ts";

export const mvCompletionByPosition = defineMaterializedView("gold.mv_completion_by_position", {
  about:
    "One row per organisation, position and completion status of courses; the roll-up on top of the completion dashboards.",
  query: sql`
    SELECT
      u.organization_id,
      o.organization_name,
      o.region,
      u.position_id,
      p.position_name,
      f.completion_status,
      count(*) AS attempts,
      count(DISTINCT f.user_id) AS learners,
      max(f.date_completed) AS last_completed
    FROM ${factCourseProgress} AS f
    JOIN ${dimUser} AS u ON u.user_id = f.user_id
    LEFT JOIN ${dimOrganizations} AS o ON o.organization_id = u.organization_id
    LEFT JOIN ${dimPositions} AS p ON p.position_id = u.position_id
    GROUP BY ALL
  `,
  layout: { cluster: ["organization_id", "position_id"] },
  refresh: { onUpdate: { atMostEvery: "1 hour" } }, // three of its tables are written in one night's run
});
