import type { LiveView } from "../../provider/materialized-view/plan.ts";
import { ViewChanges } from "../../provider/materialized-view/view-change.ts";
import type { Connection } from "../../databricks/connection.ts";
import { StatementError } from "../../databricks/errors.ts";
import type { Statements } from "../../databricks/statements.ts";
import { findTable, Tables } from "../../databricks/tables.ts";

/** Live materialized views, asked for without changing anything. */
export class ViewReader {
  readonly #views: ViewChanges;

  constructor(connection: Connection, statements: Statements) {
    const tables = new Tables(connection);
    this.#views = new ViewChanges(() => ({
      findTable: (view, moment) => (moment === "now" ? findTable(connection, view) : tables.find(view)),
      findTags: () => Promise.reject(new Error("detecting drift of views asks for no tags")),
      missingPlace: () => Promise.resolve(undefined),
      run: async (request) => {
        if (request.asks !== true) throw new Error("detecting drift runs nothing but questions");
        return await statements.run(request);
      },
      sleep: (ms) => connection.sleep(ms),
    }));
  }

  /**
   * The view now.
   * @param warehouseId SQL warehouse to ask when the view is refreshed; absent: nobody asks
   * @returns `live` is `undefined` where it does not exist; `unasked` says why nobody knows when it is refreshed
   * @throws OtherKind for what is no materialized view
   */
  async find(
    view: string,
    warehouseId: string | undefined,
  ): Promise<{ readonly live: LiveView | undefined; readonly unasked?: string }> {
    try {
      return { live: await this.#views.find(view, warehouseId) };
    } catch (error) {
      if (!(error instanceof StatementError)) throw error;
      return { live: await this.#views.find(view), unasked: `when it is refreshed: ${error.message}` };
    }
  }

  /** Those tables that do not exist. */
  async missing(sources: readonly string[] | undefined): Promise<readonly string[]> {
    return await this.#views.missing(sources, "lately");
  }
}
