import type { ColumnDeclaration } from "./layout.ts";
import { whyNotOneExpression } from "./sql-expression.ts";

/** What is wrong with the columns of a table, and what to write instead. */
export interface ColumnFault {
  /** The column at fault; absent when it is about the primary key. */
  readonly column?: string;
  readonly message: string;
  readonly instead: string;
}

/** All there is to say about a column. */
export const COLUMN_FIELDS = [
  "position",
  "type",
  "nullable",
  "default",
  "generatedAs",
  "identity",
  "comment",
] as const satisfies readonly (keyof ColumnDeclaration)[];

/** What is wrong with the columns and the key of a table that a stack creates; every fault at once. */
export function columnFaults(
  columns: Readonly<Record<string, ColumnDeclaration>>,
  primaryKey: readonly string[] = [],
): readonly ColumnFault[] {
  const all = Object.entries(columns);
  return [
    ...(all.length === 0 ? [{ message: "has no column", instead: "at least one column" }] : []),
    ...all.flatMap(([name, column]) => [
      ...nameFaults(name, Object.keys(columns)),
      ...sourceFaults(name, column),
    ]),
    ...keyFaults(columns, primaryKey),
  ];
}

/** Characters that Delta refuses in names (DELTA_INVALID_CHARACTERS_IN_COLUMN_NAMES), and dots, which part paths. */
const NOT_IN_NAMES = /[ ,;{}()\n\t=.]/;

function nameFaults(name: string, all: readonly string[]): readonly ColumnFault[] {
  const twin = all.find((other) => other !== name && other.toLowerCase() === name.toLowerCase());
  return [
    ...(name === "" || NOT_IN_NAMES.test(name)
      ? [
          {
            column: name,
            message: `the column name ${JSON.stringify(name)} is empty or holds a blank or one of , ; { } ( ) = .`,
            instead: "letters, digits and underscores",
          },
        ]
      : []),
    ...(twin !== undefined && name < twin
      ? [
          {
            column: name,
            message: `"${name}" and "${twin}" are one column to the engine`,
            instead: "keep one",
          },
        ]
      : []),
  ];
}

function sourceFaults(name: string, column: ColumnDeclaration): readonly ColumnFault[] {
  const { type, identity, nullable } = column;
  const fault = (message: string, instead: string) => ({ column: name, message, instead });
  const sources = (["default", "generatedAs", "identity"] as const).filter(
    (key) => column[key] !== undefined,
  );
  const expressions = (["default", "generatedAs"] as const).filter((key) => column[key] !== undefined);
  const unknown = Object.keys(column).filter((key) => !COLUMN_FIELDS.some((field) => field === key));
  return [
    ...unknown.map((key) =>
      fault(`column "${name}" has the unknown field "${key}"`, COLUMN_FIELDS.join(", ")),
    ),
    ...(isOneType(type)
      ? []
      : [
          fault(
            `column "${name}" has the type ${JSON.stringify(type)}`,
            "a type as SQL spells it, such as BIGINT or ARRAY<STRING>",
          ),
        ]),
    ...(sources.length > 1
      ? [fault(`column "${name}" has ${sources.join(" and ")}`, "one of them: a value comes from one place")]
      : []),
    ...(identity !== undefined && !/^(bigint|long)$/i.test(type.trim())
      ? [fault(`column "${name}" is an identity of type ${type}`, "BIGINT: the engine numbers nothing else")]
      : []),
    ...(identity?.step === 0
      ? [fault(`column "${name}" is an identity with step 0`, "a step above or below 0")]
      : []),
    ...[identity?.start, identity?.step]
      .filter((number) => number !== undefined && !Number.isSafeInteger(number))
      .map((number) => fault(`column "${name}" is an identity with ${String(number)}`, "whole numbers")),
    ...(identity !== undefined && nullable === true
      ? [
          fault(
            `column "${name}" is an identity and nullable`,
            "nullable: false: the engine never leaves it out",
          ),
        ]
      : []),
    ...expressions
      .flatMap((key) => expressionFaults(column[key] ?? "", `the ${key} of column "${name}"`))
      .map((f) => ({ column: name, ...f })),
  ];
}

/** A type is written as it stands: a comma or a bracket too many would begin another column, or end the list of them. */
function isOneType(type: string): boolean {
  const parts = /<[\w\s,:]*>|\([\d\s,]*\)/g;
  let outside = type.trim();
  // From the innermost brackets outwards.
  while (outside.search(parts) >= 0) outside = outside.replaceAll(parts, "");
  return /^\w+(\s+COLLATE\s+\w+)?$/i.test(outside);
}

function expressionFaults(text: string, what: string): readonly ColumnFault[] {
  if (text.trim() === "") return [{ message: `${what} is empty`, instead: "a SQL expression, or nothing" }];
  const variable = text.includes("${")
    ? [
        {
          message: `${what} holds "\${": Spark puts a value in its place before it parses`,
          instead: "an expression without it",
        },
      ]
    : [];
  const why = whyNotOneExpression(text);
  if (why === undefined) return variable;
  return [
    ...variable,
    { message: `${what} is ${JSON.stringify(text)}: ${why}`, instead: "one SQL expression" },
  ];
}

function keyFaults(
  columns: Readonly<Record<string, ColumnDeclaration>>,
  primaryKey: readonly string[],
): readonly ColumnFault[] {
  const known = Object.entries(columns);
  return primaryKey.flatMap((name, at) => {
    const [, column] = known.find(([other]) => other.toLowerCase() === name.toLowerCase()) ?? [];
    if (column === undefined) {
      return [
        {
          message: `the primary key has "${name}", which is no column`,
          instead: `one of ${Object.keys(columns).join(", ")}`,
        },
      ];
    }
    if (primaryKey.indexOf(name) < at) {
      return [{ message: `the primary key names "${name}" twice`, instead: "name it once" }];
    }
    if (column.nullable === false) return [];
    return [
      {
        message: `the primary key has "${name}", which a row may lack`,
        instead: `nullable: false on column "${name}"`,
      },
    ];
  });
}
