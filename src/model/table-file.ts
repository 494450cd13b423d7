/** What a project's lakehouse is declared in, from the project's root. */
export const LAKEHOUSE_FILE = "lakehouse.ts";

/** Unity Catalog keeps names in lower case and at most 255 characters long; tables and views share one list of them. */
export function isTableName(name: string): boolean {
  return /^[a-z][a-z0-9_]{0,254}\.[a-z][a-z0-9_]{0,254}$/.test(name);
}

/** The file that declares a table or a materialized view, from the project's root: the folder is the index. */
export function tableFile(name: string): string {
  return `tables/${name.replace(".", "/")}.ts`;
}
