import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { loadTables } from "../../../dev/start/load.ts";
import { loadStatement } from "../../../dev/start/pipeline.ts";
import { run } from "./process.ts";
import { tables } from "../../../dev/start/kineo.ts";

export const REPOSITORY = join(import.meta.dirname, "..", "..", "..");

/** One entry of the workspace's statement log. */
export interface LoggedStatement {
  readonly seq: number;
  readonly statement: string;
  readonly state: string;
  readonly source: "api" | "job";
}

/** One entry of the workspace's log of requests. */
export interface LoggedRequest {
  readonly seq: number;
  readonly method: string;
  readonly path: string;
}

/** A local workspace of a scenario's own. */
export class Sandbox {
  readonly home: string;
  readonly url: string;
  readonly token: string;
  readonly catalog: string;
  #warehouse: Promise<{ readonly id: string }> | undefined;

  private constructor(home: string, catalog: string, { url, token }: { url: string; token: string }) {
    this.home = home;
    this.catalog = catalog;
    this.url = url;
    this.token = token;
  }

  static async start({ home, catalog }: { home: string; catalog: string }): Promise<Sandbox> {
    const args = ["start", "--home", home, "--catalog", catalog, "--idle-minutes", "30", "--json"];
    const { url, token_file } = JSON.parse(await sandboxCommand(args)) as {
      url: string;
      token_file: string;
    };
    return new Sandbox(home, catalog, { url, token: readFileSync(token_file, "utf8").trim() });
  }

