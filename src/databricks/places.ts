import { nameKey } from "../model/full-name.ts";
import { list, object, text } from "../model/json.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { Connection } from "./connection.ts";
import { ResponseError } from "./errors.ts";

/** A catalog or a schema that the workspace does not have. */
export interface MissingPlace {
  readonly kind: "catalog" | "schema";
  /** `prod`, or `prod.gold`. */
  readonly name: string;
  /** Those that stand beside its place, where the workspace tells them. */
  readonly others: readonly string[];
}

/** An answer holds for this long, in milliseconds: all tables of a schema ask for it at once. */
const ANSWER_LIVES = 30_000;

/** Where tables are to be: their catalogs and schemas, each asked for once. */
export class Places {
  readonly #connection: Connection;
  readonly #clock: Clock;
  readonly #answers = new Map<
    string,
    { readonly until: number; readonly missing: Promise<MissingPlace | undefined> }
  >();

  constructor(connection: Connection, clock: Clock = systemClock) {
    this.#connection = connection;
    this.#clock = clock;
  }

  /**
   * What is missing above a table.
   * @param moment `lately` may answer from half a minute ago; `now` asks again for what was missing then
   */
  async missing(table: string, moment: "now" | "lately"): Promise<MissingPlace | undefined> {
    const [catalog = "", schema = ""] = table.split(".");
    const key = nameKey(`${catalog}.${schema}`);
    const known = this.#answers.get(key);
    if (known !== undefined && this.#clock.now() < known.until) {
      const missing = await known.missing;
      if (moment === "lately" || missing === undefined) return missing;
    }
    const missing = this.#ask(catalog, schema);
    this.#answers.set(key, { until: this.#clock.now() + ANSWER_LIVES, missing });
    try {
      return await missing;
    } catch (error) {
      this.#answers.delete(key);
      throw error;
    }
  }

  async #ask(catalog: string, schema: string): Promise<MissingPlace | undefined> {
    const name = `${catalog}.${schema}`;
    if (!(await this.#lacks(`schemas/${encodeURIComponent(name)}`))) return undefined;
    return (await this.#lacks(`catalogs/${encodeURIComponent(catalog)}`))
      ? { kind: "catalog", name: catalog, others: await this.#names("catalogs") }
      : { kind: "schema", name, others: await this.#names("schemas", { catalog_name: catalog }) };
  }

  /** What nobody may look at is not known to be missing. */
  async #lacks(path: string): Promise<boolean> {
    try {
      const found = await this.#connection.find({ method: "GET", path: `/api/2.1/unity-catalog/${path}` });
      return found === undefined;
    } catch (error) {
      if (error instanceof ResponseError) return false;
      throw error;
    }
  }

  async #names(kind: "catalogs" | "schemas", query: Readonly<Record<string, string>> = {}) {
    try {
      const path = `/api/2.1/unity-catalog/${kind}`;
      const answer = await this.#connection.find({ method: "GET", path, query });
      const names = list(answer?.[kind]).map((each) => text(object(each)["name"]) ?? "");
      return names.filter((name) => name !== "" && name !== "information_schema").sort();
    } catch (error) {
      if (error instanceof ResponseError) return [];
      throw error;
    }
  }
}
