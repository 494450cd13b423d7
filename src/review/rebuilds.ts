import type { ReviewContext } from "./context.ts";
import { tableLayout } from "./impact/table-layout.ts";
import { judgeField } from "./impact/impact.ts";
import type { Change } from "./report.ts";

/**
 * Tables whose acknowledged partitions differ between the plans. The deployment has nothing to do about them, so the
 * preview does not show them; the pipeline that owns such a table is to write all of it anew.
 * @param shown names of the resources that the preview shows
 */
export function rebuildsOf({ before, after }: ReviewContext, shown: ReadonlySet<string>): readonly Change[] {
  const old = new Map(before?.tables.map((table) => [table.name, table]));
  return (after?.tables ?? []).flatMap(({ name, layout, size }) => {
    const from = old.get(name)?.layout.partitionedBy;
    const to = layout.partitionedBy;
    if (from === undefined || to === undefined || shown.has(name) || from.join() === to.join()) return [];
    const change = { path: ["partitionedBy"], from, to };
    const { rank, why, source, undo } = judgeField(tableLayout, change);
    return [
      {
        ...{ rank, what: tableLayout.what, type: "lakewright:index:TableLayout", name, where: layout.table },
        operation: "update",
        effects: [{ rank, field: "partitionedBy", from: columns(from), to: columns(to), why, source }],
        runs: [],
        takes: `nothing is sent by the deployment; the pipeline writes ${size.rows.toLocaleString("en")} rows, ${size.bytes} as declared`,
        undo: undo ?? "",
        notes: [],
      } satisfies Change,
    ];
  });
}

function columns(names: readonly string[]): string {
  return names.length === 0 ? "not partitioned" : names.join(", ");
}
