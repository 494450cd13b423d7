import { join } from "node:path";
import type { JsonObject } from "../http/json.ts";
import { ADMIN, type Identity } from "../identity/user.ts";
import { splitStatements } from "../sql/script.ts";
import { isEngineLost, SqlError } from "./errors.ts";
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
  /** Whose commits the statements make, and their `current_user()`. `@default` no one's, and the admin */
  readonly caller?: Caller;
  /** What the statements run on: a session of a warehouse takes few settings. `@default "warehouse"` */
  readonly compute?: "warehouse" | "cluster";
  /** Rows to fetch at most. `@default` all */
  readonly rowLimit?: number;
  /** Bytes of result to fetch at most. `@default` all, up to {@link MAXIMUM_BYTES}, above which the request fails */
  readonly byteLimit?: number;
  /** Aborting cancels the Spark jobs of this request. */
  readonly signal?: AbortSignal;
  /** Takes the rows in pieces as they come; the result then has none. `@default` they are in the result */
  readonly onRows?: (rows: Result["rows"]) => void;
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
  /** Names the one who keeps what statements show and change beside Delta and Spark: grants, owners. Fakes need none. */
  consult?(metastore: Metastore): void;
  close(): Promise<void>;
}

/** How Spark is, as `/sandbox/health` and `status` tell it. */
export interface EngineHealth {
  /** `lost` when it ended and could not be started again; the next statement tries once more. */
  readonly state: "up" | "starting" | "lost";
  /** The JVM's process number, while it is up. */
  readonly pid?: number;
  /** Why it was started again, or is lost. */
  readonly reason?: string;
}

/** An engine that tells how it is. */
export interface SparkEngine extends Engine {
  health(): EngineHealth;
}

export interface EngineOptions {
  readonly runtime: Runtime;
  /** The sandbox's home: Delta files go to `warehouse/`, Spark's own output to `log/spark.log`. */
  readonly home: string;
  readonly catalog: string;
}

/** The largest inline result, as on Databricks: 25 MiB. */
const MAXIMUM_BYTES = 25 * 1024 * 1024;

/** A worker that is lost so soon after the last one is not replaced before a statement asks for it. */
const RESTART_MS = 60_000;

/**
 * Starts Spark. Resolves when it takes statements, about ten seconds later. A worker that dies takes the
 * statements it was running with it, and is replaced at once.
 */
export async function startEngine(options: EngineOptions): Promise<SparkEngine> {
  const engine = new HealingEngine(options);
  await engine.ready();
  return engine;
}

class HealingEngine implements SparkEngine {
  readonly #options: EngineOptions;
  #worker: Promise<Worker> | undefined;
  #health: EngineHealth = { state: "starting" };
  #began = 0;
  #closed = false;
  #metastore: Metastore = () => Promise.reject(new Error("The server does not answer questions yet."));

  constructor(options: EngineOptions) {
    this.#options = options;
  }

  health(): EngineHealth {
    return this.#health;
  }

  async ready(): Promise<Worker> {
    if (this.#closed) throw new SqlError("The sandbox is stopping.");
    this.#worker ??= this.#start();
    return this.#worker;
  }

  async #start(): Promise<Worker> {
    const { runtime, catalog, home } = this.#options;
    const { reason } = this.#health;
    const because = reason === undefined ? {} : { reason };
    this.#health = { state: "starting", ...because };
    this.#began = Date.now();
    try {
      const worker = await startWorker({
        runtime,
        catalog,
        admin: ADMIN.userName,
        warehouse: join(home, "warehouse"),
        scratch: join(home, "tmp"),
        log: join(home, "log", "spark.log"),
        asked: (question) => this.#metastore(question),
        lost: (why) => {
          this.#heal(why);
        },
      });
      this.#health = { state: "up", pid: worker.jvm, ...because };
      return worker;
    } catch (error) {
      // A start that failed must not be the answer to every later statement.
      this.#worker = undefined;
      this.#health = { state: "lost", reason: String(error).split("\n")[0] ?? "" };
      throw error;
    }
  }

  #heal(reason: string): void {
    this.#worker = undefined;
    this.#health = { state: "lost", reason };
    if (this.#closed) return;
    console.error(`${new Date().toISOString()} Spark was lost: ${reason}`);
    // Who asks next is told when it fails.
    if (Date.now() - this.#began > RESTART_MS) this.ready().catch(() => undefined);
  }

  async run(request: Request): Promise<Result> {
    const { catalog } = this.#options;
    if (request.catalog !== undefined && request.catalog.toLowerCase() !== catalog.toLowerCase()) {
      throw noSuchCatalog(request.catalog);
    }
    const statements = request.script === false ? [request.sql] : splitStatements(request.sql);
    if (statements.length === 0) throw new SqlError("The script holds no statement.");
    const worker = await this.ready();
    const rows: Result["rows"][number][] = [];
    const collect = (some: Result["rows"]): void => {
      for (const row of some) rows.push(row);
    };
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
      request.onRows ?? collect,
    )) as Omit<Result, "emulated" | "rows"> & { readonly emulated: readonly string[] };
    return { ...answer, rows, ...(emulated.length > 0 ? { emulated: emulated.join(", ") } : {}) };
  }

  async schemas(): Promise<Readonly<Record<string, LiveSchema>>> {
    return (await this.#read({ op: "schemas" })) as Readonly<Record<string, LiveSchema>>;
  }

  async tables(schema: string): Promise<readonly LiveTable[] | undefined> {
    const found = await this.#read({ op: "tables", schema });
    return (found ?? undefined) as readonly LiveTable[] | undefined;
  }

  async table(schema: string, name: string): Promise<LiveTable | undefined> {
    const found = await this.#read({ op: "table", schema, name });
    return (found ?? undefined) as LiveTable | undefined;
  }

  consult(metastore: Metastore): void {
    this.#metastore = metastore;
  }

  /** Asked again of the next worker when the first is lost over it: reading twice does no harm. */
  async #read(message: object): Promise<unknown> {
    try {
      return await (await this.ready()).request(message);
    } catch (error) {
      if (!isEngineLost(error)) throw error;
      return (await this.ready()).request(message);
    }
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
