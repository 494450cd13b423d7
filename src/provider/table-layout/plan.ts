import { sameMeaning } from "../../catalog/property-values.ts";
import type { LayoutDeclaration } from "../../model/layout.ts";
import { fullName, type Statement, writeSql } from "../../plan/sql.ts";
import { type ManualMigration, writeManualWays } from "./manual-migration.ts";
import { copying, creation, rewriting } from "./rebuild.ts";
import { refuseBrokenClustering } from "./broken-clustering.ts";
import { refuseZorder } from "./zorder.ts";
import { refuseClusteringKeys } from "./clustering-keys.ts";
import { changesColumns, planColumns } from "./column-plan.ts";
import { isMappedToNothing, liveEntry, refuseColumnMapping } from "./column-mapping.ts";
import { columnsAfter } from "./columns.ts";
import { planConstraints } from "./constraints.ts";
import { entryOf, sameKey, whyNotUnset } from "./keys.ts";
import { type LiveLayout, sameClustering, sameColumns } from "./live.ts";
import {
  type Manager,
  type Marked,
  conflictingManager,
  managerName,
  MARK,
  markedManager,
  markOf,
} from "./mark.ts";
import type { Owned } from "./recorded.ts";
import { propertyNotes } from "./property-notes.ts";
import { planTags, releaseTags, tagNotes, tagsAfter } from "./tags.ts";
import { RefusedLayout } from "../../pulumi-rpc/resource.ts";

/** What is ours and no longer declared is unset. */
export interface PlanRequest extends Owned {
  readonly declared: LayoutDeclaration;
  readonly live: LiveLayout;
  readonly manager: Manager;
}

export interface LayoutPlan {
  /** The fewest statements that make the live table as declared; each may be sent again without harm. */
  readonly statements: readonly Statement[];
  /** What a reader of the plan should know besides. */
  readonly notes: readonly string[];
}

/** The table's partitions are others than declared, and nobody has said that this is known. */
export class OtherPartitions extends RefusedLayout {
  readonly live: readonly string[];
  readonly declared: readonly string[];
  /** What writes the table anew as declared. */
  readonly statements: readonly string[];

  constructor(live: LiveLayout, declared: readonly string[]) {
    super(`${live.table} is ${partitioning(live.partitionedBy)} and declared ${partitioning(declared)}.`);
    this.live = live.partitionedBy;
    this.declared = declared;
    this.statements = rewriting(live, declared);
  }
}

/** The table as declared, where it does not exist and its columns are declared. */
export function planCreation({ declared, manager }: Pick<PlanRequest, "declared" | "manager">): Statement {
  const columns = Object.entries(declared.columns ?? {}).map(([name, { type }]) => ({ name, type }));
  refuseClusteringKeys(declared, { columns, properties: declared.properties });
  const { properties, ...rest } = creation(declared);
  return { ...rest, properties: { ...properties, [MARK]: markOf(manager, declared.table) } };
}

/**
 * First what new columns need, then these, since the rest may name them; unset before set before cluster: clustering
 * columns need the statistics that a property may switch on.
 * @throws {RefusedLayout} when a change of columns could lose values, when the table is partitioned otherwise than
 * declared or acknowledged, or when another stack manages it
 */
export function planLayoutChange(request: PlanRequest): LayoutPlan {
  const { declared, live, ours, ourColumns = [], manager } = request;
  refuseOtherManager(live, manager);
  refuseZorder(declared, live);
  const { table, clustering, comment } = declared;
  const columns = planColumns(request);
  const clusters = clustering !== undefined && !sameClustering(clustering, live.clustering);
  if (clusters || changesColumns(columns)) refuseBrokenClustering({ declared, live, ours: ourColumns });
  if (columns.refused.length > 0) throw new RefusedLayout(refusal(table, columns.refused));
  const repartition = repartitionNotes(declared, live);
  const { keys, notes } = toUnset(live, goneKeys(declared, ours));
  const enabled = set(table, columns.enabled);
  const kept = [...enabled, ...unset(table, keys)].reduce(after, live);
  const own = toSet(declared.properties, kept.properties);
  const properties = {
    ...columns.properties,
    ...own,
    ...(owns(declared) ? toMark(live, manager) : {}),
  };
  const constraints = planConstraints(request);
  const then = [...columns.added, ...set(table, properties)].reduce(after, kept);
  refuseColumnMapping(live, then);
  if (clusters) refuseClusteringKeys(declared, { columns: [], ...then });
  return {
    statements: [
      ...enabled,
      ...columns.added,
      ...unset(table, keys),
      ...set(table, properties),
      ...constraints.dropped,
      ...columns.altered,
      ...constraints.added,
      ...(clusters ? [{ kind: "clusterBy", table, clustering } as const] : []),
      ...(comment !== undefined && comment !== (live.comment ?? "")
        ? [{ kind: "comment", table, comment } as const]
        : []),
      ...planTags(request),
    ],
    notes: [
      ...notes,
      ...propertyNotes(live, { set: { ...columns.enabled, ...columns.properties, ...own }, unset: keys }),
      ...columns.notes,
      ...repartition,
      ...(clusters ? [whatClusteringLeaves(declared)] : []),
      ...tagNotes(request),
    ],
  };
}

