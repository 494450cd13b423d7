import { describeHistory, showDropped } from "../../plan/sql-questions.ts";
import { momentOf } from "../../provider/table-layout/layout-change.ts";
import type { LiveLayout } from "../../provider/table-layout/live.ts";
import { readsTags } from "../../provider/table-layout/tags.ts";
import { LiveTables } from "../../provider/table-layout/live-tables.ts";
import type { Connection } from "../../databricks/connection.ts";
import { StatementError } from "../../databricks/errors.ts";
import type { Statements } from "../../databricks/statements.ts";
import { type MissingPlace, Places } from "../../databricks/places.ts";
import { findTable, Tables } from "../../databricks/tables.ts";
import { findTags, SchemaTags } from "../../databricks/tags.ts";
import { nameKey } from "../../model/full-name.ts";
import type { LayoutDeclaration } from "../../model/layout.ts";
import type { DeployedTable } from "../deployment.ts";
import type { History } from "../layouts/compare.ts";
import { readDropped, readHistory } from "../layouts/history.ts";

/** Enough to find a change of yesterday on a table that a stream commits to every few minutes. */
const VERSIONS = 500;

/** Live tables and their histories, asked for without changing anything. */
export class TableReader {
  readonly #tables: LiveTables;
  readonly #statements: Statements;
  readonly #places: Places;
  /** What was dropped in a schema, by table. */
  readonly #dropped = new Map<string, Promise<ReadonlyMap<string, string>>>();
  /** Warehouses that took no statement, with what they said. */
  readonly #closed = new Map<string, string>();

  constructor(connection: Connection, statements: Statements) {
    const tables = new Tables(connection);
    const tags = new SchemaTags(statements);
    this.#statements = statements;
    this.#places = new Places(connection);
    this.#tables = new LiveTables(() => ({
      findTable: (table, moment) => (moment === "now" ? findTable(connection, table) : tables.find(table)),
      findTags: (request, moment) => (moment === "now" ? findTags(statements, request) : tags.find(request)),
      missingPlace: () => Promise.resolve(undefined),
      run: () => Promise.reject(new Error("detecting drift runs nothing but questions")),
      sleep: (ms) => connection.sleep(ms),
    }));
  }

  /**
   * The table now.
   * @returns `undefined` where it does not exist; `untagged` says why its tags were not read
   * @throws OtherKind for what is no Delta table
   */
  async find(
    declared: LayoutDeclaration,
    deployed: DeployedTable,
    warehouseId: string | undefined,
  ): Promise<{ readonly live: LiveLayout | undefined; readonly untagged?: string }> {
    const { table } = declared;
    const moment = momentOf(declared);
    if (!readsTags({ declared, ourTags: deployed.ourTags })) {
      return { live: await this.#tables.find(table, moment) };
    }
    if (warehouseId === undefined) {
      return { live: await this.#tables.find(table, moment), untagged: "no SQL warehouse to ask for tags" };
    }
    try {
      return { live: await this.#tables.find(table, moment, warehouseId) };
    } catch (error) {
      if (!(error instanceof StatementError)) throw error;
      return { live: await this.#tables.find(table, moment), untagged: `its tags: ${error.message}` };
    }
  }

  /** The catalog or schema above a table, where it is missing. */
  async missingPlace(table: string): Promise<MissingPlace | undefined> {
    return await this.#places.missing(table, "lately");
  }

  /** When a table was dropped that can still be restored; `undefined` where nobody can say. */
  async droppedAt(table: string, warehouseId: string | undefined): Promise<string | undefined> {
    if (warehouseId === undefined || this.#closed.has(warehouseId)) return undefined;
    const schema = table.slice(0, table.lastIndexOf("."));
    const asked = this.#dropped.get(schema) ?? this.#askDropped(schema, warehouseId);
    this.#dropped.set(schema, asked);
    return (await asked).get(nameKey(table));
  }

  async #askDropped(schema: string, warehouseId: string): Promise<ReadonlyMap<string, string>> {
    try {
      const sql = showDropped(schema);
      return readDropped(await this.#statements.run({ sql, table: schema, warehouseId, asks: true }), schema);
    } catch (error) {
      // It is only the time: the report is as true without it.
      if (!(error instanceof StatementError)) throw error;
      return new Map();
    }
  }

  /** Who changed the table; a warehouse that is gone is asked once. */
  async history(table: string, warehouseId: string | undefined): Promise<History> {
    if (warehouseId === undefined) return { unknown: "no SQL warehouse was asked for the table's history" };
    const closed = this.#closed.get(warehouseId);
    if (closed !== undefined) return { unknown: closed };
    const sql = describeHistory(table, { limit: VERSIONS });
    try {
      return readHistory(await this.#statements.run({ sql, table, warehouseId, asks: true }));
    } catch (error) {
      if (!(error instanceof StatementError)) throw error;
      const reason = `the table's history could not be asked: ${error.message.split("\n").at(-1)?.trim() ?? ""}`;
      if (error.name === "NotTakenError") this.#closed.set(warehouseId, reason);
      return { unknown: reason };
    }
  }
}
