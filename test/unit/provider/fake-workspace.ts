import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { writeSql, type Statement } from "../../../src/plan/sql.ts";

export interface FakeTable {
  properties: Record<string, string>;
  partitionedBy?: readonly string[];
  type?: string;
  format?: string;
  /** As the REST API has them. @default `id` and the partition columns */
  columns?: readonly object[];
}

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

export interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that takes the place of the usual one, once. */
export interface Fault extends Answer {
  /** Start of "METHOD /path". */
  readonly on: string;
  /** Breaks the connection instead of answering. */
  readonly reset?: boolean;
  /** What happens in the workspace all the same. */
  readonly effect?: () => void;
}

/**
 * A workspace as far as these tests look at it. SQL is not parsed: a statement is known by the text that
 * `expectStatement` wrote, and everything else only succeeds. What SQL does is proved on the real engine.
 */
export class FakeWorkspace {
  readonly tables = new Map<string, FakeTable>();
  readonly lists = new Map<string, readonly unknown[]>();
  readonly received: Received[] = [];
  readonly authorizations: (string | undefined)[] = [];
  readonly faults: Fault[] = [];
  /** Grants tokens, where it is set: answers `POST /oidc/v1/token` as the n-th, counting from 1. */
  grant: ((n: number, authorization: string | undefined) => Answer) | undefined;
  /** Keeps answers to POST back until they are called for, where it is set. */
  hold: ((answer: () => void) => void) | undefined;
  /** Results of statements that ask, by their text. */
  readonly results = new Map<string, { readonly columns: readonly string[]; readonly rows: unknown }>();
  /** The states that a statement passes through, first answer first. */
  states: readonly unknown[] = [{ state: "SUCCEEDED" }];
  readonly #effects = new Map<string, (table: FakeTable) => void>();
  #server: Server | undefined;
  #polled = 0;
  #granted = 0;

  async start(): Promise<string> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const text = Buffer.concat(chunks).toString();
        const received = {
          method: request.method ?? "",
          path: decodeURIComponent(request.url ?? ""),
          body: text.startsWith("{") ? (JSON.parse(text) as unknown) : text || undefined,
        };
        this.received.push(received);
        this.authorizations.push(request.headers.authorization);
        const fault = this.#fault(received);
        fault?.effect?.();
        if (fault?.reset === true) {
          request.socket.destroy();
          return;
        }
        const usual = () => this.#oidc(received, request.headers) ?? this.#answer(received);
        const { status = 200, body, headers = {} }: Answer = fault ?? usual();
        const answer = () => {
          response.writeHead(status, { "content-type": "application/json", ...headers });
          response.end(typeof body === "string" ? body : JSON.stringify(body ?? {}));
        };
        if (this.hold === undefined || received.method !== "POST") answer();
        else this.hold(answer);
      });
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  /** Says what a statement does to its table. */
  expectStatement(statement: Statement, effect: (table: FakeTable) => void): void {
    this.#effects.set(writeSql(statement), effect);
  }

  get statements(): readonly string[] {
    return this.received
      .filter(({ method, path }) => method === "POST" && path === "/api/2.0/sql/statements")
      .map(({ body }) => (body as { statement: string }).statement);
  }

  #fault({ method, path }: Received): Fault | undefined {
    const at = this.faults.findIndex(({ on }) => `${method} ${path}`.startsWith(on));
    return at < 0 ? undefined : this.faults.splice(at, 1)[0];
  }

  #oidc({ path }: Received, { host, authorization }: IncomingHttpHeaders): Answer | undefined {
    if (this.grant === undefined) return undefined;
    if (path === "/oidc/.well-known/oauth-authorization-server") {
      const oidc = `http://${host}/oidc/v1`;
      return { body: { authorization_endpoint: `${oidc}/authorize`, token_endpoint: `${oidc}/token` } };
    }
    if (path !== "/oidc/v1/token") return undefined;
    this.#granted += 1;
    return this.grant(this.#granted, authorization);
  }

  #answer({ method, path, body }: Received): Answer {
    const [route = "", query = ""] = path.split("?");
    const tables = "/api/2.1/unity-catalog/tables/";
    if (method === "GET" && route.startsWith(tables)) return this.#table(route.slice(tables.length));
    if (method === "POST" && route === "/api/2.0/sql/statements") {
      const { statement } = body as { statement: string };
      const table = /`([^`]+)`\.`([^`]+)`\.`([^`]+)`/.exec(statement)?.slice(1).join(".") ?? "";
      const found = this.tables.get(table);
      if (found !== undefined) this.#effects.get(statement)?.(found);
      this.#polled = 0;
      const { columns = [], rows = [] } = this.results.get(statement) ?? {};
      const manifest = { schema: { columns: columns.map((name) => ({ name })) } };
      return {
        body: { statement_id: "s1", status: this.states[0], manifest, result: { data_array: rows } },
      };
    }
    if (route.startsWith("/api/2.0/sql/statements/")) {
      this.#polled += 1;
      return { body: { statement_id: "s1", status: this.states[this.#polled] } };
    }
    if (method === "GET" && route === "/api/2.1/unity-catalog/tables") {
      return this.#schema(new URLSearchParams(query));
    }
    const list = this.lists.get(route);
    if (list !== undefined) {
      const page = Number(new URLSearchParams(query).get("page_token") ?? 0);
      return { body: list[page] };
    }
    return { status: 501, body: { error_code: "NOT_IMPLEMENTED", message: `${method} ${path}` } };
  }

  /** Two tables a page, so that pages are followed. */
  #schema(query: URLSearchParams): { body: unknown } {
    const prefix = `${query.get("catalog_name") ?? ""}.${query.get("schema_name") ?? ""}.`;
    const names = [...this.tables.keys()].filter((name) => name.startsWith(prefix));
    const from = Number(query.get("page_token") ?? 0);
    const tables = names
      .slice(from, from + 2)
      .map((name) => ({ ...(this.#table(name).body as object), name: name.slice(prefix.length) }));
    return { body: { tables, ...(from + 2 < names.length ? { next_page_token: String(from + 2) } : {}) } };
  }

  #table(name: string): { status?: number; body: unknown } {
    const table = this.tables.get(name);
    if (table === undefined) {
      const message = `Table '${name}' does not exist.`;
      return { status: 404, body: { error_code: "TABLE_DOES_NOT_EXIST", message } };
    }
    const { partitionedBy = [], properties, type = "MANAGED", format = "DELTA" } = table;
    const plain = ["id", ...partitionedBy].map((column) => ({
      name: column,
      type_text: "int",
      nullable: true,
      ...(partitionedBy.includes(column) ? { partition_index: partitionedBy.indexOf(column) } : {}),
    }));
    const { columns = plain } = table;
    return { body: { full_name: name, table_type: type, data_source_format: format, properties, columns } };
  }
}
