import type { LakehouseDeclaration, Table } from "../../../../src/model/index.ts";

/** The lakehouse with one of its tables written otherwise. */
export function edit(
  lakehouse: LakehouseDeclaration,
  name: string,
  change: Partial<Table>,
): LakehouseDeclaration {
  return {
    ...lakehouse,
    tables: lakehouse.tables.map((table) => (table.name === name ? { ...table, ...change } : table)),
  };
}

/** The lakehouse without a table. */
export function without(lakehouse: LakehouseDeclaration, name: string): LakehouseDeclaration {
  return { ...lakehouse, tables: lakehouse.tables.filter((table) => table.name !== name) };
}
