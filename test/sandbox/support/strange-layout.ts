import { writePath } from "../../../src/model/column-path.ts";
import { type DataType, writeDataType } from "../../../src/model/data-type.ts";
import type { ColumnDeclaration, LayoutDeclaration } from "../../../src/model/layout.ts";
import { readDataType } from "../../../src/model/read-data-type.ts";
import { columnSql } from "../../../src/plan/sql.ts";
import { type Draw, drawName, drawText, drawType, drawValue } from "./strange-types.ts";

export type Columns = Readonly<Record<string, ColumnDeclaration>>;

/** A layout but for the name of its table. */
export type StrangeLayout = Omit<LayoutDeclaration, "table" | "tags" | "columns"> & {
  readonly columns: Columns;
};

export function drawLayout(draw: Draw, isMapped: boolean): StrangeLayout {
  const columns: Record<string, ColumnDeclaration> = {};
  for (let position = 0, count = 1 + draw.upTo(4); position < count; position += 1) {
    const name = drawName(draw, Object.keys(columns), isMapped);
    columns[name] = drawColumn(draw, columns, { position, isMapped });
  }
  const keys = keysOf(columns);
  const isPartitioned = draw.chance(12);
  const partitions = Object.keys(columns).filter((name) => isPartition(columns, name));
  const partitionedBy =
    isPartitioned && partitions.length < Object.keys(columns).length
      ? draw.some(partitions, 2).map((name) => writePath([name]))
      : [];
  const clusters = partitionedBy.length === 0 && draw.chance(40);
  return {
    columns,
    properties: { ...drawProperties(draw), ...(isMapped ? { "delta.columnMapping.mode": "name" } : {}) },
    ...(clusters ? { clustering: drawClustering(draw, keys) } : {}),
    ...(isPartitioned ? { partitionedBy } : {}),
    ...drawKey(draw, columns),
    ...(draw.chance(20) ? { comment: drawText(draw) } : {}),
  };
}

export function drawClustering(
  draw: Draw,
  keys: readonly string[],
): NonNullable<StrangeLayout["clustering"]> {
  const columns = draw.some(keys, 3);
  return columns.length === 0 ? { kind: "none" } : { kind: "columns", columns };
}

/** Most often none. */
export function drawKey(draw: Draw, columns: Columns): Pick<StrangeLayout, "primaryKey"> {
  const required = Object.entries(columns).filter(([, { nullable }]) => nullable === false);
  const key = draw.chance(30) ? draw.some(required, 2) : [];
  return key.length === 0 ? {} : { primaryKey: key.map(([name]) => writePath([name])) };
}

/** Paths of columns and fields by which Delta clusters. */
export function keysOf(columns: Columns): readonly string[] {
  return Object.entries(columns).flatMap(([name, { type, generatedAs }]) =>
    generatedAs === undefined ? leaves([name], readDataType(type)) : [],
  );
}

function leaves(names: readonly string[], type: DataType): readonly string[] {
  if (type.kind === "struct")
    return type.fields.flatMap((field) => leaves([...names, field.name], field.type));
  const skips =
    (type.kind === "plain" && !/^(binary|boolean|variant)$/.test(type.name)) || type.kind === "decimal";
  return skips ? [writePath(names)] : [];
}

export function isPartition(columns: Columns, name: string): boolean {
  const { type, generatedAs, identity } = columns[name] ?? { type: "VARIANT" };
  return (
    /^(STRING|INT|BIGINT|DATE|SMALLINT|DECIMAL|TIMESTAMP$)/.test(type) &&
    !generatedAs &&
    identity === undefined
  );
}

export function drawColumn(
  draw: Draw,
  others: Columns,
  { position, isMapped }: { readonly position: number; readonly isMapped: boolean },
): ColumnDeclaration {
  const more = draw.chance(10) ? { comment: drawText(draw) } : {};
  if (draw.chance(5))
    return {
      ...{ position, type: "BIGINT", nullable: false, ...more },
      identity: { generated: draw.pick(["always", "byDefault"]) },
    };
  const source = Object.entries(others).find(
    ([, { type, generatedAs, identity }]) =>
      GENERATED[type] !== undefined && !generatedAs && identity === undefined,
  );
  if (source !== undefined && draw.chance(10)) {
    const [type = "", expression = ""] = GENERATED[source[1].type] ?? [];
    const generatedAs = expression.replace("c", columnSql(writePath([source[0]])));
    return { position, type, generatedAs, ...more };
  }
  const type = drawType(draw, isMapped);
  return {
    ...{ position, type: spelt(draw, writeDataType(type)), ...more },
    ...(draw.chance(15) ? { nullable: false } : {}),
    ...(draw.chance(12) && type.kind === "plain" ? { default: drawValue(draw, type, false) } : {}),
  };
}

/** Of a type the one that is computed from a column `c` of it. */
const GENERATED: Readonly<Record<string, readonly [type: string, expression: string]>> = {
  STRING: ["STRING", "upper(c)"],
  BIGINT: ["BIGINT", "(c * 2)"],
  TIMESTAMP: ["DATE", "CAST(c AS DATE)"],
  DATE: ["INT", "year(c)"],
};

function spelt(draw: Draw, type: string): string {
  if (draw.chance(80)) return type;
  return type
    .replaceAll(/\bTIMESTAMP\b/g, "timestamp_ltz")
    .replaceAll(/\bINT\b/g, "integer")
    .replaceAll(/\bDECIMAL\(/g, "Numeric(");
}

const PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  "delta.appendOnly": ["true", "false"],
  "delta.enableChangeDataFeed": ["true", "false"],
  "delta.enableDeletionVectors": ["true", "false"],
  "delta.enableTypeWidening": ["true", "false"],
  "delta.enableRowTracking": ["true", "false"],
  "delta.enableInCommitTimestamps": ["true", "false"],
  "delta.checkpointInterval": ["5", "20"],
  "delta.checkpointPolicy": ["classic", "v2"],
  "delta.columnMapping.mode": ["name", "none", "id"],
  "delta.dataSkippingNumIndexedCols": ["-1", "0", "1", "40"],
  "delta.deletedFileRetentionDuration": ["interval 14 days", "INTERVAL 2 WEEKS"],
  "delta.logRetentionDuration": ["interval 30 days", "interval 60 days"],
  "delta.isolationLevel": ["Serializable", "WriteSerializable"],
  "delta.feature.timestampNtz": ["supported"],
  "delta.feature.deletionVectors": ["supported"],
  "delta.AutoOptimize.optimizeWrite": ["true", "false"],
  "delta.randomizeFilePrefixes": ["true", "false"],
  quality: ["gold", "it's", ""],
  "team.owner": ["a b", "ä"],
  "with `tick`": ["1"],
};

export function drawProperties(draw: Draw): Readonly<Record<string, string>> {
  return Object.fromEntries(
    draw.some(Object.entries(PROPERTIES), 3).map(([key, values]) => [key, draw.pick(values)]),
  );
}
