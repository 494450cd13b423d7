import { isFullName } from "../../model/full-name.ts";
import { samePath, whyNoPath } from "../../model/column-path.ts";
import type { Constraints } from "../../model/constraint-faults.ts";
import { defined } from "../../model/defined.ts";
import {
  type Clustering,
  type LayoutDeclaration,
  type OnRemoval,
  WHY_NO_LOCATION,
} from "../../model/layout.ts";
import { collectFailures, type Fail, readComment, readOnRemoval, readWarehouse, shown } from "../inputs.ts";
import {
  hasUnknown,
  isList,
  isValues,
  UNKNOWN,
  type Unknown,
  type Value,
  type Values,
} from "../../pulumi-rpc/value.ts";
import { folded, sameKey, whyNotDeclared } from "./keys.ts";
import type { ColumnDeclarations } from "./columns.ts";
import { readConstraints } from "./constraints.ts";
import { readColumns as readOwnColumns } from "./read-columns.ts";
import { type DeclaredTags, knownTags, readTags } from "./tags.ts";
import type { CheckFailure } from "../../pulumi-rpc/resource.ts";

/** A declaration as far as it is known: at preview any part may still be open. */
export interface Declared {
  readonly table: string | Unknown;
  readonly properties: Readonly<Record<string, string | Unknown>> | Unknown;
  readonly clustering?: Clustering | Unknown;
  readonly partitionedBy?: readonly string[] | Unknown;
  readonly partitionedUntilRebuilt?: readonly string[] | Unknown;
  readonly zordered?: boolean | Unknown;
  readonly comment?: string | Unknown;
  readonly tags?: DeclaredTags;
  readonly columns?: ColumnDeclarations | Unknown;
  readonly primaryKey?: readonly string[] | Unknown;
  readonly constraints?: Constraints | Unknown;
  readonly onRemoval?: OnRemoval | Unknown;
  /** Absent after an import, which cannot know it; needed as soon as a statement is to run. */
  readonly warehouseId?: string | Unknown;
}

const INPUTS = [
  "table",
  "warehouseId",
  "properties",
  "clustering",
  "partitionedBy",
  "partitionedUntilRebuilt",
  "zordered",
  "comment",
  "tags",
  "columns",
  "primaryKey",
  "constraints",
  "onRemoval",
];

/** As many as liquid clustering takes. */
const MOST_CLUSTERING_COLUMNS = 4;

/** Reads the inputs of a TableLayout; every fault at once. */
export function readDeclaration(inputs: Values): {
  readonly declared: Declared;
  readonly failures: readonly CheckFailure[];
} {
  const { location, ...others } = inputs;
  const { failures, fail } = collectFailures("TableLayout", others, INPUTS);
  if (location !== undefined) fail("location", WHY_NO_LOCATION);
  const clustering = readClustering(inputs["clustering"], fail);
  const partitionedBy = readPartitioning(inputs, "partitionedBy", fail);
  const partitionedUntilRebuilt = readPartitioning(inputs, "partitionedUntilRebuilt", fail);
  const comment = readComment(inputs["comment"], fail);
  const tags = readTags(inputs["tags"], fail);
  const onRemoval = readOnRemoval(inputs["onRemoval"], "unset", fail);
  const warehouseId = readWarehouse(inputs["warehouseId"], fail);
  const table = readTable(inputs["table"], fail);
  const properties = readProperties(inputs["properties"], fail);
  const declared: Declared = {
    table,
    properties,
    ...defined({ clustering, partitionedBy, partitionedUntilRebuilt, comment, tags }),
    ...defined({ zordered: readZordered(inputs["zordered"], fail) }),
    ...readOwnColumns(
      {
        columns: inputs["columns"],
        primaryKey: inputs["primaryKey"],
        columnMapping: columnMappingOf(properties),
      },
      fail,
    ),
    ...defined({ constraints: readConstraints(inputs["constraints"], fail), onRemoval, warehouseId }),
  };
  if (isClustered(clustering) && partitionedBy !== UNKNOWN && (partitionedBy?.length ?? 0) > 0) {
    fail("clustering", "a partitioned table cannot be clustered; declare partitionedBy or clustering");
  }
  if (isClustered(clustering) && declared.zordered === true) {
    fail("zordered", "Delta refuses OPTIMIZE … ZORDER BY of a clustered table; declare one of the two");
  }
  return { declared, failures };
}

function readZordered(value: Value | undefined, fail: Fail): boolean | Unknown | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "boolean" || value === UNKNOWN) return value;
  fail("zordered", `${shown(value)} is neither true nor false`);
  return undefined;
}

function readTable(value: Value | undefined, fail: Fail): string | Unknown {
  if (value === UNKNOWN) return value;
  if (typeof value === "string" && isFullName(value)) return value;
  fail("table", `${shown(value)} is no full table name; write catalog.schema.table`);
  return "";
}

