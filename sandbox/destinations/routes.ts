import type { FastifyInstance } from "fastify";
import { alreadyExists, invalid, missing } from "../http/errors.ts";
import { isObject, object, text, type JsonObject } from "../http/json.ts";
import { pageRequest, paginate } from "../http/paging.ts";
import { serve } from "../http/route.ts";
import { expectShape } from "../http/shape.ts";
import type { Collection } from "../store.ts";
import type { Sandbox } from "../sandbox.ts";

const BASE = "/api/2.0/notification-destinations";
const SHAPE = { display_name: "string", config: "object" } as const;

/** The kinds of destination, by the field of `config` that makes one; and the fields never read back. */
const KINDS: Readonly<Record<string, { readonly type: string; readonly secrets: readonly string[] }>> = {
  email: { type: "EMAIL", secrets: [] },
  slack: { type: "SLACK", secrets: ["url", "oauth_token"] },
  pagerduty: { type: "PAGERDUTY", secrets: ["integration_key"] },
  generic_webhook: { type: "WEBHOOK", secrets: ["url", "username", "password"] },
  microsoft_teams: { type: "MICROSOFT_TEAMS", secrets: ["url", "auth_secret"] },
};

export function destinationRoutes(app: FastifyInstance, { store }: Sandbox): void {
  const destinations = store.collection<JsonObject>("notification-destinations");
  const known = (id: string | undefined): JsonObject => {
    const found = destinations.get(id ?? "");
    if (found === undefined) throw missing(`Notification destination ${id ?? ""} does not exist`);
    return found;
  };

  serve(app, `POST ${BASE}`, ({ body }) => {
    expectShape(body, SHAPE);
    return stored(destinations, {
      id: crypto.randomUUID(),
      display_name: text(body, "display_name"),
      config: object(body, "config"),
    });
  });
  serve(app, `GET ${BASE}`, ({ query }) => {
    const { items, ...tokens } = paginate(destinations.list(), pageRequest(query, { usual: 20, most: 100 }));
    const results = items.map(({ id, display_name, config }) => ({
      id,
      display_name,
      destination_type: typeOf(isObject(config) ? config : {}),
    }));
    return { results, ...tokens };
  });
  serve(app, `GET ${BASE}/:id`, ({ path }) => answer(known(path["id"])));
  serve(app, `PATCH ${BASE}/:id`, ({ path, body }) => {
    expectShape(body, SHAPE);
    const current = known(path["id"]);
    return stored(destinations, {
      id: text(current, "id"),
      display_name: text(body, "display_name") ?? text(current, "display_name"),
      config: object(body, "config") ?? object(current, "config"),
    });
  });
  serve(app, `DELETE ${BASE}/:id`, ({ path }) => {
    destinations.delete(text(known(path["id"]), "id") ?? "");
    return {};
  });
}

function stored(destinations: Collection<JsonObject>, given: JsonObject): JsonObject {
  const name = text(given, "display_name") ?? "";
  if (name === "") throw invalid("Missing required field: display_name");
  typeOf(object(given, "config") ?? {});
  const id = text(given, "id") ?? "";
  if (destinations.list().some((other) => other["display_name"] === name && other["id"] !== id)) {
    throw alreadyExists(`Notification destination '${name}' already exists`);
  }
  destinations.put(id, given);
  return answer(given);
}

function typeOf(config: JsonObject): string {
  const kinds = Object.entries(KINDS).filter(([field]) => config[field] !== undefined);
  const [only] = kinds;
  if (only === undefined || kinds.length > 1) {
    throw invalid(`config: exactly one of ${Object.keys(KINDS).join(", ")} must be set`);
  }
  return only[1].type;
}

/** Secrets go in and never come out: a flag says that one is set. */
function answer(destination: JsonObject): JsonObject {
  const config = object(destination, "config") ?? {};
  const shown = Object.entries(config).map(([field, value]) => [
    field,
    isObject(value) ? veiled(value, KINDS[field]?.secrets ?? []) : value,
  ]);
  return {
    ...destination,
    destination_type: typeOf(config),
    config: Object.fromEntries(shown) as JsonObject,
  };
}

function veiled(of: JsonObject, secrets: readonly string[]): JsonObject {
  const fields = Object.entries(of).map(([field, value]) =>
    secrets.includes(field) ? ([`${field}_set`, true] as const) : ([field, value] as const),
  );
  return Object.fromEntries(fields);
}
