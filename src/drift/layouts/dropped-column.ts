import { writeRestore } from "../../plan/sql-questions.ts";
import type { Difference } from "../report.ts";
import type { Deviation } from "../sides.ts";
import { layoutPath } from "./fields.ts";
import { type Commit, commitFor } from "./history.ts";

/**
 * What a column that somebody dropped takes with it: an up adds it again, and every row of it is NULL. What is said once
 * a column hangs on its type.
 */
export function droppedColumn(
  { path, cause, declared, deployed, live }: Deviation,
  table: string,
  commits: readonly Commit[],
): Partial<Pick<Difference, "impact" | "revert">> {
  const { part, key = "" } = layoutPath(path);
  const isGone = part === "columns" && path.endsWith(".type") && live === undefined;
  if (!isGone || declared === undefined || deployed === undefined || cause === "pendingDeployment") return {};
  const impact = `the column is gone with its values: an up adds it again with NULL in every row`;
  const drop = commitFor(path, commits);
  if (drop === undefined || drop.version === 0) {
    return {
      impact,
      revert: {
        manual: `before the up, where the values of ${key} are needed: find the version before the drop in the table's history and restore it, which takes back all that was written since`,
      },
    };
  }
  const later = commits.filter(({ version }) => version > drop.version).length;
  const loses =
    later === 0
      ? ""
      : `, which also takes back ${later === 1 ? "the version" : `the ${later} versions`} after the drop`;
  return {
    impact,
    revert: {
      manual: `before the up, where the values of ${key} are needed: restore the version before the drop${loses}`,
      statements: [writeRestore(table, drop.version - 1)],
    },
  };
}
