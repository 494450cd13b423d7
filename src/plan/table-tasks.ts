import { fullName, literal } from "./sql.ts";

/** What keeps a table in shape, in the order in which a run does it: first what rewrites files, then what looks at them. */
export const TASK_KINDS = [
  "reorg",
  "recluster",
  "optimize",
  "skipping-statistics",
  "analyze",
  "vacuum",
  "warm-up",
] as const;

/** What a statement does for its table. */
export type TaskKind = (typeof TASK_KINDS)[number];

/** Which of a job's scripts runs a statement: in any case, where the table's history asks for it, or for its reading alone. */
export type TaskScript = "run" | "runIfDue" | "read";

/** What is declared for one table: a statement of each kind that it needs. */
export type TableStatements = Readonly<Partial<Record<TaskKind, string>>>;

/** A statement as a task of a job. */
export interface TableTask {
  /** Unique in the job. */
  readonly key: string;
  readonly kind: TaskKind;
  readonly script: TaskScript;
  /** What the task is there for. */
  readonly description: string;
  /** What the script is given. */
  readonly parameters: Readonly<Record<string, string>> & { readonly statement: string };
  /** Keys of the tasks that have to succeed before it. */
  readonly after: readonly string[];
}

/**
 * The tasks of a table, one behind the other.
 * @param table full name, `catalog.schema.table`
 * @param settledAfterDays days without a change after which statistics in the catalog count as settled
 */
export function tableTasks(
  table: string,
  statements: TableStatements,
  settledAfterDays: number,
): readonly TableTask[] {
  const kinds = TASK_KINDS.filter((kind) => statements[kind] !== undefined);
  return kinds.map((kind, at): TableTask => {
    const statement = statements[kind] ?? "";
    const before = kinds[at - 1];
    const guard = guardOf(kind, statement, settledAfterDays);
    return {
      ...{ key: taskKey(table, kind), kind, description: DESCRIPTIONS[kind] },
      script: guard !== undefined ? "runIfDue" : kind === "warm-up" ? "read" : "run",
      parameters: guard === undefined ? { statement } : { ...guard, statement, table: fullName(table) },
      after: before === undefined ? [] : [taskKey(table, before)],
    };
  });
}

const DESCRIPTIONS: Readonly<Record<TaskKind, string>> = {
  reorg: "purges rows that deletion vectors hide; not where none was deleted since",
  recluster: "clusters all files anew, after a change of the clustering keys",
  optimize: "merges or orders files; not where nothing was written since",
  "skipping-statistics": "statistics in the log, after a change of the indexed columns",
  analyze: "statistics for the optimiser; not where nothing changed for two turns",
  vacuum: "deletes files that no kept version needs",
  "warm-up": "reads what dashboards read into the disk cache",
};

/** What a table's history says about a statement: conditions on one entry, in the columns of DESCRIBE HISTORY. */
interface Guard {
  /** Entries that ask for it. */
  readonly due: string;
  /** Entries that settle what was asked before them. */
  readonly done: string;
}

/**
 * What has to be in the history for a statement to be worth its price. `writes` and `oldest` are the script's: whether
 * an entry may have changed rows or files, and whether it is the oldest one left.
 * @returns undefined for what runs in any case
 */
function guardOf(kind: TaskKind, statement: string, settledAfterDays: number): Guard | undefined {
  switch (kind) {
    case "optimize": {
      const zorder = zorderOf(statement);
      const keys = `operationParameters['zOrderBy'] = ${literal(JSON.stringify(zorder))}`;
      return {
        // What was before the oldest entry is not known, so it counts as a write.
        due: "writes OR oldest",
        done: [BY_STATEMENT, ...(zorder.length === 0 ? [] : [keys])].join(" AND "),
      };
    }
    case "recluster":
      return {
        due: "operation = 'CLUSTER BY'",
        // An engine that does not record FULL must not be asked for it week after week.
        done: `${BY_STATEMENT} AND coalesce(operationParameters['isFull'], 'true') = 'true'`,
      };
    case "reorg":
      return { due: "operation IN ('DELETE', 'MERGE', 'UPDATE')", done: "operation = 'REORG'" };
    case "skipping-statistics":
      return {
        due: "operation IN ('SET TBLPROPERTIES', 'UNSET TBLPROPERTIES') AND operationParameters['properties'] LIKE '%delta.dataSkipping%'",
        done: "operation = 'COMPUTE STATS'",
      };
    case "analyze":
      // The catalog keeps no history: instead of the last run, the age of the last change decides.
      return {
        due: "operation NOT LIKE 'VACUUM%'",
        done: `timestamp < current_timestamp() - INTERVAL ${settledAfterDays} DAYS`,
      };
    case "vacuum":
    case "warm-up":
      return undefined;
  }
}

/** An OPTIMIZE that somebody ran; auto-compaction is recorded under the same name. */
const BY_STATEMENT = "operation = 'OPTIMIZE' AND coalesce(operationParameters['auto'], 'false') <> 'true'";

/**
 * The columns of a Z-order as Delta records them: a part of a path stands in backticks where it holds a dot
 * (`UnresolvedAttribute.name` of Spark).
 */
export function zorderOf(statement: string): readonly string[] {
  const list = /\bZORDER\s+BY\s*\((.+)\)[\s;]*$/is.exec(statement)?.[1] ?? "";
  const columns: string[][] = [];
  for (const [, comma, quoted, plain] of list.matchAll(/(,)|`((?:[^`]|``)*)`|([^\s`,.]+)/g)) {
    if (comma !== undefined || columns.length === 0) columns.push([]);
    const part = quoted?.replaceAll("``", "`") ?? plain;
    if (part !== undefined) columns.at(-1)?.push(part.includes(".") ? `\`${part}\`` : part);
  }
  return columns.map((parts) => parts.join("."));
}

/** Most characters of a task key. */
const LONGEST_KEY = 100;

/**
 * Letters, digits, `-` and `_`; a table's name has no `-`, so that no two tables of a catalog share a key.
 * @param table with its catalog, or without
 */
export function taskKey(table: string, kind: TaskKind): string {
  const key = `${table.split(".").slice(-2).join("-")}-${kind}`.replaceAll(/[^\w-]/g, "_");
  if (key.length <= LONGEST_KEY) return key;
  const mark = `-${fingerprint(key)}-${kind}`;
  return `${key.slice(0, LONGEST_KEY - mark.length)}${mark}`;
}

/** Short, and the same everywhere. */
function fingerprint(text: string): string {
  return fnv1a(text).toString(16).padStart(8, "0");
}

/** FNV-1a of 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
