import { alreadyExists, ApiError, invalid, missing } from "../http/errors.ts";
import { USER } from "../identity/user.ts";
import type { Collection, Store } from "../store.ts";
import { normalPath, parentOf } from "./paths.ts";

export type ObjectType = "DIRECTORY" | "NOTEBOOK" | "FILE" | "DASHBOARD";

export interface WorkspaceObject {
  readonly object_id: number;
  readonly object_type: ObjectType;
  readonly path: string;
  /** Of notebooks. */
  readonly language?: string;
  /** Base64; of notebooks and files. */
  readonly content?: string;
  /** Of a dashboard: its id there. */
  readonly resource_id?: string;
  /** `@default` the user */
  readonly created_by?: string;
  /** Milliseconds since the epoch. */
  readonly created_at: number;
  readonly modified_at: number;
}

type NewObject = Pick<WorkspaceObject, "object_type" | "path"> & Partial<WorkspaceObject>;

/** Folders every workspace has. */
const ROOTS = ["/", "/Repos", "/Shared", "/Users"];

/** The tree of folders, notebooks and files, by path. */
export class WorkspaceTree {
  readonly #store: Store;
  readonly #objects: Collection<WorkspaceObject>;
  readonly #ids = new Map<string, string>();
  /** They cannot be deleted. */
  readonly #roots: readonly string[];

  /** @param users who have a folder of their own from the start */
  constructor(store: Store, users: readonly string[]) {
    this.#store = store;
    this.#roots = [...ROOTS, ...users.map((name) => `/Users/${name}`)];
    this.#objects = store.collection("workspace");
    for (const object of this.#objects.list()) this.#ids.set(object.path, String(object.object_id));
    for (const path of this.#roots)
      if (this.find(path) === undefined) this.#add({ object_type: "DIRECTORY", path }, USER.name);
  }

  find(path: string): WorkspaceObject | undefined {
    return this.#objects.get(this.#ids.get(normalPath(path)) ?? "");
  }

  byId(id: string): WorkspaceObject | undefined {
    return this.#objects.get(id);
  }

  /** @throws ApiError 404 */
  known(path: string | undefined): WorkspaceObject {
    const object = this.find(normalPath(path));
    if (object === undefined) throw missing(`Path (${path ?? ""}) doesn't exist.`);
    return object;
  }

  children(path: string): readonly WorkspaceObject[] {
    const folder = normalPath(path);
    return this.#objects
      .list()
      .filter((object) => object.path !== "/" && parentOf(object.path) === folder)
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Makes the folder and those above it. @throws ApiError when one of them is something else. */
  makeFolders(path: string, by: string): void {
    const parts = normalPath(path).split("/").slice(1);
    for (const index of parts.keys()) {
      const folder = `/${parts.slice(0, index + 1).join("/")}`;
      const there = this.find(folder);
      if (there === undefined) this.#add({ object_type: "DIRECTORY", path: folder }, by);
      else if (there.object_type !== "DIRECTORY")
        throw alreadyExists(`Path (${folder}) already exists and is not a folder.`);
    }
  }

  /** Creates or, with `overwrite`, replaces. @throws ApiError when the folder is absent or the path taken. */
  write(
    object: NewObject,
    { by, overwrite }: { readonly by: string; readonly overwrite: boolean },
  ): WorkspaceObject {
    const path = normalPath(object.path);
    if (this.find(parentOf(path))?.object_type !== "DIRECTORY") {
      throw missing(`The parent folder (${parentOf(path)}) does not exist.`);
    }
    const there = this.find(path);
    if (there === undefined) return this.#add({ ...object, path }, by);
    if (!overwrite) throw alreadyExists(`Path (${path}) already exists.`);
    if (there.object_type !== object.object_type) {
      throw invalid(`Cannot overwrite the ${there.object_type} at ${path} with a ${object.object_type}.`);
    }
    const changed = { ...there, ...object, path, modified_at: Date.now() };
    this.#objects.put(String(there.object_id), changed);
    return changed;
  }

  /** @returns what was deleted, the deepest first. @throws ApiError for a filled folder unless `recursive`. */
  delete(path: string, recursive: boolean): readonly WorkspaceObject[] {
    const object = this.known(path);
    if (this.#roots.includes(object.path)) throw invalid(`Folder ${object.path} is protected`);
    const inside = this.#objects.list().filter((other) => other.path.startsWith(`${object.path}/`));
    if (inside.length > 0 && !recursive) {
      throw new ApiError(400, "DIRECTORY_NOT_EMPTY", `Folder (${object.path}) is not empty`);
    }
    const gone = [...inside, object].sort((a, b) => b.path.length - a.path.length);
    for (const each of gone) {
      this.#objects.delete(String(each.object_id));
      this.#ids.delete(each.path);
    }
    return gone;
  }

  #add(object: NewObject, created_by: string): WorkspaceObject {
    const now = Date.now();
    const object_id = this.#store.next("workspace");
    const added = { ...object, object_id, created_at: now, modified_at: now, created_by };
    this.#objects.put(String(added.object_id), added);
    this.#ids.set(added.path, String(added.object_id));
    return added;
  }
}
