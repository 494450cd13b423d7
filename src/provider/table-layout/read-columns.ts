import { defined } from "../../model/defined.ts";
import { COLUMN_FIELDS, columnFaults } from "../../model/column-faults.ts";
import type { Identity } from "../../model/columns.ts";
import type { ColumnDeclaration } from "../../model/layout.ts";
import { type Fail, shown } from "../inputs.ts";
import { hasUnknown, isList, isValues, UNKNOWN, type Unknown, type Value } from "../../pulumi-rpc/value.ts";
import { columnPath, type ColumnDeclarations } from "./columns.ts";

/** Reads the inputs `columns` and `primaryKey`; every fault at once. */
export function readColumns(
  {
    columns,
    primaryKey,
    columnMapping,
  }: {
    readonly columns: Value | undefined;
    readonly primaryKey: Value | undefined;
    /** The property of that name, as far as it is known. */
    readonly columnMapping: string | undefined;
  },
  fail: Fail,
): { readonly columns?: ColumnDeclarations | Unknown; readonly primaryKey?: readonly string[] | Unknown } {
  const declared = readMap(columns, fail);
  const key = readKey(primaryKey, fail);
  if (declared === undefined && key !== undefined) {
    fail(
      "primaryKey",
      "a primary key without columns; declare the columns of a table that this stack creates",
    );
  }
  if (declared !== undefined && declared !== UNKNOWN) {
    for (const { column, message, instead } of columnFaults({
      columns: declared,
      ...defined({ primaryKey: key === UNKNOWN ? undefined : key, columnMapping }),
    })) {
      fail(column === undefined ? "primaryKey" : columnPath(column), `${message}; write ${instead}`);
    }
  }
  return {
    ...defined({ columns: declared, primaryKey: key }),
  };
}

function readMap(value: Value | undefined, fail: Fail): ColumnDeclarations | Unknown | undefined {
  if (value === undefined || value === null) return undefined;
  if (hasUnknown(value)) return UNKNOWN;
  if (!isValues(value)) {
    fail("columns", `${JSON.stringify(value)} is no map of columns; write { name: { position, type } }`);
    return undefined;
  }
  const read = Object.entries(value).flatMap(([name, column]) => {
    const found = readColumn(column, (field, reason) => {
      fail(field === "" ? columnPath(name) : `${columnPath(name)}.${field}`, reason);
    });
    return found === undefined ? [] : [[name, found] as const];
  });
  return Object.fromEntries(read);
}

function readColumn(value: Value | undefined, fail: Fail): ColumnDeclaration | undefined {
  if (!isValues(value)) {
    fail("", `${JSON.stringify(value)} is no column; write { position, type }`);
    return undefined;
  }
  for (const name of Object.keys(value)) {
    if (!COLUMN_FIELDS.some((field) => field === name)) {
      fail(name, `unknown field "${name}"; a column has ${COLUMN_FIELDS.join(", ")}`);
    }
  }
  const { position, type, nullable, comment, generatedAs } = value;
  if (typeof position !== "number") fail("position", `${shown(position)} is no number`);
  if (typeof type !== "string") fail("type", `${shown(type)} is no type; write one such as "BIGINT"`);
  if (!isAbsent(nullable) && typeof nullable !== "boolean")
    fail("nullable", `${shown(nullable)} is no boolean`);
  for (const field of ["comment", "generatedAs", "default"]) {
    const text = value[field];
    if (!isAbsent(text) && typeof text !== "string") fail(field, `${shown(text)} is no text`);
  }
  const identity = readIdentity(value["identity"], fail);
  if (typeof position !== "number" || typeof type !== "string") return undefined;
  return {
    position,
    type,
    ...(typeof nullable === "boolean" ? { nullable } : {}),
    ...(typeof value["default"] === "string" ? { default: value["default"] } : {}),
    ...(typeof generatedAs === "string" ? { generatedAs } : {}),
    ...defined({ identity }),
    ...(typeof comment === "string" ? { comment } : {}),
  };
}

function readIdentity(value: Value | undefined, fail: Fail): Identity | undefined {
  if (isAbsent(value)) return undefined;
  const { generated, start, step, ...rest } = isValues(value) ? value : {};
  const isNumber = (number: Value | undefined) => isAbsent(number) || typeof number === "number";
  const known = generated === "always" || generated === "byDefault";
  if (!known || !isNumber(start) || !isNumber(step) || Object.keys(rest).length > 0) {
    fail(
      "identity",
      `${shown(value)} is no identity; write { generated: "always" } or { generated: "byDefault" }, with start and step where they are not 1`,
    );
    return undefined;
  }
  return {
    generated,
    ...(typeof start === "number" ? { start } : {}),
    ...(typeof step === "number" ? { step } : {}),
  };
}

function readKey(value: Value | undefined, fail: Fail): readonly string[] | Unknown | undefined {
  if (isAbsent(value)) return undefined;
  if (hasUnknown(value)) return UNKNOWN;
  const names = isList(value) ? value.filter((name) => typeof name === "string") : [];
  if (!isList(value) || names.length < value.length || names.length === 0) {
    fail("primaryKey", `${shown(value)} is no list of column names`);
  }
  return names;
}

function isAbsent(value: Value | undefined): value is null | undefined {
  return value === undefined || value === null;
}
