import { defined } from "../../model/defined.ts";
import type { LayoutDeclaration } from "../../model/layout.ts";
import { sameMeaning } from "../../catalog/property-values.ts";
import { entryOf, isImported } from "./keys.ts";
import { type LiveLayout, sameClustering, sameColumns } from "./live.ts";
import { isMappedToNothing, liveEntry } from "./column-mapping.ts";
import { reportColumns } from "./columns.ts";
import type { Owned } from "./recorded.ts";
import { reportConstraints } from "./constraints.ts";
import { reportTags } from "./tags.ts";

/** What is ours is reported besides what is declared. */
export interface ReportRequest extends Owned {
  readonly declared: LayoutDeclaration;
  readonly live: LiveLayout;
}

/**
 * The live values of what is declared, and of nothing else: a declared property that the table lacks is
 * absent. What only differs in spelling keeps the declared spelling, so that it shows up in no diff.
 */
export function report(request: ReportRequest): LayoutDeclaration {
  const { declared, live, ours, ourColumns = [] } = request;
  const leftover = ours.filter(
    (key) => entryOf(declared.properties, key) === undefined && !isMappedToNothing(live.properties, key),
  );
  const properties = [...Object.keys(declared.properties), ...leftover].flatMap((key) => {
    const found = liveEntry(live.properties, key);
    if (found === undefined) return [];
    const wanted = declared.properties[key];
    return [[key, wanted !== undefined && sameMeaning(key, wanted, found.value) ? wanted : found.value]];
  });
  const { clustering, partitionedBy, partitionedUntilRebuilt, zordered, comment, onRemoval } = declared;
  const { columns, primaryKey } = declared;
  const key = live.primaryKey ?? primaryKey;
  return {
    table: declared.table,
    properties: Object.fromEntries(properties) as Record<string, string>,
    ...(clustering === undefined
      ? {}
      : { clustering: sameClustering(clustering, live.clustering) ? clustering : live.clustering }),
    ...(partitionedBy === undefined
      ? {}
      : {
          partitionedBy: sameColumns(partitionedBy, live.partitionedBy) ? partitionedBy : live.partitionedBy,
        }),
    ...defined({ partitionedUntilRebuilt, zordered }),
    ...(comment === undefined ? {} : { comment: live.comment ?? "" }),
    ...reportTags(request),
    ...reportConstraints(request),
    ...(columns === undefined
      ? {}
      : { columns: reportColumns(columns, { live: live.columns ?? [], ours: ourColumns }) }),
    ...(primaryKey === undefined || key === undefined
      ? {}
      : { primaryKey: sameColumns(primaryKey, key) ? primaryKey : key }),
    ...defined({ onRemoval }),
  };
}

/** A declaration that says what the table has: what `pulumi import` writes down. */
export function imported(live: LiveLayout): LayoutDeclaration {
  const properties = Object.entries(live.properties)
    .filter(([key]) => isImported(key))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    table: live.table,
    properties: Object.fromEntries(properties),
    clustering: live.clustering,
    partitionedBy: live.partitionedBy,
    ...defined({ comment: live.comment }),
  };
}
