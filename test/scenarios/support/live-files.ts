import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Sandbox } from "./sandbox.ts";

/** A file of a table's present version, as Delta's log has it. */
export interface LiveFile {
  readonly path: string;
  /** Values of the partition columns, as text. */
  readonly partition: Readonly<Record<string, string>>;
  /** Columns with statistics by which the file can be skipped. */
  readonly indexed: readonly string[];
  /** Whether a deletion vector hides some of its rows. */
  readonly hidesRows: boolean;
}

/** The files of a table, `schema.table`, by path: every commit of its log, one after the other. */
export function liveFiles({ home }: Sandbox, table: string): readonly LiveFile[] {
  const [schema = "", name = ""] = table.split(".");
  const log = join(home, "warehouse", `${schema}.db`, name, "_delta_log");
  const files = new Map<string, LiveFile>();
  const commits = readdirSync(log).filter((file) => /^\d+\.json$/.test(file));
  for (const commit of commits.sort()) {
    const lines = readFileSync(join(log, commit), "utf8").trim().split("\n");
    const actions = lines.map((line) => JSON.parse(line) as Action);
    // A new deletion vector removes and adds the same path, in any order.
    for (const { remove } of actions) if (remove !== undefined) files.delete(remove.path);
    for (const { add } of actions) if (add !== undefined) files.set(add.path, fileOf(add));
  }
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function fileOf({ path, partitionValues, stats, deletionVector }: Add): LiveFile {
  // Of a column with nothing but nulls there are no bounds, but still a count.
  const { nullCount = {} } = JSON.parse(stats ?? "{}") as { nullCount?: Readonly<Record<string, unknown>> };
  return {
    ...{ path, partition: partitionValues, hidesRows: deletionVector !== undefined },
    indexed: Object.keys(nullCount).sort(),
  };
}

interface Add {
  readonly path: string;
  readonly partitionValues: Readonly<Record<string, string>>;
  readonly stats?: string;
  readonly deletionVector?: object;
}

interface Action {
  readonly add?: Add;
  readonly remove?: { readonly path: string };
}
