import { defined } from "../../model/defined.ts";
import { nameKey } from "../../model/full-name.ts";
import { stringMap } from "../../databricks/json.ts";
import type { QueryResult } from "../../databricks/statements.ts";
import type { Attribution } from "../report.ts";
import { layoutPath } from "./fields.ts";

/** One version of a table, as its history names it. */
export interface Commit {
  readonly version: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly operation: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly user?: string;
  readonly job?: { readonly id: string; readonly name?: string; readonly run?: string };
  readonly notebook?: string;
}

/** The rows of `DESCRIBE HISTORY`, newest first. */
export function readHistory({ columns, rows }: QueryResult): readonly Commit[] {
  const commits = rows.map((row) => {
    const of = (column: string) => row[columns.indexOf(column)] ?? undefined;
    const job = parsed(of("job"));
    const user = of("userName");
    const notebook = parsed(of("notebook"))["notebookId"];
    return {
      version: Number(of("version") ?? 0),
      at: utc(of("timestamp") ?? ""),
      operation: of("operation") ?? "",
      parameters: parsed(of("operationParameters")),
      ...defined({ user }),
      ...(job["jobId"] === undefined
        ? {}
        : {
            job: {
              id: job["jobId"],
              ...defined({ name: job["jobName"] }),
              ...optionalRun(job),
            },
          }),
      ...defined({ notebook }),
    };
  });
  return commits.sort((a, b) => b.version - a.version);
}

/** The rows of `SHOW TABLES DROPPED`: when each table was dropped last, by its name's key. */
export function readDropped({ columns, rows }: QueryResult, schema: string): ReadonlyMap<string, string> {
  const [name, at] = ["tableName", "deletedAt"].map((column) => columns.indexOf(column)) as [number, number];
  const all = rows.map((row) => [nameKey(`${schema}.${row[name] ?? ""}`), utc(row[at] ?? "")] as const);
  return new Map(all.sort(([, a], [, b]) => (a < b ? -1 : 1)));
}

function optionalRun(job: Readonly<Record<string, string>>): { readonly run?: string } {
  const run = job["jobRunId"] ?? job["runId"];
  return run === undefined ? {} : { run };
}

/** Maps and structs come as JSON in a text. */
function parsed(cell: string | undefined): Readonly<Record<string, string>> {
  try {
    return stringMap(JSON.parse(cell ?? "{}"));
  } catch {
    return {};
  }
}

/** The API's timestamps say their zone; one that does not is UTC. */
function utc(text: string): string {
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text.replace(" ", "T")}Z`;
  const time = Date.parse(zoned);
  return Number.isNaN(time) ? text : new Date(time).toISOString();
}

/** Operations that make the whole table anew, and with it all of its layout. */
const MAKES_ANEW = /^(CREATE|REPLACE|CREATE OR REPLACE|RESTORE|CLONE|CONVERT)\b/;

export function makesAnew({ operation }: Commit): boolean {
  return MAKES_ANEW.test(operation);
}

const COLUMN_OPERATIONS =
  /^(ADD|CHANGE|DROP|RENAME|REPLACE) COLUMNS?$|^(UPDATE|UPGRADE) SCHEMA$|^SET COLUMN|CONSTRAINT/;

/** The newest commit that could have given this path its live value. */
export function commitFor(path: string, history: readonly Commit[]): Commit | undefined {
  if (isBesideTable(path)) return undefined;
  return history.find((commit) => makesAnew(commit) || touches(commit, path));
}

/** The newest commit that set this property on a table that was there already. */
export function commitSetting(key: string, history: readonly Commit[]): Commit | undefined {
  const setter = history.find((commit) => makesAnew(commit) || touchesProperty(commit, key));
  return setter === undefined || makesAnew(setter) ? undefined : setter;
}

/** Unity Catalog keeps these, and no history; whoever made the table need not have set them. */
export function isBesideTable(path: string): boolean {
  return ["primaryKey", "tags"].includes(layoutPath(path).part);
}

function touches(commit: Commit, path: string): boolean {
  const { part, key = "" } = layoutPath(path);
  switch (part) {
    case "properties":
      return touchesProperty(commit, key);
    case "comment":
      return touchesProperty(commit, "comment");
    case "clustering":
      return commit.operation === "CLUSTER BY" || touchesProperty(commit, "clusterByAuto");
    case "columns":
      return COLUMN_OPERATIONS.test(commit.operation) && JSON.stringify(commit.parameters).includes(key);
    case "partitionedBy":
      return commit.operation === "WRITE" && commit.parameters["mode"] === "Overwrite";
    case "constraints":
      return (
        /^(ADD|DROP) CONSTRAINT$/.test(commit.operation) && JSON.stringify(commit.parameters).includes(key)
      );
    case "primaryKey":
    case "tags":
      return false;
  }
}

/** `properties` is a JSON map where they are set, a JSON list where they are unset. */
function touchesProperty({ operation, parameters }: Commit, key: string): boolean {
  if (!/^(UN)?SET TBLPROPERTIES$/.test(operation)) return false;
  try {
    const named = JSON.parse(parameters["properties"] ?? "{}") as object;
    const keys = Array.isArray(named) ? named.map(String) : Object.keys(named);
    return keys.some((other) => other.toLowerCase() === key.toLowerCase());
  } catch {
    return false;
  }
}

export function attribution({ version, at, operation, user, job, notebook }: Commit): Attribution {
  return {
    known: true,
    ...defined({ user }),
    at,
    operation,
    version,
    ...defined({ job, notebook }),
  };
}
