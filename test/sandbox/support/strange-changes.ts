import { writePath } from "../../../src/model/column-path.ts";
import { type DataType, writeDataType } from "../../../src/model/data-type.ts";
import type { ColumnDeclaration } from "../../../src/model/layout.ts";
import { readDataType } from "../../../src/model/read-data-type.ts";
import {
  type Columns,
  drawClustering,
  drawColumn,
  drawKey,
  drawProperties,
  isPartition,
  keysOf,
  type StrangeLayout,
} from "./strange-layout.ts";
import { type Draw, drawField, drawLeaf, drawName, drawText, drawValue } from "./strange-types.ts";

/** The layout after one to four changes. */
export function changed(draw: Draw, first: StrangeLayout, isMapped: boolean): StrangeLayout {
  let layout = first;
  for (let count = draw.chance(50) ? 1 : 2 + draw.upTo(2); count > 0; count -= 1) {
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
  (draw, layout) =>
    withColumn(draw, layout, (column) => ({ ...column, nullable: column.nullable === false })),
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
      : { ...layout, clustering: drawClustering(draw, keysOf(layout.columns)) },
  (draw, { clustering: old, ...layout }) =>
    old === undefined || draw.chance(50) ? layout : { ...layout, clustering: { kind: "none" } },
  (draw, layout) => ({ ...layout, comment: drawText(draw) }),
  (draw, layout) => ({ ...layout, ...drawKey(draw, layout.columns) }),
  (draw, layout) => {
    if (draw.chance(70)) return layout;
    const partitions = Object.keys(layout.columns).filter((name) => isPartition(layout.columns, name));
    const partitionedBy = draw.some(partitions, 1).map((name) => writePath([name]));
    return { ...layout, clustering: { kind: "none" }, partitionedBy };
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
