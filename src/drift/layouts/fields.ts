import { sameMeaning } from "../../catalog/property-values.ts";
import { COLUMN_FIELDS } from "../../model/column-faults.ts";
import type { Clustering, LayoutDeclaration } from "../../model/layout.ts";
import { propertyPath } from "../../provider/table-layout/diff.ts";
import { sameExpression, sameType } from "../../provider/table-layout/column-types.ts";
import { step } from "../../model/flatten.ts";
import type { Fields } from "../sides.ts";

/** A layout as values by path, as previews write paths. */
export function fieldsOfLayout(layout: LayoutDeclaration): Fields {
  const {
    properties,
    clustering,
    partitionedBy,
    comment,
    tags = {},
    columns = {},
    primaryKey,
    constraints = {},
  } = layout;
  const fields: Record<string, string> = {};
  for (const [key, value] of Object.entries(properties)) fields[propertyPath(key)] = value;
  if (clustering !== undefined) fields["clustering"] = clusteringText(clustering);
  if (partitionedBy !== undefined) fields["partitionedBy"] = listColumns(partitionedBy);
  if (comment !== undefined) fields["comment"] = comment;
  for (const [key, value] of Object.entries(tags)) fields[`tags[${JSON.stringify(key)}]`] = value;
  for (const [name, column] of Object.entries(columns)) {
    const at = `columns[${JSON.stringify(name)}]`;
    for (const field of COLUMN_FIELDS) {
      const value = column[field];
      // Where a column stands changes nothing once the table is there.
      if (field === "position" || value === undefined) continue;
      fields[step(at, field)] = typeof value === "string" ? value : JSON.stringify(value);
    }
  }
  for (const [name, condition] of Object.entries(constraints)) {
    fields[`constraints[${JSON.stringify(name)}]`] = condition;
  }
  if (primaryKey !== undefined) fields["primaryKey"] = listColumns(primaryKey);
  return fields;
}

/** What a path is about: a part of the layout, and the key or column within it. */
export interface LayoutPath {
  readonly part:
    | "properties"
    | "clustering"
    | "partitionedBy"
    | "comment"
    | "tags"
    | "columns"
    | "primaryKey"
    | "constraints";
  readonly key?: string;
}

export function layoutPath(path: string): LayoutPath {
  const [, part = "", key] = /^(\w+)(?:\[("(?:[^"\\]|\\.)*")\])?/.exec(path) ?? [];
  return {
    part: part as LayoutPath["part"],
    ...(key === undefined ? {} : { key: JSON.parse(key) as string }),
  };
}

/** Whether two values of one path mean the same to the engine. */
export function sameValue(path: string, a: string, b: string): boolean {
  const { part, key = "" } = layoutPath(path);
  switch (part) {
    case "properties":
      return sameMeaning(key, a, b);
    case "clustering":
    case "partitionedBy":
    case "primaryKey":
      return a.toLowerCase() === b.toLowerCase();
    case "columns":
      return path.endsWith(".type") ? sameType(a, b) : sameExpression(a, b);
    case "constraints":
      return sameExpression(a, b);
    case "comment":
    case "tags":
      return false;
  }
}

export function clusteringText(clustering: Clustering): string {
  return clustering.kind === "columns" ? listColumns(clustering.columns) : clustering.kind;
}

export function listColumns(columns: readonly string[]): string {
  return columns.length === 0 ? "none" : `(${columns.join(", ")})`;
}
