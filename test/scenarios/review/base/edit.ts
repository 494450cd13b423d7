import type { Estate, Table } from "../../../../src/model/index.ts";

/** The estate with one of its tables written otherwise. */
export function edit(estate: Estate, name: string, change: Partial<Table>): Estate {
  return {
    ...estate,
    tables: estate.tables.map((table) => (table.name === name ? { ...table, ...change } : table)),
  };
}

/** The estate without a table. */
export function without(estate: Estate, name: string): Estate {
  return { ...estate, tables: estate.tables.filter((table) => table.name !== name) };
}
