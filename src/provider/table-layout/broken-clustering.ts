import { hasColumn } from "../../model/columns-at.ts";
import { RefusedLayout } from "../../pulumi-rpc/resource.ts";
import type { LiveLayout } from "./live.ts";
import { type MigrationRequest, writeManualWays } from "./manual-migration.ts";
import { rebuilding } from "./rebuild.ts";

/**
 * Delta lets a clustering key go where its name is quoted, or where it is a field of a struct that goes. Then nothing
 * changes the table's columns or keys any more: ADD COLUMNS, ALTER COLUMN, CLUSTER BY, OPTIMIZE and even DESCRIBE DETAIL end
 * with `None.get`. Properties, constraints and rows can still be written.
 * @throws {RefusedLayout} where the table is in that state
 */
export function refuseBrokenClustering(request: MigrationRequest): void {
  const { declared, live } = request;
  const gone = goneKeys(live);
  if (gone.length === 0) return;
  const { table, columns } = declared;
  const what =
    `${table} is clustered by a column that it has no more (${gone.map((key) => `"${key}"`).join(", ")}), and Delta then ` +
    "changes neither columns nor keys of a table (None.get)";
  const restore =
    "RESTORE TABLE … TO VERSION AS OF, with the last version before the column was dropped (DESCRIBE HISTORY), brings it back and loses what was written since.";
  throw new RefusedLayout(
    [
      `${table}: a change of its columns or keys is left to you. Nothing was sent.`,
      ...writeManualWays(
        columns === undefined
          ? {
              what,
              instead: `Its pipeline writes it anew with CREATE OR REPLACE TABLE, or: ${restore}`,
              ways: [],
            }
          : withFirst(rebuilding(request, what), restore),
      ),
    ].join("\n"),
  );
}

function withFirst({ instead, ...rest }: ReturnType<typeof rebuilding>, first: string) {
  return { ...rest, instead: `${first} ${instead}` };
}

/** Columns that are not known may hold them. */
function goneKeys({ clustering, columns = [] }: LiveLayout): readonly string[] {
  if (clustering.kind !== "columns" || columns.length === 0) return [];
  const types = Object.fromEntries(columns.map(({ name, type }) => [name, type]));
  return clustering.columns.filter((key) => !hasColumn(types, key));
}
