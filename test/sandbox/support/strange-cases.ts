import fc from "fast-check";
import { writePath } from "../../../src/model/column-path.ts";
import { type DataType, writeDataType } from "../../../src/model/data-type.ts";
import { readDataType } from "../../../src/model/read-data-type.ts";
import type { ColumnDeclaration, LayoutDeclaration } from "../../../src/model/layout.ts";
import { columnSql, identifier } from "../../../src/plan/sql.ts";
import { drawHistory } from "./strange-history.ts";
import { Draw, drawField, drawLeaf, drawName, drawText, drawType, drawValue } from "./strange-types.ts";

export type Columns = Readonly<Record<string, ColumnDeclaration>>;

/** A layout but for the name of its table. */
export type StrangeLayout = Omit<LayoutDeclaration, "table" | "tags" | "columns"> & {
  readonly columns: Columns;
};

/** What happens to one table; `<T>` in a statement is its name. JSON, so that it can be run again. */
export interface StrangeCase {
  /** Who creates it; a pipeline's table declares no columns later. */
  readonly owner: "stack" | "pipeline";
  readonly first: StrangeLayout;
  readonly rows: readonly string[];
  /** What others do to it meanwhile; the engine may refuse any of it. */
  readonly history: readonly string[];
  readonly second: StrangeLayout;
  /** Which of the scripts that a refusal prints is pasted; none where it is negative. */
  readonly script: number;
}

const anyCase: fc.Arbitrary<StrangeCase> = fc.gen().map((next) => drawCase(new Draw(next)));

/** The cases of a seed; the first ones are the same whatever their number. */
export function strangeCases(seed: number, count: number): readonly StrangeCase[] {
  return fc.sample(anyCase, { seed, numRuns: count });
}

function drawCase(draw: Draw): StrangeCase {
  const isMapped = draw.chance(45);
  const owner = draw.chance(70) ? "stack" : "pipeline";
  const first = drawLayout(draw, isMapped);
  const rows = Array.from({ length: draw.upTo(3) }, () => insertion(draw, first.columns));
  const history = drawHistory(draw, first);
  return { owner, first, rows, history, second: changed(draw, first, isMapped), script: draw.upTo(9) - 3 };
}

function drawLayout(draw: Draw, isMapped: boolean): StrangeLayout {
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
    ...(clusters ? { clustering: clustering(draw, keys) } : {}),
    ...(isPartitioned ? { partitionedBy } : {}),
    ...(draw.chance(20) ? { comment: drawText(draw) } : {}),
  };
}

function clustering(draw: Draw, keys: readonly string[]): NonNullable<StrangeLayout["clustering"]> {
  const columns = draw.some(keys, 3);
  return columns.length === 0 ? { kind: "none" } : { kind: "columns", columns };
}

