import type { ColumnDeclaration } from "./layout.ts";
import { type ColumnPath, readPath, whyNoPath } from "./column-path.ts";
import { type DataType, sameDataType, typesWithin } from "./data-type.ts";
import { dataTypeOf, readDataType, whyNoDataType } from "./read-data-type.ts";
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

/** A table that a stack creates. */
export interface OwnColumns {
  readonly columns: Readonly<Record<string, ColumnDeclaration>>;
  readonly primaryKey?: readonly ColumnPath[];
  /** The property `delta.columnMapping.mode`. @default none */
  readonly columnMapping?: string;
}

/** What is wrong with the columns and the key; every fault at once. */
export function columnFaults({
  columns,
  primaryKey = [],
  columnMapping = "none",
}: OwnColumns): readonly ColumnFault[] {
  const all = Object.entries(columns);
  const isMapped = columnMapping.toLowerCase() !== "none";
  return [
    ...(all.length === 0 ? [{ message: "has no column", instead: "at least one column" }] : []),
    ...all.flatMap(([name, column]) => [
      ...nameFaults(name, { isMapped, all: Object.keys(columns) }),
      ...sourceFaults(name, column, isMapped),
    ]),
    ...keyFaults(columns, primaryKey),
  ];
}

/** Characters that Delta refuses in names without column mapping (DELTA_INVALID_CHARACTERS_IN_COLUMN_NAMES). */
const NEEDS_MAPPING = /[ ,;{}()\n\t=]/;

const MAPPING = `the property "delta.columnMapping.mode": "name", with which Delta takes such names`;

/** Whether Delta takes the name, or those of a type's fields, only where names are apart from those in the files. */
export function needsMapping({
  name = "",
  type = "",
}: {
  readonly name?: string;
  readonly type?: string;
}): boolean {
  const read = dataTypeOf(type);
  const fields = read === undefined ? [] : typesWithin(read).flatMap(fieldNames);
  return [name, ...fields].some((each) => NEEDS_MAPPING.test(each));
}

function fieldNames(type: DataType): readonly string[] {
  return type.kind === "struct" ? type.fields.map(({ name }) => name) : [];
}

function nameFaults(
  name: string,
  { all, isMapped }: { readonly all: readonly string[]; readonly isMapped: boolean },
): readonly ColumnFault[] {
  const twin = all.find((other) => other !== name && other.toLowerCase() === name.toLowerCase());
  return [
    ...(name.trim() === ""
      ? [{ column: name, message: "a column has no name", instead: "letters, digits and underscores" }]
      : []),
    ...(name.includes("${")
      ? [
          {
            column: name,
            message: `the column name ${JSON.stringify(name)} holds "\${": Spark puts a value in its place before it parses`,
            instead: "a name without it",
          },
        ]
      : []),
    ...(!isMapped && needsMapping({ name })
      ? [
          {
            column: name,
            message: `the column name ${JSON.stringify(name)} holds a blank or one of , ; { } ( ) =`,
            instead: `letters, digits and underscores, or ${MAPPING}`,
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

function sourceFaults(name: string, column: ColumnDeclaration, isMapped: boolean): readonly ColumnFault[] {
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
    ...typeFaults(type, isMapped).map(({ message, instead }) =>
      fault(`column "${name}" ${message}`, instead),
    ),
    ...(sources.length > 1
      ? [fault(`column "${name}" has ${sources.join(" and ")}`, "one of them: a value comes from one place")]
      : []),
    ...(identity !== undefined && !isBigint(type)
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

function typeFaults(type: string, isMapped: boolean): readonly Omit<ColumnFault, "column">[] {
  const has = `has the type ${JSON.stringify(type)}`;
  const instead = "a type as SQL spells it, such as BIGINT or ARRAY<STRING>";
  const why = whyNoDataType(type);
  if (why !== undefined) return [{ message: `${has}: ${why}`, instead }];
  const holds = (name: string) =>
    typesWithin(readDataType(type)).some((within) => within.kind === "plain" && within.name === name);
  return [
    ...(type.includes("${")
      ? [{ message: `${has}: Spark puts a value in the place of "\${" before it parses`, instead }]
      : []),
    // Delta changes no type of a table that has such a column (its commands fail with INTERNAL_ERROR).
    ...(holds("void")
      ? [{ message: `${has}, which holds no value`, instead: "the type of its values" }]
      : []),
    ...(!isMapped && needsMapping({ type })
      ? [
          {
            message: `${has}, whose fields hold a blank or one of , ; { } ( ) =`,
            instead: `names of letters, digits and underscores, or ${MAPPING}`,
          },
        ]
      : []),
    ...(hasUnreadableLengths(readDataType(type))
      ? [
          {
            message: `${has}: Spark notes the lengths of texts within a type beside its names, which it does not quote, and then reads no row of the table`,
            instead: "STRING, or fields named with ASCII letters, digits and underscores",
          },
        ]
      : []),
  ];
}

/** Spark 4.0 writes `__CHAR_VARCHAR_TYPE_STRING` so that its own parser refuses it. */
function hasUnreadableLengths(type: DataType): boolean {
  const within = typesWithin(type);
  return (
    within.some(({ kind }) => kind === "char" || kind === "varchar") &&
    within.flatMap(fieldNames).some((name) => !/^\w*[A-Za-z_]\w*$/.test(name))
  );
}

function isBigint(type: string): boolean {
  return (
    whyNoDataType(type) === undefined && sameDataType(readDataType(type), { kind: "plain", name: "bigint" })
  );
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
  primaryKey: readonly ColumnPath[],
): readonly ColumnFault[] {
  const known = Object.entries(columns);
  return primaryKey.flatMap((path, at) => {
    const name = oneNameOf(path);
    const [, column] = known.find(([other]) => other.toLowerCase() === name?.toLowerCase()) ?? [];
    if (column === undefined) {
      return [
        {
          message: `the primary key has "${path}", which is no column`,
          instead: `one of ${Object.keys(columns).join(", ")}`,
        },
      ];
    }
    if (primaryKey.indexOf(path) < at) {
      return [{ message: `the primary key names "${path}" twice`, instead: "name it once" }];
    }
    if (column.nullable === false) return [];
    return [
      {
        message: `the primary key has "${path}", which a row may lack`,
        instead: `nullable: false on column "${path}"`,
      },
    ];
  });
}

/** The column that a path names; nothing for a field within one. */
function oneNameOf(path: ColumnPath): string | undefined {
  const [name, ...inner] = whyNoPath(path) === undefined ? readPath(path) : [];
  return inner.length === 0 ? name : undefined;
}
