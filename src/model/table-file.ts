/** What a project's lakehouse is declared in, from the project's root. */
export const LAKEHOUSE_FILE = "lakehouse.ts";

/** The file that declares a table or a materialized view, from the project's root: the folder is the index. */
export function tableFile(name: string): string {
  return `tables/${name.replace(".", "/")}.ts`;
}
