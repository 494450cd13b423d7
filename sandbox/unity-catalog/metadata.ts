import { randomUUID } from "node:crypto";
import type { JsonObject } from "../http/json.ts";
import { USER } from "../identity/user.ts";
import type { Collection, Store } from "../store.ts";

/** What the metastore knows of an object beyond what Delta and Spark hold. */
export interface Metadata {
  readonly id: string;
  /** As it was set over the API. `@default` who made it */
  readonly owner?: string;
  /** Who made it over the API. `@default` whom the engine names, as next */
  readonly created_by?: string;
  readonly updated_by?: string;
  readonly created_at: number;
  readonly updated_at: number;
  /** Fields that were set through the API and that live nowhere else, e.g. `isolation_mode`. */
  readonly extra: JsonObject;
}

/** The privileges of each principal. */
export type Grants = Readonly<Record<string, readonly string[]>>;

export type Securable = "catalog" | "schema" | "table";

/**
 * Owners, ids and grants. Kept by names below the catalog, so that a home started under another catalog
 * name keeps them.
 */
export class MetadataStore {
  readonly #objects: Collection<Metadata>;
  readonly #grants: Collection<Grants>;

  constructor(store: Store) {
    this.#objects = store.collection("securables");
    this.#grants = store.collection("grants");
  }

  /** An object that was made by a statement is met here for the first time: it gets its id now. */
  of(type: Securable, name: string): Metadata {
    const known = this.#objects.get(key(type, name));
    if (known !== undefined) return known;
    const now = Date.now();
    const made = { id: randomUUID(), created_at: now, updated_at: now, extra: {} };
    this.#objects.put(key(type, name), made);
    return made;
  }

  /** Notes who made an object over the API just now. */
  created(
    type: Securable,
    name: string,
    { by, extra }: { readonly by: string; readonly extra: JsonObject },
  ): void {
    this.forget(type, name);
    this.#objects.put(key(type, name), { ...this.of(type, name), created_by: by, updated_by: by, extra });
  }

  /** Sets the owner, or fields of `extra`; a null takes a field away. */
  change(
    type: Securable,
    name: string,
    change: { readonly by: string; readonly owner?: string; readonly extra?: JsonObject },
  ): void {
    const current = this.of(type, name);
    const extra = Object.entries({ ...current.extra, ...change.extra }).filter(([, value]) => value !== null);
    this.#objects.put(key(type, name), {
      ...current,
      ...(change.owner === undefined ? {} : { owner: change.owner }),
      extra: Object.fromEntries(extra),
      updated_at: Date.now(),
      updated_by: change.by,
    });
  }

  /** To be called when the object is gone: a later one of that name starts anew. */
  forget(type: Securable, name: string): void {
    this.#objects.delete(key(type, name));
    this.#grants.delete(key(type, name));
    if (type !== "schema") return;
    for (const collection of [this.#objects, this.#grants]) {
      const within = collection.ids().filter((id) => id.startsWith(key("table", `${name}.`)));
      for (const id of within) collection.delete(id);
    }
  }

  /** What is kept under one name goes to another. */
  rename(type: Securable, name: string, to: string): void {
    this.forget(type, to);
    move(this.#objects, key(type, name), key(type, to));
    move(this.#grants, key(type, name), key(type, to));
  }

  grants(type: Securable, name: string): Grants {
    return this.#grants.get(key(type, name)) ?? {};
  }

  setGrants(type: Securable, name: string, grants: Grants): void {
    this.#grants.put(key(type, name), grants);
  }
}

/** What the engine itself records with an object of who made it; what it leaves out it does not know. */
export interface Recorded {
  readonly owner?: string;
  readonly created_by?: string;
  readonly updated_by?: string;
}

/** Whose an object is and who wrote it: as the API was told, else as the engine recorded it, else the user. */
export function signatures(
  told: Metadata,
  recorded: Recorded = {},
): { readonly owner: string; readonly created_by: string; readonly updated_by: string } {
  const created_by = told.created_by ?? recorded.created_by ?? recorded.owner ?? USER.name;
  return {
    owner: told.owner ?? recorded.owner ?? created_by,
    created_by,
    updated_by: recorded.updated_by ?? told.updated_by ?? created_by,
  };
}

/** The one metastore, which every object of the catalog names. */
export const METASTORE = {
  id: "5a4d0b0e-0000-4000-8000-000000000001",
  name: "sandbox",
  region: "us-east-1",
} as const;

function move<T>(collection: Collection<T>, from: string, to: string): void {
  const kept = collection.get(from);
  if (kept === undefined) return;
  collection.put(to, kept);
  collection.delete(from);
}

const key = (type: Securable, name: string): string => `${type}:${name}`;
