import { columnDeclarations, columnFaults, type Table } from "../model/index.ts";
import type { Breach, Rule } from "./finding.ts";

export const tableColumns: Rule = {
  id: "table/columns",
  severity: "error",
  reason:
    "Details of columns are what a table is created from; a pipeline's table is created elsewhere, and what the engine would refuse is known before.",
  source: "https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-table-using",
  check({ estate }) {
    return estate.tables.flatMap((table) =>
      table.managedBy === "stack" ? stackFaults(table) : pipelineFaults(table),
    );
  },
};

function stackFaults(table: Table): readonly Breach[] {
  const faults = columnFaults(columnDeclarations(table.columns), table.primaryKey);
  return [
    ...faults.map(({ message, instead }) => ({ where: table.name, message, instead })),
    ...(table.acknowledge === undefined
      ? []
      : [
          {
            where: table.name,
            message: "acknowledges that its pipeline rebuilds it, and has no pipeline",
            instead: "leave acknowledge out; the refusal says how to rebuild the table by hand",
          },
        ]),
  ];
}

function pipelineFaults({ name: where, columns, primaryKey }: Table): readonly Breach[] {
  const detailed = Object.entries(columns).flatMap(([name, column]) =>
    typeof column === "string" ? [] : [name],
  );
  return [
    ...detailed.map((name) => ({
      where,
      message: `declares details of column "${name}", and its columns are its pipeline's`,
      instead: `the type alone, or managedBy: "stack"`,
    })),
    ...(primaryKey === undefined
      ? []
      : [
          {
            where,
            message: "declares a primary key, and its columns are its pipeline's",
            instead: `no primary key, or managedBy: "stack"`,
          },
        ]),
  ];
}
