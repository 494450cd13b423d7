import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";

/** How many of what the workspace was asked. */
export interface CallCounts {
  readonly requests: number;
  readonly statements: number;
}

/**
 * A workspace that holds any number of tables in memory and answers each request after the same time: what a
 * benchmark of this library needs, where Spark would be most of what is measured. Statements succeed and
 * change nothing; the tables are as `properties` says.
 */
export class BenchWorkspace {
  /** Properties of every table. */
  properties: Readonly<Record<string, string>> = {};
  /** Tables on which somebody changed a property by hand, `catalog.schema.table`. */
  drifted: readonly string[] = [];
  /** Time to an answer, in milliseconds. */
  delay = 0;
  readonly url: string;
  readonly #names: readonly string[];
  readonly #close: () => Promise<void>;
  #requests = 0;
  #statements = 0;

  private constructor(names: readonly string[], listening: { url: string; close: () => Promise<void> }) {
    this.#names = names;
    this.url = listening.url;
    this.#close = listening.close;
  }

  /** @param names full names of the tables it holds */
  static async open(names: readonly string[]): Promise<BenchWorkspace> {
    const server = createServer((request, response) => {
      const body: Buffer[] = [];
      request.on("data", (chunk: Buffer) => body.push(chunk));
      request.on("end", () => {
        void workspace
          .#answer(
            request.method ?? "",
            new URL(request.url ?? "/", workspace.url),
            Buffer.concat(body).toString(),
          )
          .then((answer) => {
            response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
          });
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const close = async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    };
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const workspace = new BenchWorkspace(names, { url, close });
    return workspace;
  }

  close(): Promise<void> {
    return this.#close();
  }

  /** Runs a step and counts what it asked for. */
  async count(step: () => Promise<unknown>): Promise<CallCounts> {
    const before = { requests: this.#requests, statements: this.#statements };
    await step();
    return { requests: this.#requests - before.requests, statements: this.#statements - before.statements };
  }

  async #answer(method: string, { pathname, searchParams }: URL, body: string): Promise<object> {
    this.#requests += 1;
    await setTimeout(this.delay);
    if (method === "POST") {
      this.#statements += 1;
      const history = body.includes("DESCRIBE HISTORY") ? HISTORY : {};
      return { statement_id: "s", status: { state: "SUCCEEDED" }, ...history };
    }
    const base = "/api/2.1/unity-catalog/tables";
    if (pathname !== base) return this.#table(decodeURIComponent(pathname.slice(base.length + 1)));
    const schema = `${searchParams.get("catalog_name") ?? ""}.${searchParams.get("schema_name") ?? ""}.`;
    const names = this.#names.filter((name) => name.startsWith(schema));
    const from = Number(searchParams.get("page_token") ?? 0);
    const more = from + PAGE < names.length ? { next_page_token: String(from + PAGE) } : {};
    return { tables: names.slice(from, from + PAGE).map((name) => this.#table(name)), ...more };
  }

  #table(full_name: string): object {
    const [, , name = ""] = full_name.split(".");
    // The mark is each table's own; the rest is the same for all.
    const drift = this.drifted.includes(full_name) ? { "delta.checkpointInterval": "7" } : {};
    const properties = { ...this.properties, ...drift, "lakewright.managedBy": `bench/test/${name}` };
    return {
      name,
      full_name,
      data_source_format: "DELTA",
      table_type: "MANAGED",
      properties,
      columns: [{ name: "id" }],
    };
  }
}

/** One commit, as `DESCRIBE HISTORY` shows it. */
const HISTORY = {
  manifest: {
    schema: {
      columns: ["version", "timestamp", "userName", "operation", "operationParameters"].map((name) => ({
        name,
      })),
    },
  },
  result: {
    data_array: [
      [
        ...["7", "2026-11-25T02:10:11.719Z", "ana@kineo.test", "SET TBLPROPERTIES"],
        JSON.stringify({ properties: JSON.stringify({ "delta.checkpointInterval": "7" }) }),
      ],
    ],
  },
};

/** Tables a page; Databricks' own size is the server's choice. */
const PAGE = 50;
