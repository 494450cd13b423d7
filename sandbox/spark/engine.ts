import { join } from "node:path";
import type { JsonObject } from "../http/json.ts";
import { ADMIN, type Identity } from "../identity/user.ts";
import { splitStatements } from "../sql/script.ts";
import { SqlError } from "./errors.ts";
import type { Runtime } from "./setup.ts";
import { startWorker, type Worker } from "./worker.ts";

export { SqlError } from "./errors.ts";

/** A named parameter marker's value, as in the Statement Execution API: `value` is text, `type` a SQL type name (`@default STRING`). */
export interface Parameter {
  readonly name: string;
  readonly value: string | null;
  readonly type?: string;
}

export interface Column {
  readonly name: string;
  /** The type as the Statement Execution API prints it, e.g. `DECIMAL(10,2)`. */
  readonly type_text: string;
  /** The API's name of the type, e.g. `DECIMAL`. */
  readonly type_name: string;
  readonly type_precision?: number;
  readonly type_scale?: number;
}

export interface Request {
  readonly sql: string;
  /**
   * Whether `sql` may be several statements separated by `;`. They share a session, so session variables
   * live across them, and the last one's result is returned. A single statement with a `;` inside fails to
   * parse, as on a warehouse. `@default true`
   */
  readonly script?: boolean;
  readonly parameters?: readonly Parameter[];
  readonly catalog?: string;
  readonly schema?: string;
  /** Whose commits the statements make, and their `current_user()`. `@default` nobody's, and the admin */
  readonly caller?: Caller;
  /** What the statements run on: a session of a warehouse takes few settings. `@default "warehouse"` */
  readonly compute?: "warehouse" | "cluster";
  /** Rows to fetch at most. `@default` all */
  readonly rowLimit?: number;
  /** Bytes of result to fetch at most. `@default` all, up to {@link MAXIMUM_BYTES}, above which the request fails */
  readonly byteLimit?: number;
  /** Aborting cancels the Spark jobs of this request. */
  readonly signal?: AbortSignal;
}

/** Whom a history names, in the fields of Delta's `DESCRIBE HISTORY`. */
export interface Caller extends Identity {
  /** The run of a job that sent the statement. */
  readonly job?: {
    readonly jobId: string;
    readonly jobName: string;
    readonly runId: string;
    readonly jobOwnerId?: string;
    readonly triggerType: "manual";
  };
}

export interface Result {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | null)[])[];
  /** Whether a limit cut the result short. */
  readonly truncated: boolean;
  /** What was answered in Databricks' place, since Spark alone cannot do it: ids of `emulated.json`, comma-separated. */
  readonly emulated?: string;
}

/** A table or view as Delta's log holds it at the moment of asking; with `owner`, `created_by`, `updated_by` where they are known. */
export interface LiveTable extends JsonObject {
  readonly schema: string;
  readonly name: string;
  readonly table_type: "MANAGED" | "MATERIALIZED_VIEW" | "VIEW";
}

