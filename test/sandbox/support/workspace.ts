import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const REPOSITORY = join(import.meta.dirname, "..", "..", "..");
const MAIN = join(REPOSITORY, "sandbox", "main.ts");

export interface Answer {
  readonly status: number;
  // What comes over the wire is whatever the sandbox says: the assertions say what it must be.
  readonly body: Body;
}

export interface StatementAnswer {
  readonly statement_id: string;
  readonly status: {
    readonly state: string;
    readonly error?: { readonly error_code: string; readonly message: string };
    readonly sql_state?: string;
  };
  readonly manifest?: {
    readonly emulated?: string;
    readonly total_row_count: number;
    readonly total_chunk_count: number;
    readonly truncated: boolean;
    readonly schema: { readonly columns: readonly { readonly name: string; readonly type_text: string }[] };
  };
  readonly result?: {
    readonly data_array: readonly (readonly (string | null)[])[];
    readonly next_chunk_internal_link?: string;
  };
}

export type Body = Readonly<Record<string, unknown>>;

/** A sandbox that runs, as a client sees it. */
export interface Workspace {
  readonly home: string;
  readonly url: string;
  readonly pid: number;
  readonly warehouse: string;
  call(method: string, path: string, body?: object): Promise<Answer>;
  /** Runs to the end, whatever the time; asserts nothing. */
  sql(statement: string, more?: object): Promise<StatementAnswer>;
  /** The rows of a statement that must succeed. */
  rows(statement: string, more?: object): Promise<readonly (readonly (string | null)[])[]>;
  stop(): Promise<void>;
}

/** A folder for one test's homes, below `.sandbox/test/`. */
export function testFolder(name: string): string {
  const parent = join(REPOSITORY, ".sandbox", "test");
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, `${name}-`));
}

/** Starts the sandbox of a home and makes sure that it has a warehouse. */
export async function startWorkspace(home: string, catalog: string): Promise<Workspace> {
  const flags = ["--home", home, "--catalog", catalog, "--idle-minutes", "20", "--json"];
  const { stdout } = await run(process.execPath, [MAIN, "start", ...flags]);
  const { url, token_file, pid } = JSON.parse(stdout) as { url: string; token_file: string; pid: number };
  const token = readFileSync(token_file, "utf8").trim();
  const call = async (method: string, path: string, body?: object): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Body };
  };
  const warehouse = await ensureWarehouse(call);
  const sql = async (statement: string, more: object = {}): Promise<StatementAnswer> => {
    const path = "/api/2.0/sql/statements";
    const body = { statement, warehouse_id: warehouse, wait_timeout: "50s", ...more };
    let { body: answer } = (await call("POST", path, body)) as unknown as { body: StatementAnswer };
    while (answer.status.state === "RUNNING") {
      await new Promise((resolve) => setTimeout(resolve, 200));
      const polled = await call("GET", `${path}/${answer.statement_id}`);
      answer = polled.body as unknown as StatementAnswer;
    }
    return answer;
  };
  return {
    home,
    url,
    pid,
    warehouse,
    call,
    sql,
    rows: async (statement, more) => {
      const { status, result } = await sql(statement, more);
      if (result === undefined) throw new Error(`${statement}: ${status.error?.message ?? status.state}`);
      return result.data_array;
    },
    stop: async () => {
      await run(process.execPath, [MAIN, "stop", "--home", home]);
    },
  };
}

async function ensureWarehouse(call: Workspace["call"]): Promise<string> {
  const { body } = await call("GET", "/api/2.0/sql/warehouses");
  const known = (body["warehouses"] as readonly { readonly id: string }[] | undefined)?.[0];
  if (known !== undefined) return known.id;
  const made = await call("POST", "/api/2.0/sql/warehouses", {
    name: "tests",
    cluster_size: "2X-Small",
    max_num_clusters: 1,
  });
  return made.body["id"] as string;
}
