import { valueNamed } from "../../model/any-case.ts";
import { needsMapping } from "../../model/column-faults.ts";
import { type ColumnPath, readPath, writePath } from "../../model/column-path.ts";
import { defined } from "../../model/defined.ts";
import type { ColumnDeclaration, LayoutDeclaration } from "../../model/layout.ts";
import { dataTypeOf } from "../../model/read-data-type.ts";
import { type AddedColumn, inOrder, type Statement } from "../../plan/sql.ts";
import { entryOf } from "./keys.ts";
import type { LiveColumn } from "../../databricks/columns.ts";
import { filling, migrationOf, rekeying } from "./column-migrations.ts";
import { COLUMN_MAPPING } from "./column-mapping.ts";
import { type ColumnDeclarations, liveColumn, sameIdentity } from "./columns.ts";
import { sameExpression, sameType } from "./column-types.ts";
import { missingFeatures } from "./features.ts";
import { type LiveLayout, sameColumns } from "./live.ts";
import type { ManualMigration, MigrationRequest } from "./manual-migration.ts";
import { fieldComments, losesFields } from "./noted-lengths.ts";
import { DEFAULTS, rebuilding } from "./rebuild.ts";
import { type OnePlan, planType } from "./type-plan.ts";

export interface ColumnRequest {
  readonly declared: LayoutDeclaration;
  readonly live: LiveLayout;
  /** Columns that earlier runs declared. @default none */
  readonly ourColumns?: readonly string[];
}

/** What the columns of a table take to become as declared. */
export interface ColumnPlan {
  /** Properties without which the new columns are refused by the engine. */
  readonly enabled: Readonly<Record<string, string>>;
  /** Before anything that may name a new column. */
  readonly added: readonly Statement[];
  /** Properties without which the changes below are refused by the engine. */
  readonly properties: Readonly<Record<string, string>>;
  readonly altered: readonly Statement[];
  /** What would lose values, or what no ALTER TABLE does. */
  readonly refused: readonly ManualMigration[];
  readonly notes: readonly string[];
}

const NOTHING: ColumnPlan = { enabled: {}, added: [], properties: {}, altered: [], refused: [], notes: [] };

/** The fewest statements that lose nothing; all that would is refused, at once. */
export function planColumns(request: ColumnRequest): ColumnPlan {
  const { declared, live, ourColumns = [] } = request;
  const { table, columns } = declared;
  if (columns === undefined)
    return ourColumns.length === 0 ? NOTHING : { ...NOTHING, notes: [handedOver(table)] };
  const there = live.columns ?? [];
  const migration: MigrationRequest = { declared, live, ours: ourColumns };
  const plans = inOrder(columns).map(([name, column]) => {
    const found = liveColumn(there, name);
    return found === undefined
      ? planMissing(migration, name, column)
      : planFound(migration, found, { name, column });
  });
  const added = plans.flatMap((plan) => plan.added ?? []);
  const altered = plans.flatMap((plan) => plan.altered ?? []);
  return {
    enabled: { ...mappingFor(declared, live, added), ...missingFeatures(live, typesOf(added)) },
    added: added.length === 0 ? [] : [{ kind: "addColumns", table, columns: added }],
    properties: {
      ...(Object.assign({}, ...plans.map(({ properties }) => missingIn(live, properties))) as Record<
        string,
        string
      >),
      ...missingFeatures(
        live,
        typesOf(altered).filter((type) => !typesOf(added).includes(type)),
      ),
    },
    altered,
    refused: onceEach([
      ...plans.flatMap(({ refused = [] }) => refused),
      ...dropped(migration, columns),
      ...otherKey(migration),
      ...otherPartitions(migration),
    ]),
    notes: foreign(request, columns),
  };
}

/** Whether the table's columns become others by it, or would. */
export function changesColumns({ added, altered, refused }: ColumnPlan): boolean {
  return added.length + altered.length + refused.length > 0;
}

/** A table that is written anew is so once, whatever the number of reasons. */
function onceEach(refused: readonly ManualMigration[]): readonly ManualMigration[] {
  const seen = new Set<string>();
  return refused.map((migration) => {
    const scripts = migration.ways.map(({ script }) => script.join("\n"));
    const isRepeated = scripts.length > 0 && scripts.every((script) => seen.has(script));
    for (const script of scripts) seen.add(script);
    return isRepeated
      ? { ...migration, instead: "The statements above do this as well.", ways: [] }
      : migration;
  });
}

function planMissing(request: MigrationRequest, name: string, column: ColumnDeclaration): OnePlan {
  const { declared, live } = request;
  const { type, comment, nullable = true, generatedAs, identity } = column;
  if (generatedAs !== undefined || identity !== undefined) {
    const what = generatedAs === undefined ? "an identity" : "generated";
    return {
      refused: [rebuilding(request, `column "${name}" is new and ${what}, which only CREATE TABLE makes`)],
    };
  }
  if (!nullable) return { refused: [filling(live, { name, column, isNew: true })] };
  const path = writePath([name]);
  return {
    added: [{ path, type, ...defined({ comment }) }],
    properties: column.default === undefined ? {} : DEFAULTS,
    altered:
      column.default === undefined
        ? []
        : [
            { kind: "setDefault", table: declared.table, column: path, expression: column.default },
            ...commentsAgain(declared.table, name, type),
          ],
  };
}

function commentsAgain(table: string, name: string, type: string): readonly Statement[] {
  const known = dataTypeOf(type);
  if (known === undefined || !losesFields({ type })) return [];
  return fieldComments([name], known).map((each) => ({ kind: "commentColumn", table, ...each }) as const);
}