export interface LiveSchema {
  /** Who made it, where that is known. */
  readonly owner?: string;
  readonly comment: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** Answers a question of the worker. A rejection is the statement's error. */
export type Metastore = (question: JsonObject) => Promise<unknown>;

export interface Engine {
  /** Runs in a session of its own. Rejects with {@link SqlError}. */
  run(request: Request): Promise<Result>;
  schemas(): Promise<Readonly<Record<string, LiveSchema>>>;
  /** The tables and views of a schema, by name; undefined when there is no such schema. */
  tables(schema: string): Promise<readonly LiveTable[] | undefined>;
  table(schema: string, name: string): Promise<LiveTable | undefined>;
  /** Names the one who keeps what statements show and change beside Delta and Spark: grants, owners. Stand-ins need none. */
  consult?(metastore: Metastore): void;
  close(): Promise<void>;
}

export interface EngineOptions {
  readonly runtime: Runtime;
  /** The sandbox's home: Delta files go to `warehouse/`, Spark's own output to `log/spark.log`. */
  readonly home: string;
  readonly catalog: string;
}

/** The largest inline result, as on Databricks: 25 MiB. */
export const MAXIMUM_BYTES = 25 * 1024 * 1024;

/**
 * Starts Spark. Resolves when it takes statements, about ten seconds later. A worker that dies takes the
 * statements it was running with it; the next statement starts another.
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const engine = new SparkEngine(options);
  await engine.ready();
  return engine;
}

class SparkEngine implements Engine {
  readonly #options: EngineOptions;
  #worker: Promise<Worker> | undefined;
  #closed = false;
  #metastore: Metastore = () => Promise.reject(new Error("The server does not answer questions yet."));

  constructor(options: EngineOptions) {
    this.#options = options;
  }

  async ready(): Promise<Worker> {
    if (this.#closed) throw new SqlError("The sandbox is stopping.");
    if (this.#worker === undefined) {
      const started = startWorker({
        runtime: this.#options.runtime,
        catalog: this.#options.catalog,
        admin: ADMIN.userName,
        warehouse: join(this.#options.home, "warehouse"),
        scratch: join(this.#options.home, "tmp"),
        log: join(this.#options.home, "log", "spark.log"),
        asked: (question) => this.#metastore(question),
        lost: () => {
          if (this.#worker === started) this.#worker = undefined;
        },
      });
      // A start that failed must not be the answer to every later statement.
      started.catch(() => {
        if (this.#worker === started) this.#worker = undefined;
      });
      this.#worker = started;
    }
    return this.#worker;
  }

  async run(request: Request): Promise<Result> {
    const { catalog } = this.#options;
    if (request.catalog !== undefined && request.catalog.toLowerCase() !== catalog.toLowerCase()) {
      throw noSuchCatalog(request.catalog);
    }
    const statements = request.script === false ? [request.sql] : splitStatements(request.sql);
    if (statements.length === 0) throw new SqlError("The script holds no statement.");
    const worker = await this.ready();
    const { emulated, ...answer } = (await worker.request(
      {
        op: "run",
        catalog,
        statements,
        parameters: request.parameters ?? [],
        schema: request.schema ?? null,
        caller: request.caller ?? null,
        compute: request.compute ?? "warehouse",
        limits: {
          rows: request.rowLimit ?? null,
          bytes: request.byteLimit ?? null,
          maximumBytes: MAXIMUM_BYTES,
        },
      },
      request.signal,
    )) as Omit<Result, "emulated"> & { readonly emulated: readonly string[] };
    return emulated.length > 0 ? { ...answer, emulated: emulated.join(", ") } : answer;
  }

  async schemas(): Promise<Readonly<Record<string, LiveSchema>>> {
    return (await (await this.ready()).request({ op: "schemas" })) as Readonly<Record<string, LiveSchema>>;
  }

  async tables(schema: string): Promise<readonly LiveTable[] | undefined> {
    const found = await (await this.ready()).request({ op: "tables", schema });
    return (found ?? undefined) as readonly LiveTable[] | undefined;
  }

  async table(schema: string, name: string): Promise<LiveTable | undefined> {
    const found = await (await this.ready()).request({ op: "table", schema, name });
    return (found ?? undefined) as LiveTable | undefined;
  }

  consult(metastore: Metastore): void {
    this.#metastore = metastore;
  }

  async close(): Promise<void> {
    this.#closed = true;
    const worker = this.#worker;
    if (worker === undefined) return;
    // A worker that never came up has nothing to close.
    await worker.then(
      (started) => started.close(),
      () => undefined,
    );
  }
}

function noSuchCatalog(name: string): SqlError {
  const errorClass = "NO_SUCH_CATALOG_EXCEPTION";
  return new SqlError(
    `[${errorClass}] Catalog '${name}' was not found. Please verify the catalog name and then retry the query or command again. SQLSTATE: 42704`,
    { errorClass, sqlState: "42704" },
  );
}
