import { rootOf } from "../model/column-path.ts";
import { defined } from "../model/defined.ts";
import { INDEXED_BY_DEFAULT } from "../model/statistics-columns.ts";
import {
  type Clustering,
  columnDeclarations,
  clusteringKeys,
  engineProperties,
  type Layout,
  type LayoutDeclaration,
  layoutKeys,
  type Table,
  type TableProperties,
  hoursOf,
  maintenanceOf,
  zorderKeys,
} from "../model/index.ts";

/** One table's layout, under the name that its resource keeps for ever. */
export interface TablePlan {
  /** `schema.table`: the resource's name in every environment. */
  readonly name: string;
  readonly about: string;
  /** As declared; nothing measures it. */
  readonly size: Pick<Table["size"], "rows" | "bytes">;
  readonly layout: LayoutDeclaration;
  /** Z-order keys; not a property of the table but of the OPTIMIZE that its maintenance runs. */
  readonly zorder: readonly string[];
  /** No column is declared, so that the engine alone checks the keys. @default they are checked here */
  readonly unchecked?: true;
}

export function planLayout(table: Table, catalog: string): TablePlan {
  return {
    name: table.name,
    about: table.about,
    size: { rows: table.size.rows, bytes: table.size.bytes },
    layout: {
      table: `${catalog}.${table.name}`,
      properties: engineProperties({ ...indexedColumns(table), ...retentionOf(table), ...table.properties }),
      clustering: clusteringOf(table.layout),
      partitionedBy: table.layout === "unordered" ? [] : (table.layout.partition ?? []),
      ...(table.acknowledge === undefined
        ? {}
        : { partitionedUntilRebuilt: table.acknowledge.repartition.from }),
      ...(zorderKeys(table.layout).length > 0 ? { zordered: true } : {}),
      ...defined({ comment: table.comment, tags: table.tags }),
      ...ownColumns(table),
      ...defined({ onRemoval: table.onRemoval }),
    },
    zorder: zorderKeys(table.layout),
    ...(Object.keys(table.columns).length === 0 ? { unchecked: true as const } : {}),
  };
}

/** The columns of a pipeline's table are its own. */
function ownColumns({
  managedBy,
  columns,
  primaryKey,
  constraints,
}: Table): Pick<LayoutDeclaration, "columns" | "primaryKey" | "constraints"> {
  if (managedBy === "pipeline") return {};
  return { columns: columnDeclarations(columns), ...defined({ primaryKey, constraints }) };
}

/** Every layout says what clustering is, so that clustering switched on by hand is drift. */
function clusteringOf(layout: Layout<string>): Clustering {
  if (layout !== "unordered" && layout.cluster === "auto") return { kind: "auto" };
  const columns = clusteringKeys(layout);
  return columns.length === 0 ? { kind: "none" } : { kind: "columns", columns };
}

/**
 * How long old versions stay readable. The log is kept no shorter than Delta does by itself, and both are set in one
 * statement: Delta 4.1 judges each beside the other's default.
 */
export function retentionOf({ maintenance }: Table): TableProperties {
  const { keep } = maintenanceOf(maintenance);
  if (keep === undefined) return {};
  const log = hoursOf(keep) > hoursOf(DELTAS_LOG) ? keep : DELTAS_LOG;
  return { "delta.deletedFileRetentionDuration": keep, "delta.logRetentionDuration": log };
}

const DELTAS_LOG = "30 days";

/**
 * Files are skipped by statistics, which Delta collects for the first columns only: where a layout key stands
 * behind them, the range is widened to it. What the table file says itself comes first.
 */
function indexedColumns(table: Table): TableProperties {
  if (table.properties?.["delta.dataSkippingStatsColumns"] !== undefined) return {};
  const columns = Object.keys(table.columns);
  const needed = Math.max(0, ...layoutKeys(table.layout).map((key) => columns.indexOf(rootOf(key)) + 1));
  return needed > INDEXED_BY_DEFAULT ? { "delta.dataSkippingNumIndexedCols": needed } : {};
}
