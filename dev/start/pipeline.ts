import { columnType, type Table } from "../../src/model/index.ts";
import { identifier } from "../../src/model/identifier.ts";
import { fullName, literal } from "../../src/plan/sql.ts";
import { columnExpression } from "./pipeline-data.ts";

/**
 * Writes a table as a nightly pipeline leaves it: partitioned as declared, in many small files, with no
 * layout of ours. Atomic, and nothing happens where the table exists.
 */
export function loadStatement(table: Table, catalog: string): string {
  const partitions = table.layout === "unordered" ? [] : (table.layout.partition ?? []);
  const columns = Object.entries(table.columns).map(
    ([column, details]) =>
      `CAST(${columnExpression(table, column)} AS ${columnType(details)}) AS ${identifier(column)}`,
  );
  return [
    `CREATE TABLE IF NOT EXISTS ${fullName(`${catalog}.${table.name}`)} USING DELTA`,
    ...(partitions.length > 0 ? [`PARTITIONED BY (${partitions.map(identifier).join(", ")})`] : []),
    `COMMENT ${literal(table.about)}`,
    `AS SELECT /*+ REPARTITION(${pieces(table.size.rows)}) */ ${columns.join(", ")} FROM range(${table.size.rows})`,
  ].join("\n");
}

/** The schemas a list of tables stands in, sorted. */
export function schemasOf(tables: readonly Table[]): readonly string[] {
  return [...new Set(tables.map(({ name }) => name.split(".")[0] ?? ""))].sort();
}

/** One small file per 3,000 rows, as frequent loads leave them; enough to see OPTIMIZE at work. */
function pieces(rows: number): number {
  return Math.min(24, Math.max(2, Math.ceil(rows / 3_000)));
}
