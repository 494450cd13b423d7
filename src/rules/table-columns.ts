import { constraintFaults } from "../model/constraint-faults.ts";
import { bigint, columnDeclarations, columnFaults } from "../model/index.ts";
import { defined } from "../model/defined.ts";
import type { Rule } from "./finding.ts";
import type { TableSubject } from "./subject.ts";

type Declared = NonNullable<TableSubject["declared"]>;

/** A fault before it has a place. */
interface Fault {
  readonly message: string;
  readonly instead: string;
}

const keyed = { name: "gold.t", layout: {} };

export const tableColumns: Rule = {
  id: "table/columns",
  severity: "error",
  reason:
    "Details of columns are what a table is created from; a pipeline's table is created elsewhere, and what the engine would refuse is known before.",
  source: "https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-table-using",
  example: {
    wrong: {
      tables: [{ ...keyed, declared: { managedBy: "stack", columns: { id: bigint }, primaryKey: ["id"] } }],
    },
    right: {
      tables: [
        {
          ...keyed,
          declared: {
            managedBy: "stack",
            columns: { id: { type: bigint, nullable: false } },
            primaryKey: ["id"],
          },
        },
      ],
    },
  },
  check({ tables }) {
    return tables.flatMap(({ name: where, at, declared, properties }) => {
      if (declared === undefined) return [];
      const faults =
        declared.managedBy === "stack" ? stackFaults(declared, properties) : pipelineFaults(declared);
      return faults.map(({ message, instead }) => ({ where, message, instead, at }));
    });
  },
};

function stackFaults(
  { columns, primaryKey, constraints = {}, acknowledge }: Declared,
  properties: TableSubject["properties"],
): readonly Fault[] {
  const columnMapping = properties?.["delta.columnMapping.mode"];
  return [
    ...columnFaults({ columns: columnDeclarations(columns), ...defined({ primaryKey, columnMapping }) }),
    ...constraintFaults(constraints),
    ...(acknowledge === undefined
      ? []
      : [
          {
            message: "acknowledges that its pipeline rebuilds it, and has no pipeline",
            instead: "leave acknowledge out; the refusal says how to rebuild the table by hand",
          },
        ]),
  ];
}

function pipelineFaults({ columns, primaryKey, constraints }: Declared): readonly Fault[] {
  const detailed = Object.entries(columns).flatMap(([name, column]) =>
    typeof column === "string" ? [] : [name],
  );
  return [
    ...detailed.map((name) => ({
      message: `declares details of column "${name}", and its columns are its pipeline's`,
      instead: `the type alone, or managedBy: "stack"`,
    })),
    ...(primaryKey === undefined
      ? []
      : [
          {
            message: "declares a primary key, and its columns are its pipeline's",
            instead: `no primary key, or managedBy: "stack"`,
          },
        ]),
    ...(constraints === undefined
      ? []
      : [
          {
            message: "declares constraints, and what its rows hold is its pipeline's",
            instead: `no constraints, or managedBy: "stack"`,
          },
        ]),
  ];
}
