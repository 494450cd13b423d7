import { type ColumnPath, writePath } from "../model/column-path.ts";
import { defined } from "../model/defined.ts";
import { nameKey } from "../model/full-name.ts";
import { type Clock, systemClock } from "./clock.ts";
import { type LiveColumn, liveColumns, livePrimaryKey } from "./columns.ts";
import type { Connection } from "./connection.ts";
import { stringMap } from "./json.ts";
import { type Json, list, object, text } from "../model/json.ts";

/** A table as the workspace describes it now. */
export interface LiveTable {
  /** Full name, `catalog.schema.table`. */
  readonly table: string;
  /** `DELTA`, `PARQUET`, …; absent for what has no format, such as a view. */
  readonly format?: string;
  /** `MANAGED`, `EXTERNAL`, `VIEW`, … */
  readonly type?: string;
  /** All table properties, those that the engine keeps for itself included. */
  readonly properties: Readonly<Record<string, string>>;
  /** Partition columns in their order; empty for a table that is not partitioned. */
  readonly partitionedBy: readonly ColumnPath[];
  readonly comment?: string;
  /** SQL of a view, materialized or not. */
  readonly definition?: string;
  readonly columns: readonly LiveColumn[];
  /** Empty for none; absent where it comes from a list, which leaves keys out. */
  readonly primaryKey?: readonly ColumnPath[];
}

/**
 * The table as it is at this moment.
 * @returns `undefined` for one that does not exist, its schema or catalog missing included
 */
export async function findTable(connection: Connection, table: string): Promise<LiveTable | undefined> {
  const found = await connection.find({
    method: "GET",
    path: `/api/2.1/unity-catalog/tables/${encodeURIComponent(table)}`,
  });
  return found === undefined ? undefined : { ...liveTable(table, found), primaryKey: livePrimaryKey(found) };
}

/** As many tables of one schema make one list of it cheaper than asking for each. */
const WORTH_A_LIST = 3;

/** Questions that come this close together, in milliseconds, count as asked at once. */
const GATHERING = 5;

/** A list answers questions for this long, in milliseconds: a refresh of many tables takes seconds. */
const LIST_LIVES = 30_000;

type Listing = Promise<ReadonlyMap<string, LiveTable> | undefined>;

interface Schema {
  /** Tables whose readers wait to be answered together. */
  readonly asked: Map<string, (answer: Promise<LiveTable | undefined>) => void>;
  /** Tables that were ever asked for: few at a time may still become many. */
  readonly known: Set<string>;
  list?: { readonly until: number; readonly tables: Listing };
}

/**
 * Tables as the workspace describes them. A refresh asks for every table of a stack; the engine asks for a
 * few at a time, and they are answered from one list a schema instead of a request each: at most two tables of a
 * schema are asked for alone, however many there are.
 */
export class Tables {
  readonly #connection: Connection;
  readonly #clock: Clock;
  readonly #schemas = new Map<string, Schema>();

  constructor(connection: Connection, clock: Clock = systemClock) {
    this.#connection = connection;
    this.#clock = clock;
  }

  /** As the table was at most half a minute ago. */
  async find(table: string): Promise<LiveTable | undefined> {
    const [catalog = "", name = ""] = table.split(".");
    const key = nameKey(`${catalog}.${name}`);
    const schema: Schema = this.#schemas.get(key) ?? { asked: new Map(), known: new Set() };
    this.#schemas.set(key, schema);
    const listed = this.#listed(schema);
    if (listed !== undefined) return (await listed)?.get(nameKey(table));
    return await this.#together(schema, { catalog, name, table });
  }

  #listed({ list }: Schema): Listing | undefined {
    return list !== undefined && this.#clock.now() < list.until ? list.tables : undefined;
  }

  /** Waits a moment for others that ask for the same schema, and chooses the cheaper way for all of them. */
  async #together(
    schema: Schema,
    { catalog, name, table }: { readonly catalog: string; readonly name: string; readonly table: string },
  ): Promise<LiveTable | undefined> {
    const first = schema.asked.size === 0;
    const { promise, resolve } = Promise.withResolvers<LiveTable | undefined>();
    const others = schema.asked.get(table);
    schema.asked.set(table, (answer) => {
      others?.(answer);
      resolve(answer);
    });
    if (first) {
      await this.#clock.sleep(GATHERING);
      const asked = [...schema.asked];
      schema.asked.clear();
      for (const [each] of asked) schema.known.add(nameKey(each));
      if (schema.known.size >= WORTH_A_LIST) {
        const tables = this.#list(catalog, name);
        schema.list = { until: this.#clock.now() + LIST_LIVES, tables };
        for (const [each, answer] of asked) answer(tables.then((all) => all?.get(nameKey(each))));
      } else {
        for (const [each, answer] of asked) answer(findTable(this.#connection, each));
      }
    }
    return await promise;
  }

  async #list(catalog: string, schema: string): Promise<ReadonlyMap<string, LiveTable> | undefined> {
    const tables = new Map<string, LiveTable>();
    let page: string | undefined;
    do {
      const answer = await this.#connection.find({
        method: "GET",
        path: "/api/2.1/unity-catalog/tables",
        // 0 leaves the size of a page to the workspace, which knows what it can bear.
        query: { catalog_name: catalog, schema_name: schema, max_results: "0", page_token: page },
      });
      if (answer === undefined) return undefined;
      for (const found of list(answer["tables"]).map(object)) {
        const name = `${catalog}.${schema}.${text(found["name"]) ?? ""}`;
        tables.set(nameKey(name), liveTable(name, found));
      }
      page = text(answer["next_page_token"]);
    } while (page !== undefined && page !== "");
    return tables;
  }
}

function liveTable(table: string, found: Json): LiveTable {
  const format = text(found["data_source_format"]);
  const type = text(found["table_type"]);
  const comment = text(found["comment"]);
  const definition = text(found["view_definition"]);
  return {
    table,
    ...defined({ format, type, comment, definition }),
    properties: stringMap(found["properties"]),
    partitionedBy: partitionColumns(list(found["columns"])),
    columns: liveColumns(found),
  };
}

function partitionColumns(columns: readonly unknown[]): readonly ColumnPath[] {
  return columns
    .map(object)
    .map((column) => ({ name: text(column["name"]), index: column["partition_index"] }))
    .filter((column): column is { name: string; index: number } => {
      return column.name !== undefined && typeof column.index === "number";
    })
    .sort((a, b) => a.index - b.index)
    .map(({ name }) => writePath([name]));
}
