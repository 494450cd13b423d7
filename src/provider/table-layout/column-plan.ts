import { defined } from "../../model/defined.ts";
import { entryOf } from "./keys.ts";
import type { ColumnDeclaration, LayoutDeclaration } from "../../model/layout.ts";
import { inOrder, type Statement } from "../../plan/sql.ts";
import type { LiveColumn } from "../../databricks/columns.ts";
import {
  type ManualMigration,
  DEFAULTS,
  dropping,
  filling,
  rebuilding,
  rekeying,
  retyping,
} from "./manual-migration.ts";
import { columnNamed, type ColumnDeclarations, liveColumn, sameIdentity } from "./columns.ts";
import { isWidening, normalType, sameExpression, sameType } from "./column-types.ts";
import { type LiveLayout, sameColumns } from "./live.ts";

export interface ColumnRequest {
  readonly declared: LayoutDeclaration;
  readonly live: LiveLayout;
  /** Columns that earlier runs declared. @default none */
  readonly ourColumns?: readonly string[];
}

/** What the columns of a table take to become as declared. */
export interface ColumnPlan {
  /** Before anything that may name a new column. */
  readonly added: readonly Statement[];
  /** Properties without which the changes below are refused by the engine. */
  readonly properties: Readonly<Record<string, string>>;
  readonly altered: readonly Statement[];
  /** What would lose values, or what no ALTER TABLE does. */
  readonly refused: readonly ManualMigration[];
  readonly notes: readonly string[];
}

const NOTHING: ColumnPlan = { added: [], properties: {}, altered: [], refused: [], notes: [] };

/** The fewest statements that lose nothing; all that would is refused, at once. */
export function planColumns(request: ColumnRequest): ColumnPlan {
  const { declared, live, ourColumns = [] } = request;
  const { table, columns } = declared;
  if (columns === undefined)
    return ourColumns.length === 0 ? NOTHING : { ...NOTHING, notes: [handedOver(table)] };
  const there = live.columns ?? [];
  const plans = inOrder(columns).map(([name, column]) => {
    const found = liveColumn(there, name);
    return found === undefined
      ? planMissing(request, name, column)
      : planFound(request, found, { name, column });
  });
  const added = plans.flatMap((plan) => plan.added ?? []);
  return {
    added: added.length === 0 ? [] : [{ kind: "addColumns", table, columns: added }],
    properties: Object.assign({}, ...plans.map(({ properties }) => missingIn(live, properties))) as Record<
      string,
      string
    >,
    altered: plans.flatMap(({ altered = [] }) => altered),
    refused: [
      ...plans.flatMap(({ refused = [] }) => refused),
      ...dropped(request, columns),
      ...otherKey(request),
      ...otherPartitions(request),
    ],
    notes: foreign(request, columns),
  };
}

interface OnePlan {
  readonly added?: { readonly name: string; readonly type: string; readonly comment?: string };
  readonly properties?: Readonly<Record<string, string>>;
  readonly altered?: readonly Statement[];
  readonly refused?: readonly ManualMigration[];
}

function planMissing(request: ColumnRequest, name: string, column: ColumnDeclaration): OnePlan {
  const { table } = request.declared;
  const { type, comment, nullable = true, generatedAs, identity } = column;
  if (generatedAs !== undefined || identity !== undefined) {
    const what = generatedAs === undefined ? "an identity" : "generated";
    return {
      refused: [rebuilding(request, `column "${name}" is new and ${what}, which only CREATE TABLE makes`)],
    };
  }
  if (!nullable) return { refused: [filling(table, { name, column, isNew: true })] };
  return {
    added: { name, type, ...defined({ comment }) },
    properties: { ...forType(type), ...(column.default === undefined ? {} : DEFAULTS) },
    altered:
      column.default === undefined
        ? []
        : [{ kind: "setDefault", table, column: name, expression: column.default }],
  };
}