/**
 * Takes this stack's mark off, also under a former name of the resource, and what we set where the declaration asks
 * for it; nothing where the table is another stack's by now.
 */
export function planRelease(request: PlanRequest): LayoutPlan {
  const { declared, live, ours, manager } = request;
  if (conflictingManager(marked(live), manager) !== undefined) return { statements: [], notes: [] };
  const { table, clustering = { kind: "none" } } = declared;
  const unsets = declared.onRemoval === "unset";
  const { keys, notes } = toUnset(live, unsets ? [...Object.keys(declared.properties), ...ours] : []);
  const unclusters = unsets && clustering.kind !== "none" && sameClustering(clustering, live.clustering);
  return {
    statements: [
      ...unset(table, [...keys, ...(markedManager(marked(live)) === undefined ? [] : [MARK])]),
      ...(unclusters ? [{ kind: "clusterBy", table, clustering: { kind: "none" } } as const] : []),
      ...(unsets ? releaseTags(request) : []),
    ],
    notes: [...notes, ...propertyNotes(live, { set: {}, unset: keys })],
  };
}

/** A declaration that changes nothing about the table leaves no mark on it either. */
export function owns({ properties, clustering, comment, columns, tags = {} }: LayoutDeclaration): boolean {
  if (columns !== undefined || comment !== undefined) return true;
  if (Object.keys(properties).length > 0 || Object.keys(tags).length > 0) return true;
  return clustering !== undefined && clustering.kind !== "none";
}

function refusal(table: string, refused: readonly ManualMigration[]): string {
  return [
    `${table}: ${refused.length === 1 ? "a change of its columns is" : `${refused.length} changes of its columns are`} left to you. Nothing was sent.`,
    ...refused.flatMap(writeManualWays),
  ].join("\n");
}

function refuseOtherManager(live: LiveLayout, manager: Manager): void {
  const other = conflictingManager(marked(live), manager);
  if (other === undefined) return;
  throw new RefusedLayout(
    `${live.table}'s layout is managed by the stack ${other.stack} (resource "${other.resource}"), as the table's property ${MARK} says. ` +
      `Nothing was sent: two stacks would undo each other's layout. Remove the table from that stack first, ` +
      `or, if it is gone, take the mark away: ${writeSql({ kind: "unsetProperties", table: live.table, keys: [MARK] })}`,
  );
}

function toMark(live: LiveLayout, manager: Manager): Readonly<Record<string, string>> {
  const by = markedManager(marked(live));
  const isOurs = by !== undefined && managerName(by) === managerName(manager);
  return isOurs ? {} : { [MARK]: markOf(manager, live.table) };
}

function marked({ table, properties }: LiveLayout): Marked {
  return { name: table, properties };
}

function goneKeys({ properties }: LayoutDeclaration, ours: readonly string[]): readonly string[] {
  return ours.filter((key) => entryOf(properties, key) === undefined);
}

function toUnset(live: LiveLayout, gone: readonly string[]) {
  const removed = [...new Set(gone.flatMap((key) => entryOf(live.properties, key)?.key ?? []))];
  return {
    keys: removed.filter((key) => whyNotUnset(key) === undefined && !isMappedToNothing(live.properties, key)),
    notes: removed.flatMap((key) => {
      const why = whyNotUnset(key);
      return why === undefined ? [] : [`${live.table} keeps "${key}": ${why}.`];
    }),
  };
}

function set(table: string, properties: Readonly<Record<string, string>>): readonly Statement[] {
  return Object.keys(properties).length > 0 ? [{ kind: "setProperties", table, properties }] : [];
}

function unset(table: string, keys: readonly string[]): readonly Statement[] {
  return keys.length > 0 ? [{ kind: "unsetProperties", table, keys }] : [];
}

