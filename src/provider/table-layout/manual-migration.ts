import { defined } from "../../model/defined.ts";
import type { ColumnDeclaration, LayoutDeclaration } from "../../model/layout.ts";
import { writeManualMigration } from "../../plan/manual-migration-sql.ts";
import { type CreateTable, inOrder, writeSql } from "../../plan/sql.ts";
import { liveColumn } from "./columns.ts";
import { entryOf } from "./keys.ts";
import type { LiveLayout } from "./live.ts";

/** A change that is not made, and how a person makes it. */
export interface ManualMigration {
  /** What is wanted, and why it is refused. */
  readonly what: string;
  /** Statements that make it, in their order. */
  readonly statements: readonly string[];
  /** What to write instead of the declaration. */
  readonly instead: string;
}

/** Without it Delta knows columns by their names in the files, and can neither rename nor drop one. */
function mapping({ table, properties }: LiveLayout): readonly string[] {
  const mode = entryOf(properties, "delta.columnMapping.mode")?.value ?? "none";
  if (mode !== "none") return [];
  return [writeSql({ kind: "setProperties", table, properties: { "delta.columnMapping.mode": "name" } })];
}

/** @param heirs declared columns that the table lacks: one of them may be the new name */
export function dropping(
  live: LiveLayout,
  { name, heirs }: { readonly name: string; readonly heirs: readonly string[] },
): ManualMigration {
  const { table } = live;
  const renames = heirs.map((to) => writeManualMigration({ kind: "renameColumn", table, column: name, to }));
  return {
    what: `column "${name}" is no longer declared, and dropping it would lose its values`,
    statements: [
      ...mapping(live),
      writeManualMigration({ kind: "dropColumn", table, column: name }),
      ...renames.map((rename) => `${rename} -- instead of DROP COLUMN, if that is its new name`),
    ],
    instead: `To keep the column, declare it again.`,
  };
}

export function retyping(
  live: LiveLayout,
  { name, from, to }: { readonly name: string; readonly from: string; readonly to: string },
): ManualMigration {
  const { table } = live;
  const beside = `${name}_new`;
  return {
    what: `column "${name}" is ${from.toUpperCase()} and declared ${to}, which could lose values: Delta widens types and narrows none`,
    statements: [
      ...mapping(live),
      writeSql({ kind: "addColumns", table, columns: [{ name: beside, type: to }] }),
      writeManualMigration({ kind: "copyColumn", table, column: name, to: beside, type: to }),
      writeManualMigration({ kind: "dropColumn", table, column: name }),
      writeManualMigration({ kind: "renameColumn", table, column: beside, to: name }),
    ],
    instead: `To keep the type, declare ${from.toUpperCase()}.`,
  };
}

export function filling(
  table: string,
  {
    name,
    column,
    isNew,
  }: { readonly name: string; readonly column: ColumnDeclaration; readonly isNew: boolean },
): ManualMigration {
  const on = { table, column: name } as const;
  return {
    what: isNew
      ? `column "${name}" is new and NOT NULL, and the rows that are there have no value for it`
      : `column "${name}" may be NULL and is declared NOT NULL, and rows may be without a value`,
    statements: [
      ...(isNew ? [writeSql({ kind: "addColumns", table, columns: [{ name, type: column.type }] })] : []),
      writeManualMigration({ kind: "fillColumn", ...on, expression: column.default ?? "<value>" }),
      writeManualMigration({ kind: "setNotNull", ...on }),
    ],
    instead: `To go on without, declare it nullable.`,
  };
}

export function rekeying(
  table: string,
  { live, declared }: { readonly live: readonly string[]; readonly declared: readonly string[] },
): ManualMigration {
  const shown = (key: readonly string[]) => (key.length === 0 ? "none" : `(${key.join(", ")})`);
  return {
    what: `the primary key is ${shown(live)} and declared ${shown(declared)}; foreign keys and queries may rely on it`,
    statements: [
      ...(live.length === 0 ? [] : [writeManualMigration({ kind: "dropPrimaryKey", table })]),
      writeManualMigration({ kind: "addPrimaryKey", table, columns: declared }),
    ],
    instead: live.length === 0 ? "To go on without, declare none." : `To keep it, declare ${shown(live)}.`,
  };
}

/** The table anew beside the old one, which is kept under another name. */
export function rebuilding(
  { declared, live }: { readonly declared: LayoutDeclaration; readonly live: LiveLayout },
  what: string,
): ManualMigration {
  const { table } = declared;
  const { beside, before } = namesFor(table);
  const columns = inOrder(declared.columns ?? {}).filter(
    ([name, { generatedAs, identity }]) =>
      liveColumn(live.columns ?? [], name) !== undefined &&
      generatedAs === undefined &&
      identity?.generated !== "always",
  );
  return {
    what,
    statements: [
      writeSql({ ...creation(declared), table: beside }),
      writeManualMigration({ kind: "copyRows", table, to: beside, columns: columns.map(([name]) => name) }),
      ...exchanging(table),
    ],
    instead: `Tags and grants stay with ${before}; look through both tables before it goes.`,
  };
}

/**
 * What writes a pipeline's table anew with these partitions. The clustering that a table once had stays among its
 * features, and Delta replaces no such table by a partitioned one (DELTA_CLUSTERING_REPLACE_TABLE_WITH_PARTITIONED_TABLE).
 */
export function rewriting(live: LiveLayout, partitionedBy: readonly string[]): readonly string[] {
  const { table } = live;
  const wasClustered = entryOf(live.properties, "delta.feature.clustering") !== undefined;
  return wasClustered && partitionedBy.length > 0
    ? copying(table, partitionedBy)
    : [writeManualMigration({ kind: "replaceTable", table, partitionedBy })];
}

/** The table anew and without its features, beside the old one, which is kept under another name. */
export function copying(table: string, partitionedBy: readonly string[]): readonly string[] {
  const { beside } = namesFor(table);
  return [
    writeManualMigration({ kind: "copyTable", table, to: beside, partitionedBy }),
    ...exchanging(table),
  ];
}

function exchanging(table: string): readonly string[] {
  const { beside, before } = namesFor(table);
  return [
    writeManualMigration({ kind: "renameTable", table, to: before }),
    writeManualMigration({ kind: "renameTable", table: beside, to: table }),
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