function planFound(
  request: ColumnRequest,
  live: LiveColumn,
  { name, column }: { readonly name: string; readonly column: ColumnDeclaration },
): OnePlan {
  const { table } = request.declared;
  const { type, nullable = column.identity === undefined || live.nullable, comment } = column;
  const source = live.source ?? column;
  const on = { table, column: name } as const;
  const retypes = !sameType(type, live.type);
  const redefaults = !sameExpression(column.default, source.default);
  const isGeneratedAnew =
    !sameExpression(column.generatedAs, source.generatedAs) ||
    !sameIdentity(column.identity, source.identity);
  const refused = [
    ...(retypes ? refusedType(request, live, { name, type }) : []),
    ...(isGeneratedAnew
      ? [
          rebuilding(
            request,
            `column "${name}" is to get its values otherwise, which only CREATE TABLE can say`,
          ),
        ]
      : []),
    ...(!nullable && live.nullable ? [filling(table, { name, column, isNew: false })] : []),
  ];
  return {
    refused,
    properties: {
      ...(retypes ? { ...forType(type), ...WIDENING } : {}),
      ...(redefaults && column.default !== undefined ? DEFAULTS : {}),
    },
    altered: [
      ...(retypes ? [{ kind: "alterType", ...on, type } as const] : []),
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
    ],
  };
}

const WIDENING = { "delta.enableTypeWidening": "true" };

function refusedType(
  { declared, live: table }: ColumnRequest,
  live: LiveColumn,
  { name, type }: { readonly name: string; readonly type: string },
): readonly ManualMigration[] {
  if (!isWidening(live.type, type)) return [retyping(table, { name, from: live.type, to: type })];
  const forbids = entryOf(declared.properties, "delta.enableTypeWidening")?.value.toLowerCase() === "false";
  if (!forbids) return [];
  return [
    {
      what: `column "${name}" is ${live.type} and declared ${type}, and the property delta.enableTypeWidening is declared "false"`,
      statements: [],
      instead: "Leave the property out; it is switched on with the first widening.",
    },
  ];
}

/** Delta takes the type into a table that is there only where its feature has been switched on. */
function forType(type: string): Readonly<Record<string, string>> {
  return /\btimestamp_ntz\b/.test(normalType(type)) ? { "delta.feature.timestampNtz": "supported" } : {};
}

function missingIn(
  live: LiveLayout,
  properties: OnePlan["properties"] = {},
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(properties).filter(([key, value]) => entryOf(live.properties, key)?.value !== value),
  );
}

function dropped(
  { live, ourColumns = [] }: ColumnRequest,
  columns: ColumnDeclarations,
): readonly ManualMigration[] {
  const there = live.columns ?? [];
  const missing = Object.entries(columns).filter(([name]) => liveColumn(there, name) === undefined);
  return ourColumns.flatMap((name) => {
    const found = liveColumn(there, name);
    if (found === undefined || columnNamed(columns, name) !== undefined) return [];
    const heirs = missing.filter(([, { type }]) => sameType(type, found.type)).map(([heir]) => heir);
    return [dropping(live, { name: found.name, heirs })];
  });
}

function otherKey({ declared: { primaryKey, table }, live }: ColumnRequest): readonly ManualMigration[] {
  if (primaryKey === undefined || live.primaryKey === undefined) return [];
  return sameColumns(primaryKey, live.primaryKey)
    ? []
    : [rekeying(table, { live: live.primaryKey, declared: primaryKey })];
}

function otherPartitions(request: ColumnRequest): readonly ManualMigration[] {
  const { partitionedBy, partitionedUntilRebuilt: meanwhile } = request.declared;
  const { partitionedBy: live } = request.live;
  if (partitionedBy === undefined) return [];
  const expected = [partitionedBy, meanwhile ?? partitionedBy];
  if (expected.some((columns) => sameColumns(columns, live))) return [];
  const shown = (columns: readonly string[]) => (columns.length === 0 ? "nothing" : columns.join(", "));
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