function planFound(
  request: MigrationRequest,
  live: LiveColumn,
  { name, column }: { readonly name: string; readonly column: ColumnDeclaration },
): OnePlan {
  const { table } = request.declared;
  const { nullable = column.identity === undefined || live.nullable, comment } = column;
  const source = live.source ?? column;
  const on = { table, column: writePath([name]) } as const;
  const retyped = planType(request, live, column);
  const redefaults = !sameExpression(column.default, source.default);
  const isGeneratedAnew =
    !sameExpression(column.generatedAs, source.generatedAs) ||
    !sameIdentity(column.identity, source.identity);
  const refused = [
    ...(retyped.refused ?? []),
    ...(isGeneratedAnew
      ? [
          rebuilding(
            request,
            `column "${name}" is to get its values otherwise, which only CREATE TABLE can say`,
          ),
        ]
      : []),
    ...(!nullable && live.nullable ? [filling(request.live, { name, column, isNew: false })] : []),
  ];
  const ofWhole: readonly Statement[] = [
    ...(nullable && !live.nullable ? [{ kind: "dropNotNull", ...on } as const] : []),
    ...(redefaults && !isGeneratedAnew
      ? [
          column.default === undefined
            ? ({ kind: "dropDefault", ...on } as const)
            : ({ kind: "setDefault", ...on, expression: column.default } as const),
        ]
      : []),
    ...(comment !== undefined && comment !== (live.comment ?? "")
      ? [{ kind: "commentColumn", ...on, comment } as const]
      : []),
  ];
  if (losesFields(live) && (ofWhole.length > 0 || (!nullable && live.nullable))) {
    const what =
      `column "${live.name}" holds lengths of texts in fields, and is to have another default, comment or NOT NULL; ` +
      "Delta makes such fields anew with that, without their comments, NOT NULL or values";
    return { refused: [rebuilding(request, what)] };
  }
  return {
    refused,
    added: retyped.added ?? [],
    properties: { ...retyped.properties, ...(redefaults && column.default !== undefined ? DEFAULTS : {}) },
    altered: [...(retyped.altered ?? []), ...ofWhole],
  };
}

function missingIn(
  live: LiveLayout,
  properties: OnePlan["properties"] = {},
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(properties).filter(([key, value]) => entryOf(live.properties, key)?.value !== value),
  );
}

function typesOf(changes: readonly (AddedColumn | Statement)[]): readonly string[] {
  return changes.flatMap((change) => ("type" in change ? [change.type] : []));
}

/** Names with blanks and the like need the mapping of names that is declared, before they come. */
function mappingFor(
  { properties }: LayoutDeclaration,
  live: LiveLayout,
  added: readonly AddedColumn[],
): Readonly<Record<string, string>> {
  const declared = entryOf(properties, COLUMN_MAPPING);
  const isNeeded = added.some(({ path, type }) =>
    readPath(path).some((name) => needsMapping({ name, type })),
  );
  if (declared === undefined || !isNeeded) return {};
  return entryOf(live.properties, COLUMN_MAPPING)?.value === declared.value
    ? {}
    : { [declared.key]: declared.value };
}

function dropped(request: MigrationRequest, columns: ColumnDeclarations): readonly ManualMigration[] {
  const there = request.live.columns ?? [];
  const missing = Object.entries(columns).filter(([name]) => liveColumn(there, name) === undefined);
  return request.ours.flatMap((name) => {
    const found = liveColumn(there, name);
    if (found === undefined || valueNamed(columns, name) !== undefined) return [];
    const heirs = missing.filter(([, { type }]) => sameType(found.type, type)).map(([heir]) => heir);
    return [migrationOf(request, { kind: "drop", path: writePath([found.name]), heirs })];
  });
}

function otherKey({ declared: { primaryKey, table }, live }: MigrationRequest): readonly ManualMigration[] {
  if (primaryKey === undefined || live.primaryKey === undefined) return [];
  return sameColumns(primaryKey, live.primaryKey)
    ? []
    : [rekeying(table, { live: live.primaryKey, declared: primaryKey })];
}

function otherPartitions(request: MigrationRequest): readonly ManualMigration[] {
  const { partitionedBy, partitionedUntilRebuilt: meanwhile } = request.declared;
  const { partitionedBy: live } = request.live;
  if (partitionedBy === undefined) return [];
  const expected = [partitionedBy, meanwhile ?? partitionedBy];
  if (expected.some((columns) => sameColumns(columns, live))) return [];
  const shown = (columns: readonly ColumnPath[]) => (columns.length === 0 ? "nothing" : columns.join(", "));
  return [
    rebuilding(request, `the table is partitioned by ${shown(live)} and declared by ${shown(partitionedBy)}`),
  ];
}

function foreign(
  { declared, live, ourColumns = [] }: ColumnRequest,
  columns: ColumnDeclarations,
): readonly string[] {
  const ours = [...Object.keys(columns), ...ourColumns].map((name) => name.toLowerCase());
  const others = (live.columns ?? [])
    .map(({ name }) => name)
    .filter((name) => !ours.includes(name.toLowerCase()));
  if (others.length === 0) return [];
  const list = others.map((name) => `"${name}"`).join(", ");
  return [
    `${declared.table} has ${others.length === 1 ? "the column" : "the columns"} ${list}, which nobody declared; ${others.length === 1 ? "it is" : "they are"} left alone.`,
  ];
}

function handedOver(table: string): string {
  return `${table} keeps its columns and rows; the columns are no longer managed.`;
}
