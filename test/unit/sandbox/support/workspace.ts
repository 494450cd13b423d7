import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll } from "vitest";
import type { SqlScript } from "../../../../sandbox/jobs/types.ts";
import { createServer, type SandboxServer } from "../../../../sandbox/server.ts";

const SCRATCH = join(import.meta.dirname, "..", "..", "..", "..", ".sandbox", "test", "unit");
const TOKEN = "dapi-test";

type Method = "DELETE" | "GET" | "HEAD" | "OPTIONS" | "PATCH" | "POST" | "PROPFIND" | "PUT";

export interface Answer {
  readonly status: number;
  /** `{}` when nothing was sent back. */
  readonly body: Record<string, unknown>;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Stands in for Spark: what a script does is what the test says. */
export type Engine = (script: SqlScript) => Promise<void>;

/** All endpoints but those on Spark, without a port: requests are put in by hand. */
export class TestWorkspace {
  readonly home: string;
  readonly scripts: SqlScript[] = [];
  engine: Engine = () => Promise.resolve();
  #server: SandboxServer;
  readonly #earlier: SandboxServer[] = [];

  private constructor(home: string, server: SandboxServer) {
    this.home = home;
    this.#server = server;
  }

  static async open(): Promise<TestWorkspace> {
    const home = scratchHome();
    const holder: { workspace?: TestWorkspace } = {};
    const workspace = new TestWorkspace(home, await TestWorkspace.#serve(home, holder));
    holder.workspace = workspace;
    opened.push(workspace);
    return workspace;
  }

  /** Another server on the same home, as after `kill -9`: the first gets no chance to tidy up. */
  async restart(): Promise<void> {
    this.#earlier.push(this.#server);
    this.#server = await TestWorkspace.#serve(this.home, { workspace: this });
    await this.#server.listen(0);
  }

  get routes(): readonly string[] {
    return this.#server.routes;
  }

  async raw(
    method: Method,
    url: string,
    options: { payload?: string; headers?: object } = {},
  ): Promise<Answer> {
    const { statusCode, body, headers } = await this.#server.app.inject({
      // Any name can be sent; the library's type has the common ones.
      method: method as "GET",
      url,
      headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json", ...options.headers },
      ...(options.payload === undefined ? {} : { payload: options.payload }),
    });
    const answer = (body === "" ? {} : JSON.parse(body)) as Record<string, unknown>;
    return { status: statusCode, body: answer, headers };
  }

  /** Sends a request and gives status and body. */
  send(method: Method, url: string, body?: unknown): Promise<Answer> {
    return this.raw(method, url, body === undefined ? {} : { payload: JSON.stringify(body) });
  }

  /** As `send`, for what must succeed: gives the body alone. */
  async ok(method: Method, url: string, body?: unknown): Promise<Record<string, unknown>> {
    const answer = await this.send(method, url, body);
    if (answer.status !== 200)
      throw new Error(`${method} ${url}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** A warehouse for jobs to run on. */
  async warehouse(name = `w-${crypto.randomUUID()}`): Promise<string> {
    const { id } = await this.ok("POST", "/api/2.0/sql/warehouses", { name, cluster_size: "Small" });
    return String(id);
  }

  /** A SQL file at `/Shared/<name>`. */
  async file(name: string, sql: string): Promise<string> {
    const path = `/Shared/${name}`;
    const content = Buffer.from(sql).toString("base64");
    await this.ok("POST", "/api/2.0/workspace/import", { path, content, format: "RAW", overwrite: true });
    return path;
  }

  async close(): Promise<void> {
    for (const server of [...this.#earlier, this.#server]) await server.close();
  }

  static #serve(home: string, holder: { readonly workspace?: TestWorkspace }): Promise<SandboxServer> {
    const run = async (script: SqlScript): Promise<{ statement_id: string }> => {
      const { workspace } = holder;
      if (workspace === undefined) throw new Error("a script ran before the workspace was open");
      workspace.scripts.push(script);
      await workspace.engine(script);
      return { statement_id: `statement-${workspace.scripts.length}` };
    };
    return createServer({
      home,
      catalog: "dev",
      token: TOKEN,
      sql: () => ({ runner: { run }, routes: () => undefined }),
    });
  }
}

const opened: TestWorkspace[] = [];
const homes: string[] = [];

/** An empty folder, gone after the tests of the file. */
export function scratchHome(): string {
  mkdirSync(SCRATCH, { recursive: true });
  const home = mkdtempSync(join(SCRATCH, "home-"));
  homes.push(home);
  return home;
}

afterAll(async () => {
  for (const workspace of opened.splice(0)) await workspace.close();
  for (const home of homes.splice(0)) rmSync(home, { recursive: true, force: true });
});

/** Asks until the answer satisfies, for things that take their time. */
export async function until<T>(ask: () => Promise<T>, satisfied: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + 5_000;
  for (;;) {
    const answer = await ask();
    if (satisfied(answer)) return answer;
    if (Date.now() > end) throw new Error(`never satisfied: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
