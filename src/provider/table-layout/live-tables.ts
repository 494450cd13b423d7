import { type LiveLayout, liveLayout } from "./live.ts";
import { unknownParts } from "./unknown.ts";
import type { Tags } from "../../model/tags.ts";
import { RequiredPlaces } from "../places.ts";
import { otherThanTable } from "../other-kind.ts";
import type { Console } from "../../pulumi-rpc/resource.ts";
import type { QueryResult, SqlRequest } from "../../databricks/statements.ts";
import type { MissingPlace } from "../../databricks/places.ts";
import type { LiveTable } from "../../databricks/tables.ts";
import type { TagQuery } from "../../databricks/tags.ts";

/** The part of a workspace that table layouts need. */
export interface TableWorkspace {
  /** @param moment `now` asks for this table; `lately` may answer from a list that is half a minute old */
  findTable(table: string, moment: "now" | "lately"): Promise<LiveTable | undefined>;
  /**
   * All tags of a table that exists. It takes a statement.
   * @param moment as for `findTable`
   */
  findTags(request: TagQuery, moment: "now" | "lately"): Promise<Tags>;
  /** What is missing above a table that is not there. @param moment as for `findTable` */
  missingPlace(table: string, moment: "now" | "lately"): Promise<MissingPlace | undefined>;
  /** Runs one statement to its end. */
  run(statement: SqlRequest): Promise<QueryResult>;
  /** Waits, in milliseconds, unless the engine cancels. */
  sleep(ms: number): Promise<void>;
}

/** Live tables as layouts. */
export class LiveTables {
  readonly #workspace: () => TableWorkspace;
  readonly #places: RequiredPlaces;
  readonly #said = new Set<string>();

  /**
   * @param workspace opened at first use, so that what needs no workspace works without one
   * @param places shared with views, so that one missing schema is told once
   */
  constructor(workspace: () => TableWorkspace, places = new RequiredPlaces()) {
    this.#workspace = workspace;
    this.#places = places;
  }

  /**
   * @param tagsOn SQL warehouse to ask for the table's tags, which the REST API does not list; absent: nobody asks
   * @throws {OtherKind} for what is no Delta table
   */
  async find(table: string, moment: "now" | "lately", tagsOn?: string): Promise<LiveLayout | undefined> {
    const found = await this.#workspace().findTable(table, moment);
    if (found === undefined) return undefined;
    const other = otherThanTable({ ...found, table });
    if (other !== undefined) throw other;
    // In the declared letters, whichever way it was found: a preview and its up say the same.
    const live = liveLayout({ ...found, table });
    if (tagsOn === undefined) return live;
    return { ...live, tags: await this.#workspace().findTags({ table, warehouseId: tagsOn }, moment) };
  }

  /** @throws {MissingPlaceError} where the table's catalog or schema does not exist */
  async requirePlace(table: string, moment: "now" | "lately"): Promise<void> {
    await this.#places.require(table, moment, (...asked) => this.#workspace().missingPlace(...asked));
  }

  /** Says of each thing unknown to this library, once, that it is left alone. */
  async sayUnknown(live: LiveLayout, console: Console): Promise<void> {
    for (const part of unknownParts(live)) {
      if (this.#said.has(part)) continue;
      this.#said.add(part);
      await console.info(
        `${live.table} has ${part}, which this version of lakewright does not know; it is left alone.`,
      );
    }
  }
}
