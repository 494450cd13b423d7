import { tableProperty } from "../../catalog/fields/table-property.ts";
import { layoutPath } from "./fields.ts";

/** What a change leads to, by what it is about. */
const PARTS = {
  properties: "the engine reads and writes this table otherwise than agreed",
  clustering: "files are laid out by these keys: queries that filter by others read more of them",
  partitionedBy: "decides the folders of the files; only a rebuild of the table changes it back",
  comment: "what people read about the table in the catalog",
  tags: "governance, masking and cost reports go by tags",
  columns: "readers and writers of the table depend on its columns",
  constraints: "rows that break a condition are written, or rows that do not are refused",
  primaryKey: "the optimiser and foreign keys rely on it",
} as const;

export function layoutImpact(path: string): string {
  const { part, key = "" } = layoutPath(path);
  return (part === "properties" ? tableProperty(key)?.impact : undefined) ?? PARTS[part];
}
