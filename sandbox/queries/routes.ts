import type { FastifyInstance } from "fastify";
import { invalid, invalidState, missing } from "../http/errors.ts";
import { object, text, type JsonObject } from "../http/json.ts";
import { applyMask } from "../http/mask.ts";
import { pageRequest, paginate } from "../http/paging.ts";
import { serve } from "../http/route.ts";
import { expectShape, type ObjectShape } from "../http/shape.ts";
import type { Identity } from "../identity/user.ts";
import type { Collection } from "../store.ts";
import type { Sandbox } from "../sandbox.ts";

/** An API of the SQL editor: the object lies in a field of the body, under the name given here. */
interface Kind {
  readonly path: string;
  readonly field: "query" | "alert";
  readonly shape: ObjectShape;
  readonly required: readonly string[];
}

const QUERIES: Kind = {
  path: "/api/2.0/sql/queries",
  field: "query",
  required: ["display_name"],
  shape: {
    display_name: "string",
    query_text: "string",
    warehouse_id: "string",
    description: "string",
    parent_path: "string",
    tags: ["string"],
    parameters: ["object"],
    catalog: "string",
    schema: "string",
    run_as_mode: "string",
    apply_auto_limit: "boolean",
    owner_user_name: "string",
  },
};

const LEGACY_ALERTS: Kind = {
  path: "/api/2.0/sql/alerts",
  field: "alert",
  required: ["display_name", "query_id", "condition"],
  shape: {
    display_name: "string",
    query_id: "string",
    condition: "object",
    custom_body: "string",
    custom_subject: "string",
    notify_on_ok: "boolean",
    seconds_to_retrigger: "integer",
    parent_path: "string",
    owner_user_name: "string",
  },
};

export function queryRoutes(app: FastifyInstance, sandbox: Sandbox): void {
  editorRoutes(app, sandbox, QUERIES);
  editorRoutes(app, sandbox, LEGACY_ALERTS);
}

function editorRoutes(app: FastifyInstance, { store, permissions }: Sandbox, kind: Kind): void {
  const all = store.collection<JsonObject>(kind.path.split("/").at(-1) ?? "");
  const permissionKind = kind.path.replace("/api/2.0/", "");
  permissions.know(permissionKind, (id) => all.get(id)?.["lifecycle_state"] === "ACTIVE");

  serve(app, `POST ${kind.path}`, ({ body, caller }) => {
    const given = object(body, kind.field);
    if (given === undefined) throw invalid(`Missing required field: ${kind.field}`);
    expectShape(given, kind.shape, `${kind.field}.`);
    const absent = kind.required.find((field) => given[field] === undefined || given[field] === "");
    if (absent !== undefined) throw invalid(`Missing required field: ${kind.field}.${absent}`);
    return stored(all, created(kind, given, caller));
  });
  serve(app, `GET ${kind.path}`, ({ query }) => {
    const { items, ...tokens } = paginate(
      all.list().filter(({ lifecycle_state }) => lifecycle_state === "ACTIVE"),
      pageRequest(query, { usual: 20, most: 100 }),
    );
    return { results: items, ...tokens };
  });
  serve(app, `GET ${kind.path}/:id`, ({ path }) => known(all, kind, path["id"]));
  serve(app, `PATCH ${kind.path}/:id`, ({ path, body, caller }) => {
    const current = known(all, kind, path["id"]);
    if (current["lifecycle_state"] === "TRASHED") {
      throw invalidState(`The ${kind.field} ${path["id"] ?? ""} is in the trash and cannot be changed.`);
    }
    const patch = object(body, kind.field) ?? {};
    expectShape(patch, kind.shape, `${kind.field}.`);
    const changed = applyMask(current, patch, text(body, "update_mask"));
    return stored(all, {
      ...changed,
      update_time: new Date().toISOString(),
      ...(kind.field === "query" ? { last_modifier_user_name: caller.userName } : {}),
    });
  });
  // To the trash, where it can still be read: lists do not show it, and nothing may use it.
  serve(app, `DELETE ${kind.path}/:id`, ({ path }) => {
    const current = known(all, kind, path["id"]);
    stored(all, { ...current, lifecycle_state: "TRASHED" });
    permissions.forget(permissionKind, text(current, "id") ?? "");
    return {};
  });
}

function created(kind: Kind, given: JsonObject, { userName }: Identity): JsonObject {
  const now = new Date().toISOString();
  return {
    ...given,
    id: crypto.randomUUID(),
    parent_path: text(given, "parent_path") ?? `/Workspace/Users/${userName}`,
    owner_user_name: userName,
    lifecycle_state: "ACTIVE",
    create_time: now,
    update_time: now,
    ...(kind.field === "query"
      ? { run_as_mode: text(given, "run_as_mode") ?? "OWNER", last_modifier_user_name: userName }
      : { state: "UNKNOWN" }),
  };
}

function known(all: Collection<JsonObject>, kind: Kind, id: string | undefined): JsonObject {
  const found = all.get(id ?? "");
  if (found === undefined) throw missing(`${kind.field} ${id ?? ""} does not exist`);
  return found;
}

function stored(all: Collection<JsonObject>, value: JsonObject): JsonObject {
  all.put(text(value, "id") ?? "", value);
  return value;
}

/** The query unless it lies in the trash: from there no task runs it. */
export function activeQuery(queries: Collection<JsonObject>, id: string): JsonObject | undefined {
  const query = queries.get(id);
  return query?.["lifecycle_state"] === "ACTIVE" ? query : undefined;
}
