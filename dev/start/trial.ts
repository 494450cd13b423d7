import { setTimeout as wait } from "node:timers/promises";
import type { SandboxAddress } from "./places.ts";

/** What an engine that was lost takes to come back, several times over on a busy machine. */
const ENGINE_MS = 120_000;
const LOOK_MS = 500;
const ANSWER_MS = 60_000;

/** A statement that Spark cannot answer without running a task. */
const STATEMENT = "SELECT count(*) FROM range(1)";

export interface Limits {
  /** Milliseconds for the engine to come up. */
  readonly engine: number;
  /** Milliseconds for one answer. */
  readonly answer: number;
}

/** What is wrong with a workspace that runs, as the end of "The sandbox …"; undefined when it works. */
export async function faultOf(
  address: SandboxAddress,
  { engine, answer }: Limits = { engine: ENGINE_MS, answer: ANSWER_MS },
): Promise<string | undefined> {
  const workspace = new Workspace(address, answer);
  const seconds = `${Math.round(engine / 1000)} s`;
  try {
    const until = Date.now() + engine;
    for (;;) {
      const { state, catalog } = await workspace.health();
      // A lost engine is started again by what is asked of it.
      if (state !== "starting") return await workspace.trial(catalog);
      if (Date.now() > until) return `has no engine after ${seconds}`;
      await wait(LOOK_MS);
    }
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.name === "TimeoutError") return `does not answer within ${Math.round(answer / 1000)} s`;
    return `does not answer: ${error.cause instanceof Error ? error.cause.message : error.message}`;
  }
}

class Workspace {
  readonly #address: SandboxAddress;
  readonly #limit: number;

  constructor(address: SandboxAddress, limit: number) {
    this.#address = address;
    this.#limit = limit;
  }

  /** The state of Spark, which may have died under a server that lives; undefined where the server does not say. */
  async health(): Promise<{ readonly state: string | undefined; readonly catalog: string }> {
    const { body } = await this.#send("GET", "/sandbox/health");
    const { spark, catalog } = body as { spark?: { readonly state: string }; catalog: string };
    return { state: spark?.state, catalog };
  }

  async trial(catalog: string): Promise<string | undefined> {
    const listed = await this.#send("GET", "/api/2.0/sql/warehouses");
    const { warehouses = [] } = listed.body as { warehouses?: readonly { readonly id: string }[] };
    const [warehouse] = warehouses;
    // A workspace that is new has none to run a statement on; its schemas are Spark's too.
    if (warehouse === undefined) {
      const path = `/api/2.1/unity-catalog/schemas?catalog_name=${catalog}`;
      const { status } = await this.#send("GET", path);
      return status === 200 ? undefined : `answers ${status} when asked for its schemas`;
    }
    const { body } = await this.#send("POST", "/api/2.0/sql/statements", {
      ...{ warehouse_id: warehouse.id, statement: STATEMENT },
      ...{ wait_timeout: "50s", on_wait_timeout: "CANCEL" },
    });
    const { status } = body as { status?: { state: string; error?: { message?: string } } };
    if (status?.state === "SUCCEEDED") return undefined;
    return `cannot run ${STATEMENT}: ${status?.error?.message ?? status?.state ?? JSON.stringify(body)}`;
  }

  async #send(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ readonly status: number; readonly body: unknown }> {
    const response = await fetch(new URL(path, this.#address.url), {
      method,
      headers: { authorization: `Bearer ${this.#address.token}` },
      signal: AbortSignal.timeout(this.#limit),
      body: body === undefined ? null : JSON.stringify(body),
    });
    return { status: response.status, body: await response.json() };
  }
}
