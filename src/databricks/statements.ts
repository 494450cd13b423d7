import type { Connection } from "./connection.ts";
import { LostAnswerError, NotTakenError, NoWorkspaceError, ResponseError, StatementError } from "./errors.ts";
import { type Json, list, object, text } from "../model/json.ts";
import { Limiter } from "./limiter.ts";

export interface SqlRequest {
  /** SQL warehouse that runs it; a stopped one is started by the workspace. */
  readonly warehouseId: string;
  readonly sql: string;
  /** The table that the statement is about, for the error's sake. */
  readonly table: string;
  /** It asks and changes nothing, so that a lost answer lets it be sent again. @default false */
  readonly asks?: boolean;
}

/** Statements in the warehouse at once, unless the provider's settings say otherwise. */
const STATEMENTS_AT_ONCE = 8;

const PATH = "/api/2.0/sql/statements";
const FIRST_POLL = 500;
const LONGEST_POLL = 5_000;

/**
 * Runs SQL through the Statement Execution API and waits for the end, whatever the time: a cold warehouse
 * takes minutes, and a statement given up half-way would still run.
 */
export class Statements {
  readonly #connection: Connection;
  readonly #limiter: Limiter;

  constructor(connection: Connection, atOnce = STATEMENTS_AT_ONCE) {
    this.#connection = connection;
    this.#limiter = new Limiter(atOnce);
  }

  /**
   * @throws {StatementError} naming the table, the statement and the engine's own error
   * @throws {LostAnswerError} when nobody knows whether it ran
   */
  async run(request: SqlRequest): Promise<QueryResult> {
    return await this.#limiter.run(async () => {
      const ended = await this.#waitForEnd(request, await this.#submit(request));
      if (ended.state !== "SUCCEEDED") throw failed(request, ended);
      return { columns: ended.columns, rows: await this.#rows(ended) };
    });
  }

  async #submit(request: SqlRequest): Promise<Json> {
    const { warehouseId, sql, asks = false } = request;
    try {
      return await this.#connection.send({
        method: "POST",
        path: PATH,
        // A statement whose answer is lost may have run: its sender reads before it sends again.
        once: !asks,
        lingers: true,
        // The longest wait that the API offers is 50 s; proxies in between often cut at 60.
        body: { statement: sql, warehouse_id: warehouseId, wait_timeout: "30s", on_wait_timeout: "CONTINUE" },
      });
    } catch (error) {
      if (error instanceof LostAnswerError) {
        throw new LostAnswerError(`${described(request, "may not have reached")}\n  ${error.message}`);
      }
      const what = described(request, "was not taken by");
      if (error instanceof NoWorkspaceError) throw error.during(what);
      if (!(error instanceof ResponseError)) throw error;
      throw new NotTakenError(`${what}\n  ${error.message}`, error.code || undefined);
    }
  }

  async #waitForEnd(request: SqlRequest, submitted: Json): Promise<Ended> {
    const id = text(submitted["statement_id"]) ?? "";
    let answer = submitted;
    try {
      for (let wait = FIRST_POLL; ; wait = Math.min(wait * 1.5, LONGEST_POLL)) {
        const ended = ending(answer);
        if (ended !== undefined) return ended;
        await this.#connection.sleep(wait);
        answer = await this.#connection.send({
          method: "GET",
          path: `${PATH}/${encodeURIComponent(id)}`,
        });
      }
    } catch (error) {
      if (this.#connection.isCancelled) await this.#cancel(id);
      const what = described(request, "was lost sight of on");
      if (error instanceof NoWorkspaceError) throw error.during(what);
      // The warehouse or the statement is gone, and with it what became of it.
      if (error instanceof ResponseError) throw new LostAnswerError(`${what}\n  ${error.message}`);
      throw error;
    }
  }

  /** The first chunk came with the answer, the others are asked for one after the other. */
  async #rows({ id, chunk }: Ended): Promise<QueryResult["rows"]> {
    const chunks = [rowsOf(chunk)];
    let next = chunk["next_chunk_index"];
    while (typeof next === "number") {
      const path = `${PATH}/${encodeURIComponent(id)}/result/chunks/${next}`;
      const further = await this.#connection.send({ method: "GET", path });
      chunks.push(rowsOf(further));
      next = further["next_chunk_index"];
    }
    return chunks.flat();
  }

  async #cancel(id: string): Promise<void> {
    await this.#connection
      .send({ method: "POST", path: `${PATH}/${encodeURIComponent(id)}/cancel`, last: true })
      // The run ends anyway, and the next one reads what the table became.
      .catch(() => undefined);
  }
}

/** Every value is text, as the API's JSON_ARRAY format has it. */
export interface QueryResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

interface Ended {
  readonly state: "SUCCEEDED" | "FAILED" | "CANCELED" | "CLOSED" | "UNKNOWN";
  readonly message: string;
  readonly id: string;
  readonly columns: QueryResult["columns"];
  /** The result's first chunk. */
  readonly chunk: Json;
}

function ending(answer: Json): Ended | undefined {
  const status = object(answer["status"]);
  const state = text(status["state"]);
  const error = object(status["error"]);
  const message = text(error["message"]) ?? text(error["error_code"]) ?? "";
  switch (state) {
    case "PENDING":
    case "RUNNING":
      return undefined;
    case "SUCCEEDED":
    case "FAILED":
    case "CANCELED":
    case "CLOSED":
      return { state, message, ...resultOf(answer) };
    case undefined:
    default:
      return {
        state: "UNKNOWN",
        message: `the workspace reports the state ${String(state)}`,
        ...resultOf(answer),
      };
  }
}

function resultOf(answer: Json): Pick<Ended, "id" | "columns" | "chunk"> {
  const columns = list(object(object(answer["manifest"])["schema"])["columns"]);
  return {
    id: text(answer["statement_id"]) ?? "",
    columns: columns.map((column) => text(object(column)["name"]) ?? ""),
    chunk: object(answer["result"]),
  };
}

function rowsOf(chunk: Json): QueryResult["rows"] {
  return list(chunk["data_array"]) as QueryResult["rows"];
}

function failed({ table, sql, warehouseId }: SqlRequest, { state, message }: Ended): StatementError {
  // Databricks leads with the class in brackets, Unity Catalog with more beside it; Spark's own texts put it
  // after the exception's name, and older runtimes have nothing but that name.
  const errorClass =
    /\[(?:RequestId=\S+ ErrorClass=)?([A-Z][A-Z0-9_]*(?:\.[A-Z0-9_]+)*)\]/.exec(message)?.[1] ??
    /\b([A-Z]\w+Exception)\b/.exec(message)?.[1];
  const what =
    state === "FAILED" ? `failed${errorClass === undefined ? "" : ` with ${errorClass}`}` : `ended ${state}`;
  return new StatementError(
    [`${table}: a statement ${what} on warehouse ${warehouseId}`, `  ${sql}`, `  ${firstLine(message)}`]
      .filter((line) => line.trim() !== "")
      .join("\n"),
    errorClass,
  );
}

function described({ table, sql, warehouseId }: SqlRequest, became: string): string {
  return `${table}: a statement ${became} warehouse ${warehouseId}\n  ${sql}`;
}

/** Engines append a stack or the query's position; the first line holds what a person needs. */
function firstLine(message: string): string {
  return message.split(/\r?\n/, 1)[0] ?? "";
}
