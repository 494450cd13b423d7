import { sameFullName } from "../../model/full-name.ts";
import type { LayoutDeclaration } from "../../model/layout.ts";
import { UNKNOWN, type Unknown } from "../../pulumi-rpc/value.ts";
import type { Declared } from "./declaration.ts";
import { sameMeaning } from "../../catalog/property-values.ts";
import { entryOf } from "./keys.ts";
import { sameClustering, sameColumns } from "./live.ts";
import { diffColumns } from "./columns.ts";
import { diffConstraints } from "./constraints.ts";
import { diffTags } from "./tags.ts";
import type { ChangeKind, Changes } from "../../pulumi-rpc/resource.ts";

/**
 * What differs between the recorded and the declared layout. Which warehouse runs the statements is no part
 * of a layout, so that a new one does not show up on every table. Nothing here ever asks for a replacement.
 */
export function diffLayout(recorded: LayoutDeclaration, declared: Declared): Changes {
  return {
    ...(isSameName(declared.table, recorded.table) ? {} : { table: "update" }),
    ...diffProperties(recorded.properties, declared.properties),
    ...diffClustering(recorded.clustering, declared.clustering),
    ...diffPartitions(recorded, declared),
    ...diffComment(recorded.comment, declared.comment),
    ...diffTags(recorded.tags, declared.tags),
    ...diffColumns(recorded.columns, declared.columns),
    ...diffConstraints(recorded.constraints, declared.constraints),
    ...diffKey(recorded.primaryKey, declared.primaryKey),
  };
}

/** In other letters it is the same table. */
export function isSameName(declared: Declared["table"], recorded: string): boolean {
  return declared !== UNKNOWN && sameFullName(declared, recorded);
}

function diffProperties(
  recorded: LayoutDeclaration["properties"],
  declared: Declared["properties"],
): Changes {
  if (declared === UNKNOWN) return { properties: "update" };
  const changes: Record<string, ChangeKind> = {};
  const taken = new Set<string>();
  for (const [key, value] of Object.entries(declared)) {
    const old = entryOf(recorded, key);
    if (old === undefined) changes[propertyPath(key)] = "add";
    else {
      taken.add(old.key);
      if (value === UNKNOWN || !sameMeaning(key, old.value, value)) changes[propertyPath(key)] = "update";
    }
  }
  for (const key of Object.keys(recorded)) if (!taken.has(key)) changes[propertyPath(key)] = "delete";
  return changes;
}

function diffClustering(old: LayoutDeclaration["clustering"], declared: Declared["clustering"]): Changes {
  if (old === undefined && declared === undefined) return {};
  if (old === undefined) return { clustering: "add" };
  if (declared === undefined) return { clustering: "delete" };
  if (declared !== UNKNOWN && sameClustering(old, declared)) return {};
  const bothColumns = declared !== UNKNOWN && declared.kind === "columns" && old.kind === "columns";
  return { [bothColumns ? "clustering.columns" : "clustering"]: "update" };
}

function diffPartitions(
  { partitionedBy: old }: LayoutDeclaration,
  { partitionedBy, partitionedUntilRebuilt: meanwhile }: Declared,
): Changes {
  if (old === undefined && partitionedBy === undefined) return {};
  if (old === undefined) return { partitionedBy: "add" };
  if (partitionedBy === undefined) return { partitionedBy: "delete" };
  const expected: readonly (readonly string[] | Unknown)[] = [partitionedBy, meanwhile ?? partitionedBy];
  return expected.some((columns) => columns !== UNKNOWN && sameColumns(old, columns))
    ? {}
    : { partitionedBy: "update" };
}

/** A comment that is no longer declared is left on the table, so that nothing changes. */
function diffComment(old: LayoutDeclaration["comment"], declared: Declared["comment"]): Changes {
  if (declared === undefined || declared === (old ?? "")) return {};
  return { comment: old === undefined ? "add" : "update" };
}

/** A key that is no longer declared is left on the table, so that nothing changes. */
function diffKey(old: LayoutDeclaration["primaryKey"], declared: Declared["primaryKey"]): Changes {
  if (declared === undefined) return {};
  if (old === undefined) return { primaryKey: "add" };
  return declared !== UNKNOWN && sameColumns(old, declared) ? {} : { primaryKey: "update" };
}

/** Property names hold dots, which a path would read as steps. */
export function propertyPath(key: string): string {
  return `properties[${JSON.stringify(key)}]`;
}
