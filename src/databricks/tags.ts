import type { Tags } from "../model/tags.ts";
import { selectTags, type TagQuestion } from "../plan/sql.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { QueryResult, Statements } from "./statements.ts";

export interface TagQuery {
  /** Full name, `catalog.schema.table`. */
  readonly table: string;
  /** SQL warehouse that answers. */
  readonly warehouseId: string;
}

/** What is needed of a warehouse. */
type Asking = Pick<Statements, "run">;

/** The tags of one table at this moment. */
export async function findTags(statements: Asking, { table, warehouseId }: TagQuery): Promise<Tags> {
  const [catalog = "", schema = "", name = ""] = table.split(".");
  const sql = selectTags({ catalog, schema, table: name });
  const { rows } = await statements.run({ sql, table, warehouseId, asks: true });
  return byTable(rows).get(name.toLowerCase()) ?? {};
}

/** A list answers questions for this long, in milliseconds, as lists of tables do. */
const LIST_LIVES = 30_000;

interface List {
  until: number;
  readonly tags: Promise<ReadonlyMap<string, Tags>>;
}

/**
 * Tags of many tables: the first question about a schema asks for the tags of all its tables. No list of tables
 * in the REST API has tags (`GET /api/2.1/unity-catalog/tables`), and entity tag assignments are served table
 * by table.
 */
export class SchemaTags {
  readonly #statements: Asking;
  readonly #clock: Clock;
  readonly #lists = new Map<string, List>();

  constructor(statements: Asking, clock: Clock = systemClock) {
    this.#statements = statements;
    this.#clock = clock;
  }

  /** As the table's tags were at most half a minute ago. */
  async find({ table, warehouseId }: TagQuery): Promise<Tags> {
    const [catalog = "", schema = "", name = ""] = table.toLowerCase().split(".");
    const key = JSON.stringify([warehouseId, catalog, schema]);
    const known = this.#lists.get(key);
    const isYoung = known !== undefined && this.#clock.now() < known.until;
    const list = isYoung ? known : this.#list({ catalog, schema }, warehouseId);
    this.#lists.set(key, list);
    return (await list.tags).get(name) ?? {};
  }

  #list(schema: TagQuestion, warehouseId: string): List {
    const table = `${schema.catalog}.${schema.schema}`;
    const answer = this.#statements.run({ sql: selectTags(schema), table, warehouseId, asks: true });
    // A warehouse that has to start takes minutes: a list is as young as its answer.
    const list: List = { until: Number.POSITIVE_INFINITY, tags: answer.then(({ rows }) => byTable(rows)) };
    const answered = () => {
      list.until = this.#clock.now() + LIST_LIVES;
    };
    list.tags.then(answered, answered);
    return list;
  }
}

function byTable(rows: QueryResult["rows"]): ReadonlyMap<string, Tags> {
  const tags = rows.flatMap(([table, name, value]) =>
    typeof table === "string" && typeof name === "string" ? [{ table, name, value: value ?? "" }] : [],
  );
  const tables = Map.groupBy(tags, ({ table }) => table.toLowerCase());
  return new Map(
    [...tables].map(([table, its]) => [
      table,
      Object.fromEntries(its.map(({ name, value }) => [name, value])),
    ]),
  );
}
