import { defined } from "../../model/defined.ts";
import type { Value, Values } from "../../pulumi-rpc/value.ts";
import type { Subject, TableSubject } from "../../rules/subject.ts";
import { entriesOf, isSet, knownList, knownMap, knownText, texts } from "./known.ts";
import type { PulumiResource } from "./resource.ts";

/** A Delta table; views, and tables in other formats, have no layout that the rules know. */
export function readSqlTable({ name, urn, inputs }: PulumiResource): Partial<Subject> {
  if (!isDeltaTable(inputs)) return {};
  const properties = entriesOf(inputs["properties"]);
  return {
    tables: [
      {
        name: [knownText(inputs["schemaName"]), knownText(inputs["name"]) ?? name]
          .filter((part) => part !== undefined)
          .join("."),
        at: { file: urn },
        layout: readLayout(inputs),
        properties: Object.fromEntries(properties.known),
        unknown: properties.unknown,
        ...defined({ columns: readColumns(inputs["columns"]) }),
      },
    ],
  };
}

function isDeltaTable({ tableType, dataSourceFormat }: Values): boolean {
  const isTable = /^(managed|external)$/i.test(knownText(tableType) ?? "");
  return isTable && (!isSet(dataSourceFormat) || knownText(dataSourceFormat)?.toUpperCase() === "DELTA");
}

function readLayout(inputs: Values): TableSubject["layout"] {
  const keys = texts(inputs["clusterKeys"]);
  // One word stands for what is no column.
  const [word] = keys?.length === 1 ? keys : [];
  const cluster = word === "AUTO" ? "auto" : word === "NONE" ? undefined : keys;
  return defined({ cluster, partition: texts(inputs["partitions"]) });
}

/** @returns `undefined` where the pipeline's columns are not declared, and where one's name is not known */
function readColumns(value: Value | undefined): TableSubject["columns"] | undefined {
  const columns = knownList(value).map(knownMap);
  const named = columns.flatMap(({ name, type }) => {
    const column = knownText(name);
    return column === undefined ? [] : [[column, knownText(type)?.toUpperCase() ?? ""] as const];
  });
  return columns.length === 0 || named.length < columns.length ? undefined : Object.fromEntries(named);
}
