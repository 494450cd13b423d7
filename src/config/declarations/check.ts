import { type LakehouseDeclaration, tableFile, WHY_NO_LOCATION } from "../../model/index.ts";
import { InputError, type InputFault, read } from "../faults.ts";
import { columnReferenceFaults } from "./column-references.ts";
import { lakehouseSchema, sparkConfSchema } from "./lakehouse.ts";
import { materializedViewSchema } from "./materialized-view.ts";
import { tableSchema } from "./table.ts";

/** Every fault of the files that declare a lakehouse. */
export class DeclarationError extends InputError {
  override readonly name = "DeclarationError";

  constructor(lakehouse: string, faults: readonly string[]) {
    super(lakehouse, "its declarations", faults);
  }
}

/**
 * Holds a lakehouse against what the compiler would have said, for Node runs table files without asking it. Whether
 * the engine takes what is declared is for the rules to say.
 * @returns the lakehouse as it was given
 * @throws DeclarationError naming every fault by its file and path
 */
export function checkLakehouse(given: unknown): LakehouseDeclaration {
  const whole = read(lakehouseSchema, written(given)).faults;
  const { name, tables, materializedViews, sparkConf } = partsOf(given);
  const faults = [
    ...whole.map(({ path, message }) => (path === "" ? message : `${path}: ${message}`)),
    ...each(tables, tableFaults, (table, at) => fileOf(table) ?? `tables.${at}`),
    ...each(materializedViews, viewFaults, (view, at) => fileOf(view) ?? `materializedViews.${at}`),
    ...each(
      sparkConf,
      (group) => read(sparkConfSchema, group).faults,
      (group, at) => `sparkConf.${groupOf(group) ?? at}`,
    ),
  ];
  if (faults.length > 0) throw new DeclarationError(`the lakehouse ${name}`.trim(), faults);
  return given as LakehouseDeclaration;
}

function each(
  parts: readonly unknown[],
  faultsOf: (part: unknown) => readonly InputFault[],
  placeOf: (part: unknown, at: number) => string,
): readonly string[] {
  return parts.flatMap((part, at) =>
    faultsOf(part).map(({ path, message }) => [placeOf(part, at), path, message].filter(Boolean).join(": ")),
  );
}

function tableFaults(table: unknown): readonly InputFault[] {
  if (fieldOf(table, "query") !== undefined && fieldOf(table, "columns") === undefined) {
    return [{ path: "", message: "is a materialized view; it belongs into materializedViews" }];
  }
  const faults = read(tableSchema, table).faults.map((fault) =>
    fault.path === "location" ? { ...fault, message: WHY_NO_LOCATION } : fault,
  );
  return [...faults, ...columnReferenceFaults(table)];
}

function viewFaults(view: unknown): readonly InputFault[] {
  if (fieldOf(view, "columns") !== undefined && fieldOf(view, "query") === undefined) {
    return [{ path: "", message: "is a table; it belongs into tables" }];
  }
  return read(materializedViewSchema, view).faults;
}

/** Without what loading adds. */
function written(given: unknown): unknown {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return given;
  return Object.fromEntries(Object.entries(given).filter(([field]) => field !== "sparkConfFile"));
}

/** The parts of what may be no lakehouse. */
function partsOf(given: unknown) {
  const { name, tables, materializedViews, sparkConf } =
    typeof given === "object" && given !== null
      ? (given as { readonly [Key in keyof LakehouseDeclaration]?: unknown })
      : {};
  const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
  return {
    name: typeof name === "string" ? name : "",
    tables: list(tables),
    materializedViews: list(materializedViews),
    sparkConf: list(sparkConf),
  };
}

function fileOf(declared: unknown): string | undefined {
  const name = fieldOf(declared, "name");
  return typeof name === "string" && /^\w+\.\w+$/.test(name) ? tableFile(name) : undefined;
}

function groupOf(group: unknown): string | undefined {
  const name = fieldOf(group, "group");
  return typeof name === "string" ? JSON.stringify(name) : undefined;
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}
