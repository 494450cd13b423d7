import { selectAudit, undrop } from "../../plan/sql-questions.ts";
import type { MissingPlace } from "../../databricks/places.ts";
import { sameFullName } from "../../model/full-name.ts";
import { fileOf, type StackContext } from "../context.ts";
import type { DeployedTable } from "../deployment.ts";
import type { Attribution, DriftedResource, Revert } from "../report.ts";
import { undeclare } from "../adoption.ts";
import { headOfTable } from "./compare.ts";
import type { NamedView } from "../views/detect.ts";

/** What is known of a table that was there and is gone. */
export interface Deletion {
  readonly deployed: DeployedTable;
  /** Its catalog or schema, where that is gone as well. */
  readonly place?: MissingPlace;
  /** When it was dropped, in ISO 8601, as far as the workspace told. */
  readonly at?: string;
  /** Declared materialized views, some of which read it. */
  readonly views: readonly NamedView[];
}

/** A table that was there and is gone, or its schema with it. */
export function deletedTable(deletion: Deletion, context: StackContext): DriftedResource {
  const { deployed, place } = deletion;
  const { table, columns } = deployed.layout;
  const goneWith =
    place === undefined ? "" : `the ${place.kind} ${place.name} is gone with all that was in it; `;
  const rows =
    columns === undefined ? "what reads it fails" : "its rows are gone with it, and what reads it fails";
  return {
    ...headOfTable(deployed, table),
    differences: [
      {
        what: "missing",
        path: "",
        deployed: table,
        cause: "changedOutside",
        who: whoDeleted(deletion),
        impact: `${goneWith}${rows}${hangingOnIt(deletion, context)}`,
        adopt: undeclare(deployed.name, context),
      },
    ],
    revert: place === undefined ? undropping(deployed) : recreating(deployed, { place, context }),
  };
}

/** A list of dropped tables says when, and audit logs alone say who. */
function whoDeleted({ deployed, place, at }: Deletion): Attribution {
  return {
    known: false,
    why: "a table that is gone has no history; the audit logs tell, where they are kept",
    ...(at === undefined ? {} : { at }),
    ask: selectAudit(place?.name ?? deployed.layout.table),
  };
}

function hangingOnIt({ deployed: { name, layout }, views }: Deletion, { tables = [] }: StackContext): string {
  const reading = views.filter(({ view }) =>
    (view.sources ?? []).some((source) => sameFullName(source, layout.table)),
  );
  const { maintenance } = tables.find((table) => table.name === name) ?? {};
  const tasks = STATEMENTS.filter(
    (kind) => typeof maintenance === "object" && maintenance[kind] !== undefined,
  );
  return [
    ...(tasks.length === 0 ? [] : [`; so does its maintenance (${tasks.join(", ")})`]),
    ...(reading.length === 0
      ? []
      : [`; so does the refresh of ${reading.map(({ view }) => view.view).join(", ")}, which reads it`]),
  ].join("");
}

const STATEMENTS = ["optimize", "analyze", "vacuum", "reorg"] as const;

function undropping({ layout: { table, columns, primaryKey } }: DeployedTable): Revert {
  const otherwise =
    columns === undefined
      ? "after that its pipeline has to make it again, and the up after that lays it out"
      : "after that an up creates it again, empty; do not deploy before, since an empty table stands in the way of the old one";
  const key = primaryKey === undefined ? "" : " Its primary key is not restored.";
  return {
    manual: `works for 7 days after the table was dropped, unless its catalog or schema keeps dropped tables for another time; ${otherwise}.${key} Rows, history, properties and grants come back:`,
    statements: [undrop(table)],
  };
}

/** No statement restores a schema, and UNDROP TABLE asks for the one that the table was in. */
function recreating(
  { name, layout: { columns } }: DeployedTable,
  { place, context }: { readonly place: MissingPlace; readonly context: StackContext },
): Revert {
  const then =
    columns === undefined
      ? "create it again and let the pipelines make their tables; the up after that lays them out"
      : `create it again; an up then creates the table of ${fileOf(name, context)}, empty`;
  return {
    manual: `no statement restores a ${place.kind}: where its rows are needed, ask Databricks' support within 7 days, before anything is created under its name. Otherwise ${then}.`,
  };
}
