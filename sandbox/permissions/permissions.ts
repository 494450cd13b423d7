import { invalid, missing, notServed } from "../http/errors.ts";
import { objects, text, type JsonObject } from "../http/json.ts";
import { isApplicationId, USER } from "../identity/user.ts";
import type { Collection, Store } from "../store.ts";
import { NOT_SERVED, PERMISSION_TYPES, type PermissionType } from "./types.ts";

const PRINCIPALS = ["user_name", "group_name", "service_principal_name"] as const;

/** Who may do what with one object, as it was put. */
interface Entry {
  readonly kind: (typeof PRINCIPALS)[number];
  readonly name: string;
  readonly level: string;
}

/** The access control lists of all objects that have one. */
export class Permissions {
  readonly #lists: Collection<readonly Entry[]>;
  readonly #exists = new Map<string, (id: string) => boolean>();
  readonly #creators = new Map<string, (id: string) => string>();

  constructor(store: Store) {
    this.#lists = store.collection("permissions");
  }

  /**
   * Says which objects of a kind there are, so that permissions on others are refused, and where a kind has owners
   * who made one: its owner until another is named.
   */
  know(
    request: string,
    exists: (id: string) => boolean,
    creator: (id: string) => string = () => USER.name,
  ): void {
    this.#exists.set(request, exists);
    this.#creators.set(request, creator);
  }

  /** Whose an object of an owned kind is. @throws ApiError as `read` */
  owner(request: string, id: string): string {
    const entries = this.#entries(this.#type(request, id), id);
    return entries.find(({ level }) => level === "IS_OWNER")?.name ?? USER.name;
  }

  /** To be called when the object is deleted: a later object never inherits its list. */
  forget(request: string, id: string): void {
    this.#lists.delete(`${request}/${id}`);
  }

  /** @throws ApiError when the kind is not served or the object does not exist. */
  read(request: string, id: string): JsonObject {
    return this.#answer(this.#type(request, id), id);
  }

  /** PUT: the list becomes the given one. */
  replace(request: string, id: string, body: JsonObject): JsonObject {
    const type = this.#type(request, id);
    this.#write(type, id, entries(type, body));
    return this.#answer(type, id);
  }

  /** PATCH: the given principals get the given level; the others keep theirs. */
  merge(request: string, id: string, body: JsonObject): JsonObject {
    const type = this.#type(request, id);
    const given = entries(type, body);
    const named = new Set(given.map(principal));
    const newOwner = given.some((entry) => entry.level === "IS_OWNER");
    const kept = this.#entries(type, id).filter(
      (entry) => !named.has(principal(entry)) && !(newOwner && entry.level === "IS_OWNER"),
    );
    this.#write(type, id, [...kept, ...given]);
    return this.#answer(type, id);
  }

  levels(request: string, id: string): JsonObject {
    const { levels } = this.#type(request, id);
    return { permission_levels: levels.map((level) => ({ permission_level: level, description: level })) };
  }

  #type(request: string, id: string): PermissionType {
    if (NOT_SERVED.has(request)) throw notServed(`permissions on ${request}`);
    const type = PERMISSION_TYPES.find(({ request: name, alias }) => name === request || alias === request);
    if (type === undefined) {
      const served = PERMISSION_TYPES.map((candidate) => candidate.request).join(", ");
      throw invalid(`'${request}' is not a supported object type. Supported: ${served}`);
    }
    if (this.#exists.get(type.request)?.(id) !== true)
      throw missing(`${type.answer} with ID ${id} does not exist.`);
    return type;
  }

  #entries(type: PermissionType, id: string): readonly Entry[] {
    const list = this.#lists.get(`${type.request}/${id}`);
    if (list !== undefined || type.owned !== true) return list ?? [];
    const name = this.#creators.get(type.request)?.(id) ?? USER.name;
    return [
      { kind: isApplicationId(name) ? "service_principal_name" : "user_name", name, level: "IS_OWNER" },
    ];
  }

  #write(type: PermissionType, id: string, list: readonly Entry[]): void {
    const owners = list.filter((entry) => entry.level === "IS_OWNER").length;
    if (type.owned === true && owners !== 1) {
      throw invalid(`The ${type.answer} must have exactly one owner, got ${owners}.`);
    }
    this.#lists.put(`${type.request}/${id}`, list);
  }

  #answer(type: PermissionType, id: string): JsonObject {
    const byPrincipal = Map.groupBy(this.#entries(type, id), principal);
    const direct = [...byPrincipal.values()].map((list) => ({
      ...Object.fromEntries(list.slice(0, 1).map((entry) => [entry.kind, entry.name])),
      all_permissions: list.map((entry) => ({ permission_level: entry.level, inherited: false })),
    }));
    return {
      object_id: `/${type.request}/${id}`,
      object_type: type.answer,
      access_control_list: [...direct, ...adminsOf(type)],
    };
  }
}

/** Workspace admins manage everything, by inheritance: nobody can set or take that. */
function adminsOf(type: PermissionType): readonly JsonObject[] {
  if (!type.levels.includes("CAN_MANAGE")) return [];
  const inherited = { inherited: true, inherited_from_object: [`/${type.request}/`] };
  return [{ group_name: "admins", all_permissions: [{ permission_level: "CAN_MANAGE", ...inherited }] }];
}

const principal = (entry: Entry): string => `${entry.kind}:${entry.name}`;

function entries(type: PermissionType, body: JsonObject): readonly Entry[] {
  return objects(body, "access_control_list").map((item, index) => {
    const at = `access_control_list[${index}]`;
    const [kind, ...more] = PRINCIPALS.filter((field) => (text(item, field) ?? "") !== "");
    if (kind === undefined || more.length > 0) {
      throw invalid(`${at}: exactly one of ${PRINCIPALS.join(", ")} must be set`);
    }
    const level = text(item, "permission_level") ?? "";
    if (!type.levels.includes(level)) {
      throw invalid(
        `${at}: permission_level '${level}' is not allowed on a ${type.answer}. Allowed: ${type.levels.join(", ")}`,
      );
    }
    return { kind, name: text(item, kind) ?? "", level };
  });
}
