import { randomUUID } from "node:crypto";
import type { JsonObject } from "../http/json.ts";
import { USER } from "../identity/user.ts";
import type { Collection, Store } from "../store.ts";

/** What the metastore knows of an object beyond what Delta and Spark hold. */
export interface Metadata {
  readonly id: string;
  readonly owner: string;
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
    const made = { id: randomUUID(), owner: USER.name, created_at: now, updated_at: now, extra: {} };
    this.#objects.put(key(type, name), made);
    return made;
  }

  /** Sets the owner, or fields of `extra`; a null takes a field away. */
  change(
    type: Securable,
    name: string,
    change: { readonly owner?: string; readonly extra?: JsonObject },
  ): void {
    const current = this.of(type, name);
    const extra = Object.entries({ ...current.extra, ...change.extra }).filter(([, value]) => value !== null);
    this.#objects.put(key(type, name), {
      ...current,
      owner: change.owner ?? current.owner,
      extra: Object.fromEntries(extra),
      updated_at: Date.now(),
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

function move<T>(collection: Collection<T>, from: string, to: string): void {
  const kept = collection.get(from);
  if (kept === undefined) return;
  collection.put(to, kept);
  collection.delete(from);
}

const key = (type: Securable, name: string): string => `${type}:${name}`;
