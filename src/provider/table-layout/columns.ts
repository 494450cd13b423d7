import { valueNamed } from "../../model/any-case.ts";
import { defined } from "../../model/defined.ts";
import { COLUMN_FIELDS } from "../../model/column-faults.ts";
import type { Identity } from "../../model/columns.ts";
import type { ColumnDeclaration } from "../../model/layout.ts";
import { type ColumnPath, readPath } from "../../model/column-path.ts";
import { type DataType, withinType, writeDataType } from "../../model/data-type.ts";
import { dataTypeOf } from "../../model/read-data-type.ts";
import type { AddedColumn, Statement } from "../../plan/sql.ts";
import { UNKNOWN, type Unknown } from "../../pulumi-rpc/value.ts";
import type { ColumnSource, LiveColumn } from "../../databricks/columns.ts";
import { sameExpression, sameType } from "./column-types.ts";
import type { Changes, ChangeKind } from "../../pulumi-rpc/resource.ts";

export type ColumnDeclarations = Readonly<Record<string, ColumnDeclaration>>;

/** Paths name the column, never its place: the engine finds the values of both sides under them. */
export function diffColumns(
  recorded: ColumnDeclarations | undefined,
  declared: ColumnDeclarations | Unknown | undefined,
): Changes {
  if (recorded === undefined && declared === undefined) return {};
  if (recorded === undefined) return { columns: "add" };
  if (declared === undefined) return { columns: "delete" };
  if (declared === UNKNOWN) return { columns: "update" };
  const changes: Record<string, ChangeKind> = {};
  for (const [name, column] of Object.entries(declared)) {
    const old = valueNamed(recorded, name);
    if (old === undefined) changes[columnPath(name)] = "add";
    else
      for (const field of fieldsThatDiffer(old, column))
        changes[`${columnPath(name)}.${field}`] = kindOf(old[field], column[field]);
  }
  for (const name of Object.keys(recorded)) {
    if (valueNamed(declared, name) === undefined) changes[columnPath(name)] = "delete";
  }
  return changes;
}

function kindOf(old: unknown, declared: unknown): ChangeKind {
  if (old === undefined) return "add";
  return declared === undefined ? "delete" : "update";
}

type Field = Exclude<(typeof COLUMN_FIELDS)[number], "position">;

function fieldsThatDiffer(old: ColumnDeclaration, declared: ColumnDeclaration): readonly Field[] {
  const differs: Readonly<Record<Field, boolean>> = {
    type: !sameType(old.type, declared.type),
    nullable: (old.nullable ?? true) !== (declared.nullable ?? (declared.identity && old.nullable) ?? true),
    default: !sameExpression(old.default, declared.default),
    generatedAs: !sameExpression(old.generatedAs, declared.generatedAs),
    identity: !sameIdentity(old.identity, declared.identity),
    comment: declared.comment !== undefined && declared.comment !== (old.comment ?? ""),
  };
  return COLUMN_FIELDS.filter((field) => field !== "position").filter((field) => differs[field]);
}

export function sameIdentity(a: Identity | undefined, b: Identity | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.generated === b.generated && (a.start ?? 1) === (b.start ?? 1) && (a.step ?? 1) === (b.step ?? 1);
}

export function liveColumn(live: readonly LiveColumn[], name: string): LiveColumn | undefined {
  return live.find((column) => column.name.toLowerCase() === name.toLowerCase());
}

/** A live column in the words of its declaration where both say the same, so that it shows up in no diff. */
function reportColumn(declared: ColumnDeclaration, live: LiveColumn): ColumnDeclaration {
  const { position, type, nullable, identity, comment } = declared;
  const source = live.source ?? declared;
  const kept = (of: "default" | "generatedAs") =>
    sameExpression(declared[of], source[of]) ? declared[of] : source[of];
  const byDefault = kept("default");
  const generatedAs = kept("generatedAs");
  const numbered = sameIdentity(identity, source.identity) ? identity : source.identity;
  const isNullable =
    (nullable ?? (identity === undefined ? true : live.nullable)) === live.nullable
      ? nullable
      : live.nullable;
  return {
    position,
    type: sameType(live.type, type) ? type : live.type,
    ...defined({ nullable: isNullable, default: byDefault, generatedAs, identity: numbered }),
    ...(comment === undefined ? {} : { comment: live.comment ?? "" }),
  };
}

