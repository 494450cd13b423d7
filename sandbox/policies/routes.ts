import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { alreadyExists, invalid, missing, notServed } from "../http/errors.ts";
import { text, without, type JsonObject } from "../http/json.ts";
import { pageRequest, paginate } from "../http/paging.ts";
import { serve } from "../http/route.ts";
import { expectShape } from "../http/shape.ts";
import type { Collection } from "../store.ts";
import type { Sandbox } from "../sandbox.ts";
import { parseDefinition } from "./definition.ts";

const FIELDS = {
  "name!": "string",
  definition: "string",
  description: "string",
  max_clusters_per_user: "integer",
  libraries: ["object"],
} as const;

const BASE = "/api/2.0/policies/clusters";

/** The definition of a policy, word for word. */
export function policyDefinition(policies: Collection<JsonObject>, id: string): string {
  const policy = policies.get(id);
  if (policy === undefined) throw missing(`Cluster policy ${id} does not exist.`);
  return text(policy, "definition") ?? "{}";
}

export function policyRoutes(app: FastifyInstance, { store, permissions }: Sandbox): void {
  const policies = store.collection<JsonObject>("policies");
  permissions.know("cluster-policies", (id) => policies.get(id) !== undefined);

  const known = (id: string | undefined): JsonObject => {
    if (id === undefined || id === "") throw invalid("Missing required field: policy_id");
    const policy = policies.get(id);
    if (policy === undefined) throw missing(`Cluster policy ${id} does not exist.`);
    return policy;
  };

  serve(app, `POST ${BASE}/create`, ({ body, caller }) => {
    expectPolicy(body, policies.list());
    const id = randomBytes(8).toString("hex").toUpperCase();
    policies.put(id, {
      ...body,
      policy_id: id,
      creator_user_name: caller.userName,
      created_at_timestamp: Date.now(),
    });
    return { policy_id: id };
  });

  serve(app, `GET ${BASE}/get`, ({ query }) => known(query["policy_id"]));

  serve(app, `GET ${BASE}/list`, ({ query }) => {
    const sorted = ["sort_column", "sort_order"].find((field) => field in query);
    if (sorted !== undefined) throw notServed(`${sorted} of policies/clusters/list`);
    const { items, ...tokens } = paginate(policies.list(), pageRequest(query, { usual: 100, most: 100 }));
    return { policies: items, total_count: policies.list().length, ...tokens };
  });

  serve(app, `POST ${BASE}/edit`, ({ body }) => {
    const current = known(text(body, "policy_id"));
    const id = text(current, "policy_id") ?? "";
    expectPolicy(
      body,
      policies.list().filter((policy) => policy !== current),
    );
    policies.put(id, {
      ...without(body, "policy_id"),
      policy_id: id,
      creator_user_name: current["creator_user_name"],
      created_at_timestamp: current["created_at_timestamp"],
    });
    return {};
  });

  serve(app, `POST ${BASE}/delete`, ({ body }) => {
    const id = text(known(text(body, "policy_id")), "policy_id") ?? "";
    policies.delete(id);
    permissions.forget("cluster-policies", id);
    return {};
  });
}

function expectPolicy(body: JsonObject, others: readonly JsonObject[]): void {
  expectShape(body, FIELDS);
  for (const field of ["policy_family_id", "policy_family_definition_overrides"]) {
    if (body[field] !== undefined) throw notServed(`${field}: there are no policy families`);
  }
  const definition = text(body, "definition");
  if (definition === undefined) throw invalid("Missing required field: definition");
  parseDefinition(definition);
  if (others.some((policy) => policy["name"] === body["name"])) {
    throw alreadyExists(`A cluster policy named '${text(body, "name") ?? ""}' already exists.`);
  }
}