/** Paths of columns and fields by which Delta clusters. */
function keysOf(columns: Columns): readonly string[] {
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

function isPartition(columns: Columns, name: string): boolean {
  const { type, generatedAs, identity } = columns[name] ?? { type: "VARIANT" };
  return (
    /^(STRING|INT|BIGINT|DATE|SMALLINT|DECIMAL|TIMESTAMP$)/.test(type) && !generatedAs && identity === undefined
  );
}

function drawColumn(
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

function drawProperties(draw: Draw): Readonly<Record<string, string>> {
  return Object.fromEntries(
    draw.some(Object.entries(PROPERTIES), 3).map(([key, values]) => [key, draw.pick(values)]),
  );
}

function insertion(draw: Draw, columns: Columns): string {
  const given = Object.entries(columns).filter(
    ([, { identity, generatedAs }]) => identity === undefined && generatedAs === undefined,
  );
  if (given.length === 0) return "INSERT INTO <T> DEFAULT VALUES";
  const values = given.map(([, { type, nullable }]) => drawValue(draw, readDataType(type), nullable !== false));
  return `INSERT INTO <T> (${given.map(([name]) => identifier(name)).join(", ")}) SELECT ${values.join(", ")}`;
}

/** The layout after one to four changes. */
function changed(draw: Draw, first: StrangeLayout, isMapped: boolean): StrangeLayout {
  let layout = first;
  for (let count = 1 + draw.upTo(3); count > 0; count -= 1) {
    layout = draw.pick(CHANGES)(draw, layout, isMapped);
  }
  return layout;
}

type Change = (draw: Draw, layout: StrangeLayout, isMapped: boolean) => StrangeLayout;

const addColumn: Change = (draw, layout, isMapped) => {
  const taken = Object.keys(layout.columns);
  const position = taken.length + draw.upTo(3);
  const column = drawColumn(draw, layout.columns, { position, isMapped });
  const isNullable = column.nullable !== false || draw.chance(15);
  const more = isNullable || column.identity !== undefined ? {} : { nullable: true };
  return {
    ...layout,
    columns: { ...layout.columns, [drawName(draw, taken, isMapped)]: { ...column, ...more } },
  };
};

const dropColumn: Change = (draw, layout) => {
  const names = Object.keys(layout.columns);
  return names.length < 2 ? layout : { ...layout, columns: without(layout.columns, draw.pick(names)) };
};

const renameColumn: Change = (draw, layout, isMapped) => {
  const [old, column] = draw.pick(Object.entries(layout.columns));
  const name = draw.chance(30) ? old.toUpperCase() : drawName(draw, Object.keys(layout.columns), isMapped);
  return { ...layout, columns: { ...without(layout.columns, old), [name]: column } };
};

const retype: Change = (draw, layout, isMapped) =>
  withColumn(draw, layout, (column) => ({
    ...column,
    type: writeDataType(otherType(draw, readDataType(column.type), isMapped)),
  }));

const CHANGES: readonly Change[] = [
  ...[addColumn, addColumn, dropColumn, renameColumn, retype, retype, retype, retype],
  (draw, layout) => withColumn(draw, layout, (column) => ({ ...column, nullable: column.nullable === false })),
  (draw, layout) => withColumn(draw, layout, (column) => ({ ...column, comment: drawText(draw) })),
  (draw, layout) =>
    withColumn(draw, layout, ({ default: old, ...column }) =>
      old === undefined && column.generatedAs === undefined && column.identity === undefined
        ? { ...column, default: drawValue(draw, readDataType(column.type)) }
        : column,
    ),
  (draw, layout) => ({ ...layout, properties: { ...layout.properties, ...drawProperties(draw) } }),
  (draw, layout) => ({
    ...layout,
    properties: Object.fromEntries(draw.some(Object.entries(layout.properties), 4)),
  }),
  (draw, { partitionedBy = [], ...layout }) =>
    partitionedBy.length > 0
      ? { ...layout, partitionedBy }
      : { ...layout, clustering: clustering(draw, keysOf(layout.columns)) },
  (draw, { clustering: old, ...layout }) =>
    old === undefined || draw.chance(50) ? layout : { ...layout, clustering: { kind: "none" } },
  (draw, layout) => ({ ...layout, comment: drawText(draw) }),
  (draw, layout) => {
    if (draw.chance(70)) return layout;
    const partitions = Object.keys(layout.columns).filter((name) => isPartition(layout.columns, name));
    const { clustering: _, ...rest } = layout;
    return { ...rest, partitionedBy: draw.some(partitions, 1).map((name) => writePath([name])) };
  },
];

function withColumn(
  draw: Draw,
  layout: StrangeLayout,
  change: (column: ColumnDeclaration) => ColumnDeclaration,
): StrangeLayout {
  const names = Object.keys(layout.columns);
  if (names.length === 0) return layout;
  const name = draw.pick(names);
  const column = layout.columns[name];
  return column === undefined
    ? layout
    : { ...layout, columns: { ...layout.columns, [name]: change(column) } };
}

function without(columns: Columns, gone: string): Columns {
  return Object.fromEntries(Object.entries(columns).filter(([name]) => name !== gone));
}

/** Another type, most often one that is near. */
function otherType(draw: Draw, type: DataType, isMapped: boolean): DataType {
  if (draw.chance(10)) return drawLeaf(draw);
  switch (type.kind) {
    case "plain": {
      const near = NEAR[type.name] ?? ["STRING"];
      return readDataType(draw.pick(near));
    }
    case "decimal": {
      const precision = Math.min(38, type.precision + draw.upTo(4));
      return draw.chance(70)
        ? { ...type, precision, scale: Math.min(precision, type.scale + draw.upTo(2)) }
        : readDataType(draw.pick(["DOUBLE", "STRING", "DECIMAL(3,1)", "BIGINT"]));
    }
    case "char":
    case "varchar":
      return draw.pick<DataType>([
        { kind: "varchar", length: type.length + 4 },
        { kind: "varchar", length: Math.max(1, type.length - 1) },
        { kind: "plain", name: "string" },
        { kind: "char", length: type.length + 1 },
      ]);
    case "array":
      return { ...type, element: otherType(draw, type.element, isMapped) };
    case "map":
      return draw.chance(80)
        ? { ...type, value: otherType(draw, type.value, isMapped) }
        : { ...type, key: otherType(draw, type.key, isMapped) };
    case "struct": {
      const names = type.fields.map(({ name }) => name);
      const kind = draw.upTo(9);
      if (kind <= 4) {
        const field = drawField(draw, names, { isMapped, depth: 1 });
        return { ...type, fields: draw.chance(70) ? [...type.fields, field] : [field, ...type.fields] };
      }
      const chosen = draw.upTo(type.fields.length - 1);
      if (kind === 5 && type.fields.length > 1) {
        return { ...type, fields: type.fields.filter((_, at) => at !== chosen) };
      }
      return {
        ...type,
        fields: type.fields.map((field, at) =>
          at === chosen ? { ...field, type: otherType(draw, field.type, isMapped) } : field,
        ),
      };
    }
  }
}

const NEAR: Readonly<Record<string, readonly string[]>> = {
  tinyint: ["SMALLINT", "INT", "BIGINT", "DOUBLE", "DECIMAL(12,2)", "STRING"],
  smallint: ["INT", "BIGINT", "DECIMAL(10,0)", "TINYINT", "FLOAT"],
  int: ["BIGINT", "DOUBLE", "DECIMAL(14,4)", "SMALLINT", "STRING", "BOOLEAN"],
  bigint: ["DECIMAL(20,0)", "DECIMAL(38,6)", "INT", "STRING", "DOUBLE", "TIMESTAMP"],
  float: ["DOUBLE", "STRING", "INT"],
  double: ["FLOAT", "DECIMAL(10,2)", "BIGINT", "STRING"],
  string: ["INT", "VARCHAR(20)", "DATE", "TIMESTAMP", "BINARY", "BOOLEAN", "DECIMAL(6,2)", "VARIANT"],
  boolean: ["STRING", "INT"],
  date: ["TIMESTAMP_NTZ", "TIMESTAMP", "STRING"],
  timestamp: ["TIMESTAMP_NTZ", "DATE", "STRING"],
  timestamp_ntz: ["TIMESTAMP", "DATE", "STRING"],
  binary: ["STRING"],
  variant: ["STRING"],
};