/** The live columns of those declared, and of those that were: they are still ours to speak of. */
export function reportColumns(
  declared: ColumnDeclarations,
  { live, ours }: { readonly live: readonly LiveColumn[]; readonly ours: readonly string[] },
): ColumnDeclarations {
  const found = Object.entries(declared).flatMap(([name, column]) => {
    const there = liveColumn(live, name);
    return there === undefined ? [] : [[name, reportColumn(column, there)] as const];
  });
  const leftover = ours.flatMap((name) => {
    const there = liveColumn(live, name);
    if (there === undefined || valueNamed(declared, name) !== undefined) return [];
    const position = live.indexOf(there);
    return [[name, reportColumn({ position, type: there.type, nullable: there.nullable }, there)] as const];
  });
  return Object.fromEntries([...found, ...leftover]);
}

/** The table's columns once the statement has run. */
export function columnsAfter(
  live: readonly LiveColumn[],
  statement: Extract<Statement, { readonly column: ColumnPath } | { readonly kind: "addColumns" }>,
): readonly LiveColumn[] {
  if (statement.kind === "addColumns") return statement.columns.reduce(withAdded, live);
  const [root = "", ...names] = readPath(statement.column);
  const found = liveColumn(live, root);
  return live.map((column) => {
    if (column !== found) return column;
    return names.length === 0
      ? changed(column, statement)
      : { ...column, type: fieldChanged(column, names, statement) };
  });
}

function withAdded(live: readonly LiveColumn[], { path, type, comment }: AddedColumn): readonly LiveColumn[] {
  const [root = "", ...names] = readPath(path);
  const name = names.at(-1);
  if (name === undefined)
    return [...live, { name: root, type, nullable: true, source: {}, ...defined({ comment }) }];
  const field = { name, type: dataTypeOf(type) ?? { kind: "plain", name: type }, nullable: true } as const;
  return live.map((column) =>
    column.name.toLowerCase() === root.toLowerCase()
      ? {
          ...column,
          type: within(column.type, names.slice(0, -1), (struct) =>
            struct.kind === "struct"
              ? { ...struct, fields: [...struct.fields, { ...field, ...defined({ comment }) }] }
              : struct,
          ),
        }
      : column,
  );
}

type OfColumn = Extract<Statement, { readonly column: ColumnPath }>;

function changed(column: LiveColumn, statement: OfColumn): LiveColumn {
  switch (statement.kind) {
    case "alterType":
      return { ...column, type: statement.type };
    case "setDefault":
      return { ...column, source: { ...column.source, default: statement.expression } };
    case "dropDefault":
      return { ...column, source: without(column.source ?? {}, "default") };
    case "dropNotNull":
      return { ...column, nullable: true };
    case "commentColumn":
      return { ...column, comment: statement.comment };
  }
}

/** The column's type once a statement about one of its fields has run. */
function fieldChanged({ type }: LiveColumn, names: readonly string[], statement: OfColumn): string {
  if (statement.kind === "alterType") return within(type, names, (old) => dataTypeOf(statement.type) ?? old);
  const last = (names.at(-1) ?? "").toLowerCase();
  const change =
    statement.kind === "dropNotNull"
      ? { nullable: true }
      : statement.kind === "commentColumn"
        ? { comment: statement.comment }
        : {};
  return within(type, names.slice(0, -1), (struct) =>
    struct.kind === "struct"
      ? {
          ...struct,
          fields: struct.fields.map((field) =>
            field.name.toLowerCase() === last ? { ...field, ...change } : field,
          ),
        }
      : struct,
  );
}

function within(type: string, names: readonly string[], change: (type: DataType) => DataType): string {
  const known = dataTypeOf(type);
  return known === undefined ? type : writeDataType(withinType(known, names, change));
}

function without(source: ColumnSource, key: keyof ColumnSource): ColumnSource {
  return Object.fromEntries(Object.entries(source).filter(([name]) => name !== key));
}

/** Names may hold what a path would read as steps. */
export function columnPath(name: string): string {
  return `columns[${JSON.stringify(name)}]`;
}
