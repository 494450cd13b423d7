import ts from "typescript";
import type { Table } from "../../model/index.ts";
import type { Edit } from "../report.ts";
import { nameOf, nodesOf, parseSource, propertyOf, removal, splice, withoutUnusedImports } from "./source.ts";

type Declared = Pick<Table, "name"> & Partial<Pick<Table, "properties" | "tags">>;

export type TableEdit = Extract<Edit, { readonly in: "table" }>;

/** The order of fields in the file of a table or a materialized view, which a reader counts on. */
const FIELDS = [
  "about",
  "managedBy",
  "size",
  "columns",
  "primaryKey",
  "constraints",
  "query",
  "layout",
  "refresh",
  "properties",
  "statistics",
  "filteredBy",
  "maintenance",
  "comment",
  "tags",
  "onRemoval",
  "acknowledge",
  "accept",
];

/** A table's file that cannot be edited by a program. */
export class NotEditable extends Error {
  override readonly name = "NotEditable";
}

/**
 * The file of a table or a materialized view with the edits made; it is to be formatted afterwards.
 * @param table as the file declares it now, for values that come from elsewhere than the file
 * @throws NotEditable where the file is not written as tables are
 */
export function editTable(text: string, table: Declared, edits: readonly TableEdit[]): string {
  return withoutUnusedImports(edits.reduce((whole, edit) => editOne(whole, table, edit), text));
}

function editOne(text: string, table: Declared, edit: TableEdit): string {
  const source = parseSource(text);
  const definition = definitionOf(source, table.name);
  switch (edit.field) {
    case "layout":
    case "refresh":
      return setField(source, definition, { name: edit.field, value: JSON.stringify(edit.value) });
    case "comment":
      return setField(source, definition, {
        name: "comment",
        value: edit.value === undefined ? undefined : JSON.stringify(edit.value),
      });
    case "properties":
    case "tags":
      return setEntry(source, definition, { edit, current: table[edit.field] ?? {} });
  }
}

const DEFINE = /^define(Table|MaterializedView)$/;

type Entries = Readonly<Record<string, unknown>>;

function definitionOf(source: ts.SourceFile, name: string): ts.ObjectLiteralExpression {
  const definition = nodesOf(source)
    .filter(ts.isCallExpression)
    .filter(({ expression }) => ts.isIdentifier(expression) && DEFINE.test(expression.text))
    .map(({ arguments: [, second] }) => second)
    .find((second) => second !== undefined && ts.isObjectLiteralExpression(second));
  if (definition === undefined || !ts.isObjectLiteralExpression(definition)) {
    throw new NotEditable(`the file of ${name} has no defineTable("${name}", { … })`);
  }
  return definition;
}

/** Replaces, adds or, without a value, removes one field; a new one stands where readers look for it. */
function setField(
  source: ts.SourceFile,
  definition: ts.ObjectLiteralExpression,
  { name, value }: { readonly name: string; readonly value: string | undefined },
): string {
  const present = propertyOf(definition, name);
  if (value === undefined) {
    return present === undefined ? source.text : splice(source.text, [removal(source, present)]);
  }
  if (present !== undefined) {
    const { initializer } = present;
    return splice(source.text, [{ from: initializer.getStart(), to: initializer.end, text: value }]);
  }
  const before = FIELDS.slice(0, FIELDS.indexOf(name));
  const last = definition.properties
    .filter(ts.isPropertyAssignment)
    .findLast((property) => before.includes(nameOf(property) ?? ""));
  const at = last?.end ?? definition.getStart() + 1;
  const text = last === undefined ? `${name}: ${value},` : `,\n${name}: ${value}`;
  return splice(source.text, [{ from: at, to: at, text }]);
}

/** One entry of a map, which may be written out, come from a shared constant, or both. */
function setEntry(
  source: ts.SourceFile,
  definition: ts.ObjectLiteralExpression,
  {
    edit: { field, key, value: wanted },
    current,
  }: {
    readonly edit: Extract<TableEdit, { readonly field: "properties" | "tags" }>;
    readonly current: Entries;
  },
): string {
  const map = propertyOf(definition, field)?.initializer;
  const literal = map !== undefined && ts.isObjectLiteralExpression(map) ? map : undefined;
  const own = literal === undefined ? undefined : propertyOf(literal, key);
  if (wanted !== undefined) {
    const entry = `${JSON.stringify(key)}: ${JSON.stringify(wanted)}`;
    if (own !== undefined) {
      return splice(source.text, [
        { from: own.initializer.getStart(), to: own.initializer.end, text: JSON.stringify(wanted) },
      ]);
    }
    const inside =
      literal?.properties.map((property) => property.getText()) ??
      (map === undefined ? [] : [`...${map.getText()}`]);
    return setField(source, definition, { name: field, value: `{ ${[...inside, entry].join(", ")} }` });
  }
  const isShared =
    map !== undefined && (literal === undefined || literal.properties.some(ts.isSpreadAssignment));
  if (!isShared && own !== undefined && (literal?.properties.length ?? 0) > 1) {
    return splice(source.text, [removal(source, own)]);
  }
  const rest = isShared ? Object.entries(current).filter(([other]) => other !== key) : [];
  // What comes from a shared constant is written out, since the constant serves other tables too.
  const value = rest.length === 0 ? undefined : JSON.stringify(Object.fromEntries(rest));
  return setField(source, definition, { name: field, value });
}