/**
 * Delta 4.1 and DBR 18 ask that the log is kept at least as long as deleted files, and look only at the one
 * statement, with defaults for what it leaves out. So the two travel together.
 */
const SET_TOGETHER = ["delta.logRetentionDuration", "delta.deletedFileRetentionDuration"];

function toSet(
  declared: LayoutDeclaration["properties"],
  live: LiveLayout["properties"],
): Readonly<Record<string, string>> {
  const differs = ([key, value]: [string, string]) => {
    const found = liveEntry(live, key);
    return found === undefined || !sameMeaning(key, value, found.value);
  };
  const together = (key: string) => SET_TOGETHER.some((other) => sameKey(other, key));
  const changed = Object.entries(declared).filter(differs);
  if (!changed.some(([key]) => together(key))) return Object.fromEntries(changed);
  // The other one goes as declared, or, where nobody declares it, as it stands.
  const others = SET_TOGETHER.flatMap((key) => {
    const found = entryOf(declared, key) ?? entryOf(live, key);
    return found === undefined ? [] : [[found.key, found.value] as const];
  });
  return Object.fromEntries([...changed, ...others]);
}

/** @returns what is left to do by hand, where that is known */
function repartitionNotes(
  { table, partitionedBy, partitionedUntilRebuilt }: LayoutDeclaration,
  live: LiveLayout,
): readonly string[] {
  if (partitionedBy === undefined || sameColumns(partitionedBy, live.partitionedBy)) return [];
  if (partitionedUntilRebuilt !== undefined && sameColumns(partitionedUntilRebuilt, live.partitionedBy)) {
    return [
      `${table} is still ${partitioning(live.partitionedBy)}, as acknowledged; its pipeline is to rebuild it ${partitioning(partitionedBy)}.`,
    ];
  }
  throw new OtherPartitions(live, partitionedBy);
}

export function partitioning(columns: readonly string[]): string {
  return columns.length === 0 ? "not partitioned" : `partitioned by (${columns.join(", ")})`;
}

/** A change of clustering rewrites no file, and takes no feature off the table. */
function whatClusteringLeaves({ table, clustering }: LayoutDeclaration): string {
  const untilFull = `files already there keep their order until OPTIMIZE ${fullName(table)} FULL`;
  switch (clustering?.kind) {
    case "columns":
      return `${table}: ${untilFull}; OPTIMIZE alone orders new ones.`;
    case "auto":
      return `${table}: Databricks chooses the keys by the queries it sees, where predictive optimization runs; ${untilFull}.`;
    case "none":
    case undefined:
      return [
        `${table}: files keep the order they have; new ones come as they are written. The table keeps the feature clustering, with which OPTIMIZE … ZORDER BY is refused; to Z-order it, write it anew:`,
        ...copying(table, []).map((statement) => `    ${statement}`),
      ].join("\n");
  }
}

/** The table's layout once the statement has run. */
export function after(live: LiveLayout, statement: Statement): LiveLayout {
  switch (statement.kind) {
    case "setProperties": {
      const entries = Object.entries(statement.properties).map(
        ([key, value]) => [entryOf(live.properties, key)?.key ?? key, value] as const,
      );
      return { ...live, properties: { ...live.properties, ...Object.fromEntries(entries) } };
    }
    case "unsetProperties": {
      const kept = Object.entries(live.properties).filter(
        ([key]) => !statement.keys.some((gone) => sameKey(gone, key)),
      );
      return { ...live, properties: Object.fromEntries(kept) };
    }
    case "clusterBy":
      return { ...live, clustering: statement.clustering };
    case "comment":
      return { ...live, comment: statement.comment };
    case "setTags":
    case "unsetTags":
      return { ...live, tags: tagsAfter(live.tags, statement) };
    case "addColumns":
    case "alterType":
    case "setDefault":
    case "dropDefault":
    case "dropNotNull":
    case "commentColumn":
      return { ...live, columns: columnsAfter(live.columns ?? [], statement) };
    case "addConstraint":
      return after(live, {
        kind: "setProperties",
        table: statement.table,
        properties: { [`delta.constraints.${statement.name.toLowerCase()}`]: statement.expression },
      });
    case "dropConstraint": {
      const keys = [`delta.constraints.${statement.name.toLowerCase()}`];
      return after(live, { kind: "unsetProperties", table: statement.table, keys });
    }
    case "createTable":
      return live;
  }
}