function readProperties(value: Value | undefined, fail: Fail): Declared["properties"] {
  if (value === UNKNOWN) return value;
  if (value === undefined || value === null) return {};
  if (!isValues(value)) {
    fail("properties", `${shown(value)} is no map of table properties`);
    return {};
  }
  const read: Record<string, string | Unknown> = {};
  const seen = new Map<string, string>();
  for (const [key, property] of Object.entries(value)) {
    const path = `properties["${key}"]`;
    const twin = seen.get(folded(key));
    const why = whyNotDeclared(key);
    if (key.trim() === "") fail(path, "a property needs a name");
    else if (why !== undefined) fail(path, `"${key}" is the engine's own: ${why}`);
    else if (twin !== undefined) fail(path, `"${key}" and "${twin}" are one property to Delta; keep one`);
    else if (typeof property === "string" || property === UNKNOWN) read[key] = property;
    else fail(path, `${shown(property)} is no text; table properties are text, such as "true" or "14"`);
    seen.set(folded(key), key);
  }
  return read;
}

/** The declared mode; where it is not known yet, names are not judged by it. */
function columnMappingOf(properties: Declared["properties"]): string | undefined {
  if (properties === UNKNOWN) return "unknown";
  const found = Object.entries(properties).find(([key]) => sameKey(key, "delta.columnMapping.mode"))?.[1];
  return found === UNKNOWN ? "unknown" : found;
}

export function readClustering(value: Value | undefined, fail: Fail): Clustering | Unknown | undefined {
  if (value === undefined || value === null) return undefined;
  if (hasUnknown(value)) return UNKNOWN;
  const choices = `{ kind: "columns", columns: [...] }, { kind: "auto" } or { kind: "none" }`;
  const { kind, columns, ...rest } = isValues(value) ? value : {};
  if (Object.keys(rest).length > 0 || (columns !== undefined && kind !== "columns")) {
    fail("clustering", `${shown(value)} has too many fields; write ${choices}`);
    return undefined;
  }
  if (kind === "auto" || kind === "none") return { kind };
  if (kind !== "columns") {
    fail("clustering", `${shown(value)} is no clustering; write ${choices}`);
    return undefined;
  }
  const names = readColumns(columns, (reason) => {
    fail("clustering.columns", reason);
  });
  if (names.length === 0) fail("clustering.columns", `name at least one column, or write { kind: "none" }`);
  if (names.length > MOST_CLUSTERING_COLUMNS) {
    fail("clustering.columns", `${names.length} columns; liquid clustering takes ${MOST_CLUSTERING_COLUMNS}`);
  }
  return { kind, columns: names };
}

function readPartitioning(
  inputs: Values,
  input: "partitionedBy" | "partitionedUntilRebuilt",
  fail: Fail,
): readonly string[] | Unknown | undefined {
  const value = inputs[input];
  if (value === undefined || value === null) return undefined;
  if (hasUnknown(value)) return UNKNOWN;
  return readColumns(value, (reason) => {
    fail(input, reason);
  });
}

function readColumns(value: Value | undefined, fail: (reason: string) => void): readonly string[] {
  if (!isList(value)) {
    fail(`${shown(value)} is no list of column names`);
    return [];
  }
  const names = value.filter((name) => typeof name === "string").filter((name) => name.trim() !== "");
  if (names.length < value.length) fail(`${shown(value)} holds something that is no column name`);
  const filledIn = names.filter((name) => name.includes("${"));
  if (filledIn.length > 0)
    fail(`${shown(filledIn)}: Spark puts a value in the place of "\${…}" before it parses`);
  const paths = names.filter((name) => {
    const why = whyNoPath(name);
    if (why !== undefined)
      fail(`${why}; write a field of a column as a.b, and a column with a dot in its name as \`a.b\``);
    return why === undefined;
  });
  const twice = paths.filter((path, at) =>
    paths.some((other, before) => before < at && samePath(other, path)),
  );
  if (twice.length > 0) fail(`${twice.join(", ")} named twice`);
  return paths;
}

function isClustered(clustering: Clustering | Unknown | undefined): boolean {
  return clustering !== undefined && clustering !== UNKNOWN && clustering.kind !== "none";
}

/** The declaration when all of it is known, the warehouse apart: which one runs the statements changes no plan. */
export function knownLayout(declared: Declared): LayoutDeclaration | undefined {
  const { table, properties, clustering, partitionedBy, partitionedUntilRebuilt, comment, onRemoval } =
    declared;
  if (table === UNKNOWN || properties === UNKNOWN) return undefined;
  if (clustering === UNKNOWN || partitionedBy === UNKNOWN || partitionedUntilRebuilt === UNKNOWN) {
    return undefined;
  }
  const { columns, primaryKey, constraints } = declared;
  if (constraints === UNKNOWN) return undefined;
  const { zordered } = declared;
  if (zordered === UNKNOWN) return undefined;
  if (comment === UNKNOWN || onRemoval === UNKNOWN || columns === UNKNOWN || primaryKey === UNKNOWN) {
    return undefined;
  }
  const entries = Object.entries(properties);
  const texts = entries.filter((entry): entry is [string, string] => entry[1] !== UNKNOWN);
  if (texts.length < entries.length) return undefined;
  const tags = declared.tags === undefined ? undefined : knownTags(declared.tags);
  if (declared.tags !== undefined && tags === undefined) return undefined;
  return {
    table,
    properties: Object.fromEntries(texts),
    ...defined({
      clustering,
      partitionedBy,
      partitionedUntilRebuilt,
      zordered,
      comment,
      tags,
      columns,
      primaryKey,
      constraints,
      onRemoval,
    }),
  };
}
