import { valueNamed } from "../../model/any-case.ts";
import { type ColumnPath, writePath } from "../../model/column-path.ts";
import { defined } from "../../model/defined.ts";
import type { ColumnDeclaration, LayoutDeclaration } from "../../model/layout.ts";
import { dataTypeOf } from "../../model/read-data-type.ts";
import type { LiveColumn } from "../../databricks/columns.ts";
import { checkedCopy } from "../../plan/checked-copy.ts";
import { type ManualStatement, scriptOf } from "../../plan/manual-migration-sql.ts";
import { columnSql, type CreateTable, inOrder, type Statement } from "../../plan/sql.ts";
import { liveColumn } from "./columns.ts";
import { sameType } from "./column-types.ts";
import { constraintsOf } from "./dependents.ts";
import { entryOf } from "./keys.ts";
import type { LiveLayout } from "./live.ts";
import type { ManualMigration, MigrationRequest } from "./manual-migration.ts";

/** The table anew beside the old one, which is kept under another name. */
export function rebuilding(request: MigrationRequest, what: string): ManualMigration {
  const { declared, live } = request;
  const { table } = declared;
  const { beside, before } = namesFor(table);
  const columns = { ...declared.columns, ...foreignColumns(request) };
  const plans = inOrder(columns).map(([name, column]) => copyOf(live, name, column));
  const whys = plans.flatMap((plan) => (typeof plan === "string" ? [plan] : []));
  const stays = `Tags, grants and properties that nobody declared stay with ${before}; look through both tables before it goes.`;
  if (whys.length > 0) {
    return { what, instead: `No statements do it: ${whys.join("; ")}.`, ways: [] };
  }
  const numbered = Object.entries(columns).filter(
    ([name, { identity }]) => identity !== undefined && liveColumn(live.columns ?? [], name) !== undefined,
  );
  const script: readonly (Statement | ManualStatement)[] = [
    { ...creation({ ...declared, columns }), table: beside, onExisting: "fails" },
    {
      kind: "copyRows",
      table,
      to: beside,
      columns: plans.flatMap((plan) => (typeof plan === "object" ? [plan] : [])),
    },
    ...numbered.map(
      ([name]) => ({ kind: "syncIdentity", table: beside, column: writePath([name]) }) as const,
    ),
    ...constraintsOf(live).map(
      (constraint) => ({ kind: "addConstraint", table: beside, ...constraint }) as const,
    ),
    { kind: "sameCount", table, to: beside },
    ...exchanging(table),
  ];
  return { what, instead: stays, ways: [{ script: scriptOf(script) }] };
}

/** Columns that nobody declared: they are somebody's, and come along. */
function foreignColumns({
  declared,
  live,
  ours,
}: MigrationRequest): Readonly<Record<string, ColumnDeclaration>> {
  const all = live.columns ?? [];
  const foreign = all.filter(
    ({ name }) =>
      valueNamed(declared.columns ?? {}, name) === undefined &&
      !ours.some((known) => known.toLowerCase() === name.toLowerCase()),
  );
  return Object.fromEntries(
    foreign.map((column) => [column.name, asDeclared(column, all.length + all.indexOf(column))]),
  );
}

function asDeclared(
  { type, nullable, comment, source = {} }: LiveColumn,
  position: number,
): ColumnDeclaration {
  return { position, type, nullable, ...source, ...defined({ comment }) };
}

/** A column of the new table with what gives its values, nothing where the engine does, or why it cannot be filled. */
function copyOf(
  live: LiveLayout,
  name: string,
  { type, nullable = true, default: byDefault, generatedAs, identity }: ColumnDeclaration,
): readonly [ColumnPath, string] | undefined | string {
  const path = writePath([name]);
  const found = liveColumn(live.columns ?? [], name);
  if (found === undefined) {
    const filled = nullable || byDefault !== undefined || generatedAs !== undefined || identity !== undefined;
    return filled ? undefined : `column "${name}" is new and NOT NULL, and has no default`;
  }
  if (identity?.generated === "always") {
    return (
      `GENERATED ALWAYS gives every row a new number in "${name}", and what refers to the old ones breaks; ` +
      `declare identity.generated "byDefault", and the numbers are kept`
    );
  }
  // A value that was given is kept only where the expression gives the same: the engine checks it as it writes.
  if (generatedAs !== undefined && found.source?.generatedAs !== undefined) return undefined;
  const value = copied(found, type);
  if (value === undefined) return `no CAST takes "${name}" from ${found.type} to ${type}`;
  const isFilled = !nullable && found.nullable && byDefault !== undefined;
  return [path, isFilled ? `coalesce(${value}, ${byDefault})` : value];
}

function copied({ name, type }: LiveColumn, declared: string): string | undefined {
  const value = columnSql(writePath([name]));
  const [from, to] = [dataTypeOf(type), dataTypeOf(declared)];
  if (from === undefined || to === undefined) return sameType(type, declared) ? value : undefined;
  return checkedCopy(value, from, to);
}

/**
 * What writes a pipeline's table anew with these partitions. The clustering that a table once had stays among its
 * features, and Delta replaces no such table by a partitioned one (DELTA_CLUSTERING_REPLACE_TABLE_WITH_PARTITIONED_TABLE).
 */
export function rewriting(live: LiveLayout, partitionedBy: readonly ColumnPath[]): readonly string[] {
  const { table } = live;
  const wasClustered = entryOf(live.properties, "delta.feature.clustering") !== undefined;
  return wasClustered && partitionedBy.length > 0
    ? copying(table, partitionedBy)
    : scriptOf([{ kind: "replaceTable", table, partitionedBy }]);
}

/** The table anew and without its features, beside the old one, which is kept under another name. */
export function copying(table: string, partitionedBy: readonly ColumnPath[]): readonly string[] {
  const { beside } = namesFor(table);
  return scriptOf([
    { kind: "copyTable", table, to: beside, partitionedBy },
    { kind: "sameCount", table, to: beside },
    ...exchanging(table),
  ]);
}

function exchanging(table: string): readonly ManualStatement[] {
  const { beside, before } = namesFor(table);
  return [
    { kind: "renameTable", table, to: before },
    { kind: "renameTable", table: beside, to: table },
  ];
}

function namesFor(table: string): { readonly beside: string; readonly before: string } {
  return { beside: `${table}_new`, before: `${table}_before` };
}

/** Without it Delta refuses a DEFAULT (WRONG_COLUMN_DEFAULTS_FOR_DELTA_FEATURE_NOT_ENABLED). */
export const DEFAULTS = { "delta.feature.allowColumnDefaults": "supported" };

/** The statement that creates the table as declared. */
export function creation(declared: LayoutDeclaration): CreateTable {
  const { table, columns = {}, primaryKey, partitionedBy, clustering, comment, properties } = declared;
  const hasDefaults = Object.values(columns).some((column) => column.default !== undefined);
  return {
    kind: "createTable",
    table,
    columns,
    ...defined({ primaryKey, partitionedBy, clustering, comment }),
    properties: { ...(hasDefaults ? DEFAULTS : {}), ...properties },
  };
}
