import { randomBytes } from "node:crypto";
import { missing } from "../http/errors.ts";
import { number, text, without, type JsonObject } from "../http/json.ts";
import { USER } from "../identity/user.ts";
import type { Collection, Store } from "../store.ts";
import { expectWarehouse, WAREHOUSE_DEFAULTS } from "./spec.ts";

type WarehouseState = "STARTING" | "RUNNING" | "STOPPING" | "STOPPED";

interface Warehouse {
  readonly id: string;
  readonly data_source_id: string;
  readonly spec: JsonObject;
  /** `@default` the user */
  readonly creator?: string;
  readonly entered: WarehouseState;
  /** Milliseconds since the epoch. */
  readonly changed: number;
}

const TRANSITION_MS = 300;
const SETTLES_AS = {
  STARTING: "RUNNING",
  RUNNING: "RUNNING",
  STOPPING: "STOPPED",
  STOPPED: "STOPPED",
} as const;

/** The SQL warehouses. They differ in what they say of themselves: all run on the one engine. */
export class Warehouses {
  readonly #all: Collection<Warehouse>;

  constructor(store: Store) {
    this.#all = store.collection("warehouses");
  }

  exists(id: string): boolean {
    return this.#all.get(id) !== undefined;
  }

  create(body: JsonObject, creator: string): string {
    expectWarehouse(body, this.#names());
    const id = randomBytes(8).toString("hex");
    const data_source_id = crypto.randomUUID();
    this.#all.put(id, { id, data_source_id, spec: body, creator, entered: "STARTING", changed: Date.now() });
    return id;
  }

  creator(id: string): string {
    return this.#known(id).creator ?? USER.name;
  }

  /** Replaces what is set; what the body leaves out keeps its value, as on Databricks. */
  edit(id: string, body: JsonObject): void {
    const current = this.#known(id);
    const spec = { ...current.spec, ...without(body, "id") };
    expectWarehouse(spec, this.#names(id));
    this.#all.put(id, { ...current, spec });
  }

  /** Starts a stopped warehouse, as a statement does. @throws ApiError when there is no such warehouse. */
  start(id: string): void {
    const current = this.#known(id);
    if (["STOPPED", "STOPPING"].includes(state(current))) {
      this.#all.put(id, { ...current, entered: "STARTING", changed: Date.now() });
    }
  }

  /** What has run a statement has started, however soon. */
  hasRun(id: string): void {
    const current = this.#all.get(id);
    if (current !== undefined && state(current) === "STARTING")
      this.#all.put(id, { ...current, entered: "RUNNING" });
  }

  stop(id: string): void {
    const current = this.#known(id);
    if (["RUNNING", "STARTING"].includes(state(current))) {
      this.#all.put(id, { ...current, entered: "STOPPING", changed: Date.now() });
    }
  }

  delete(id: string): void {
    this.#known(id);
    this.#all.delete(id);
  }

  get(id: string, url: string): JsonObject {
    return described(this.#known(id), url);
  }

  list(url: string): readonly JsonObject[] {
    return this.#all.list().map((warehouse) => described(warehouse, url));
  }

  /** The legacy view the provider looks a new warehouse up in; it fails when one is absent. */
  dataSources(): readonly JsonObject[] {
    return this.#all.list().map(({ id, data_source_id, spec }) => ({
      id: data_source_id,
      name: text(spec, "name"),
      type: "databricks_internal",
      syntax: "sql",
      warehouse_id: id,
      endpoint_id: id,
      paused: 0,
      supports_auto_limit: true,
      view_only: false,
    }));
  }

  #known(id: string): Warehouse {
    const warehouse = this.#all.get(id);
    if (warehouse === undefined) throw missing(`SQL warehouse ${id} does not exist`);
    return warehouse;
  }

  #names(except?: string): readonly string[] {
    return this.#all.list().flatMap(({ id, spec }) => (id === except ? [] : [text(spec, "name") ?? ""]));
  }
}

/** Computed, not driven by a timer: what was starting when the server stopped runs when it is back. */
function state({ entered, changed }: Warehouse): WarehouseState {
  return Date.now() - changed < TRANSITION_MS ? entered : SETTLES_AS[entered];
}

function described(warehouse: Warehouse, url: string): JsonObject {
  const { hostname, port, protocol } = new URL(url);
  const now = state(warehouse);
  const path = `/sql/1.0/warehouses/${warehouse.id}`;
  return {
    ...WAREHOUSE_DEFAULTS,
    ...warehouse.spec,
    id: warehouse.id,
    state: now,
    creator_name: warehouse.creator ?? USER.name,
    num_clusters: now === "RUNNING" ? Math.max(1, number(warehouse.spec, "min_num_clusters") ?? 1) : 0,
    num_active_sessions: 0,
    jdbc_url: `jdbc:spark://${hostname}:${port}/default;transportMode=http;httpPath=${path};`,
    odbc_params: { hostname, path, port: Number(port), protocol: protocol.replace(":", "") },
    health: { status: now === "RUNNING" ? "HEALTHY" : "STATUS_UNSPECIFIED" },
  };
}