  /** The same workspace as its service principal sees it, which histories name by its application id. */
  async asPrincipal(): Promise<Sandbox & { readonly principal: string }> {
    const { client_id, client_secret } = JSON.parse(
      readFileSync(join(this.home, "service-principal.json"), "utf8"),
    ) as { client_id: string; client_secret: string };
    const response = await fetch(new URL("/oidc/v1/token", this.url), {
      method: "POST",
      headers: {
        authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString("base64")}`,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: "grant_type=client_credentials",
    });
    const { access_token: token } = (await response.json()) as { access_token: string };
    const other = new Sandbox(this.home, this.catalog, { url: this.url, token });
    await this.#manual();
    other.#warehouse = this.#warehouse;
    return Object.assign(other, { principal: client_id });
  }

  static async stopAt(home: string): Promise<void> {
    if (existsSync(home)) await sandboxCommand(["stop", "--home", home]);
  }

  stop(): Promise<void> {
    return Sandbox.stopAt(this.home);
  }

  /** Sends a request and gives the answer; throws unless it is a success. */
  async send<T>(
    method: "DELETE" | "GET" | "PATCH" | "POST" | "PUT",
    path: string,
    body?: unknown,
  ): Promise<T> {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: { authorization: `Bearer ${this.token}`, "content-type": "application/json" },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === "" ? {} : JSON.parse(text)) as T;
  }

  /** Runs SQL as somebody else than the stack would, on a warehouse of its own, and gives the rows. */
  async sql(statement: string): Promise<readonly (readonly (string | null)[])[]> {
    return (await this.query(statement)).rows;
  }

  /** As `sql`, with the names of the columns. */
  async query(statement: string): Promise<QueryResult> {
    const warehouse_id = await this.#manual();
    let answer = await this.send<StatementAnswer>("POST", "/api/2.0/sql/statements", {
      statement,
      warehouse_id,
      wait_timeout: "50s",
      on_wait_timeout: "CONTINUE",
    });
    while (["PENDING", "RUNNING"].includes(answer.status.state)) {
      await new Promise((resolve) => setTimeout(resolve, 500));
      answer = await this.send<StatementAnswer>("GET", `/api/2.0/sql/statements/${answer.statement_id}`);
    }
    if (answer.status.state !== "SUCCEEDED")
      throw new Error(`${statement}\n${answer.status.error?.message ?? ""}`);
    const columns = (answer.manifest?.schema.columns ?? []).map(({ name }) => name);
    return { columns, rows: answer.result?.data_array ?? [] };
  }

  async #manual(): Promise<string> {
    // The promise is kept: two statements may be the first ones at once.
    this.#warehouse ??= this.send<{ id: string }>("POST", "/api/2.0/sql/warehouses", {
      name: "manual",
      cluster_size: "2X-Small",
      max_num_clusters: 1,
    });
    return (await this.#warehouse).id;
  }

  /** Number of the newest statement, to ask for what comes after it. */
  async lastStatement(): Promise<number> {
    return (await this.statementsSince(0)).at(-1)?.seq ?? 0;
  }

  async statementsSince(seq: number): Promise<readonly LoggedStatement[]> {
    const { statements } = await this.send<{ statements: readonly LoggedStatement[] }>(
      "GET",
      `/sandbox/statements?since=${seq}`,
    );
    return statements;
  }

  async requestCount(): Promise<number> {
    return (await this.requestsSince(0)).at(-1)?.seq ?? 0;
  }

  async requestsSince(seq: number): Promise<readonly LoggedRequest[]> {
    const { requests } = await this.send<{ requests: readonly LoggedRequest[] }>(
      "GET",
      `/sandbox/requests?since=${seq}`,
    );
    return requests;
  }

  /** Live properties of a table, `schema.table`. */
  async properties(table: string): Promise<Readonly<Record<string, string>>> {
    const path = `/api/2.1/unity-catalog/tables/${this.catalog}.${table}`;
    return (await this.send<{ properties?: Record<string, string> }>("GET", path)).properties ?? {};
  }

  /** Live tags of a table, `schema.table`. */
  async tags(table: string): Promise<Readonly<Record<string, string>>> {
    const [schema = "", name = ""] = table.split(".");
    const found = await this.sql(
      `SELECT tag_name, tag_value FROM ${this.catalog}.information_schema.table_tags WHERE schema_name = '${schema}' AND table_name = '${name}'`,
    );
    return Object.fromEntries(found) as Record<string, string>;
  }

  async rows(table: string): Promise<number> {
    return Number((await this.sql(`SELECT count(*) FROM ${this.catalog}.${table}`))[0]?.[0]);
  }

  async files(table: string): Promise<number> {
    const { columns, rows } = await this.query(`DESCRIBE DETAIL ${this.catalog}.${table}`);
    return Number(rows[0]?.[columns.indexOf("numFiles")]);
  }
}

export interface QueryResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
}

interface StatementAnswer {
  readonly statement_id: string;
  readonly status: { readonly state: string; readonly error?: { readonly message: string } };
  readonly manifest?: { readonly schema: { readonly columns: readonly { readonly name: string }[] } };
  readonly result?: { readonly data_array?: readonly (readonly (string | null)[])[] };
}

async function sandboxCommand(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(process.execPath, ["sandbox/main.ts", ...args], {
    cwd: REPOSITORY,
  });
  if (code !== 0) throw new Error(`sandbox ${args.join(" ")} ended with ${code}\n${stdout}\n${stderr}`);
  return stdout;
}

/**
 * The home of a stopped workspace that holds Kineo's tables as a pipeline leaves them. Written once and
 * copied by every scenario; a change of the load statements writes it anew.
 */
export async function seededHome(): Promise<string> {
  const text = tables.map((table) => loadStatement(table, "seed")).join("\n");
  const key = createHash("sha256").update(text).digest("hex").slice(0, 12);
  const home = join(REPOSITORY, ".sandbox", "test", `seeded-${key}`);
  if (existsSync(home)) return home;
  const unfinished = `${home}.unfinished`;
  await Sandbox.stopAt(unfinished);
  rmSync(unfinished, { recursive: true, force: true });
  const sandbox = await Sandbox.start({ home: unfinished, catalog: "seed" });
  try {
    await loadTables(tables, { catalog: "seed", address: { url: sandbox.url, token: sandbox.token } });
  } finally {
    await sandbox.stop();
  }
  renameSync(unfinished, home);
  return home;
}
