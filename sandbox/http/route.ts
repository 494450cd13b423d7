import type { FastifyInstance, FastifyRequest } from "fastify";
import { malformed } from "./errors.ts";
import type { Identity } from "../identity/user.ts";
import { isObject, type JsonObject } from "./json.ts";

export type Query = Readonly<Record<string, string>>;

/** A request as the handlers see it. */
export interface Call {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Query;
  /** `{}` when nothing was sent. */
  readonly body: JsonObject;
  readonly caller: Identity;
}

export type Handler = (call: Call) => object | Promise<object>;

/** Serves `METHOD /path`, or several of them where versions of an API behave alike. */
export function serve(app: FastifyInstance, routes: string | readonly string[], handler: Handler): void {
  for (const route of typeof routes === "string" ? [routes] : routes) {
    const [method = "", url = ""] = route.split(" ");
    app.route({ method, url, handler: (request) => handler(callOf(request)) });
  }
}

/** The same route under several versions of an API: `versions("POST", ["2.0", "2.1"], "clusters/create")`. */
export function versions(method: string, numbers: readonly string[], path: string): readonly string[] {
  return numbers.map((version) => `${method} /api/${version}/${path}`);
}

function callOf(request: FastifyRequest): Call {
  const body = request.body ?? {};
  if (!isObject(body)) throw malformed("Could not parse request object: the body must be a JSON object");
  return {
    path: request.params as Record<string, string>,
    query: flat(request.query),
    body,
    caller: request.caller,
  };
}

/** A parameter that is given several times is a list: its values with commas between them, as it may also be sent. */
function flat(query: unknown): Query {
  const pairs = Object.entries(isObject(query) ? query : {});
  return Object.fromEntries(pairs.map(([key, value]) => [key, [value].flat().map(String).join(",")]));
}
