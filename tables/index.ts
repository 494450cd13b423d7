import type { View, Table } from "../src/model/index.ts";
import { dimCertificationProgress } from "./gold/dim_certification_progress.ts";
import { dimCourse } from "./gold/dim_course.ts";
import { dimFyBegan } from "./gold/dim_fy_began.ts";
import { dimFyCompleted } from "./gold/dim_fy_completed.ts";
import { dimManager } from "./gold/dim_manager.ts";
import { dimManagerRelationship } from "./gold/dim_manager_relationship.ts";
import { dimOrganizations } from "./gold/dim_organizations.ts";
import { dimPositions } from "./gold/dim_positions.ts";
import { dimUser } from "./gold/dim_user.ts";
import { factCertificationHistory } from "./gold/fact_certification_history.ts";
import { factCertificationProgress } from "./gold/fact_certification_progress.ts";
import { factCourseHistory } from "./gold/fact_course_history.ts";
import { factCourseProgress } from "./gold/fact_course_progress.ts";
import { factProgramHistory } from "./gold/fact_program_history.ts";
import { factProgramProgress } from "./gold/fact_program_progress.ts";
import { mvCertificationStatus } from "./gold/mv_certification_status.ts";
import { mvCompletionByPosition } from "./gold/mv_completion_by_position.ts";
import { silverCertOverview } from "./silver/cert_overview.ts";
import { silverCertificationAssignments } from "./silver/certification_assignments.ts";
import { silverCertificationExpiries } from "./silver/certification_expiries.ts";
import { silverCertifications } from "./silver/certifications.ts";
import { silverCourseCompletions } from "./silver/course_completions.ts";
import { silverCourseEnrolments } from "./silver/course_enrolments.ts";
import { silverCourseSessions } from "./silver/course_sessions.ts";
import { silverCoursesElearning } from "./silver/courses_elearning.ts";
import { silverCoursesInPerson } from "./silver/courses_in_person.ts";
import { silverFiscalYears } from "./silver/fiscal_years.ts";
import { silverManagerRelationships } from "./silver/manager_relationships.ts";
import { silverManagers } from "./silver/managers.ts";
import { silverOrganizations } from "./silver/organizations.ts";
import { silverPositions } from "./silver/positions.ts";
import { silverProgramCompletions } from "./silver/program_completions.ts";
import { silverProgramCourses } from "./silver/program_courses.ts";
import { silverProgramEnrolments } from "./silver/program_enrolments.ts";
import { silverPrograms } from "./silver/programs.ts";
import { silverUsers } from "./silver/users.ts";

/** Kineo's lakehouse, every table by name. A file that is not listed here is an error, not a table left out. */
export const tables: readonly Table[] = [
  dimCertificationProgress,
  dimCourse,
  dimFyBegan,
  dimFyCompleted,
  dimManager,
  dimManagerRelationship,
  dimOrganizations,
  dimPositions,
  dimUser,
  factCertificationHistory,
  factCertificationProgress,
  factCourseHistory,
  factCourseProgress,
  factProgramHistory,
  factProgramProgress,
  silverCertOverview,
  silverCertificationAssignments,
  silverCertificationExpiries,
  silverCertifications,
  silverCourseCompletions,
  silverCourseEnrolments,
  silverCourseSessions,
  silverCoursesElearning,
  silverCoursesInPerson,
  silverFiscalYears,
  silverManagerRelationships,
  silverManagers,
  silverOrganizations,
  silverPositions,
  silverProgramCompletions,
  silverProgramCourses,
  silverProgramEnrolments,
  silverPrograms,
  silverUsers,
];

/** Kineo's materialized views, listed as the tables are. */
export const materializedViews: readonly View[] = [mvCertificationStatus, mvCompletionByPosition];
