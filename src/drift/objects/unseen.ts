import type { Json } from "../../model/json.ts";
import { hasSecret } from "../state-secrets.ts";
import type { DeployedSide, Deviation, Fields } from "../sides.ts";
import type { ObjectKind } from "./shapes.ts";

/**
 * The Databricks provider's refresh reads a field only where the state has one, what the workspace has not never takes
 * the place of what the state has (its `StructToData`), and what no input says is often not compared. A field that came
 * or went by hand is therefore seen by no up, and nothing is put back: a cluster fixed at a size keeps `autoscale` in
 * the state. These are put back over the REST API, before the up that does the rest.
 */
export function unseenPaths(
  kind: ObjectKind,
  deviations: readonly Pick<Deviation, "path" | "cause">[],
  { recorded, live }: { readonly recorded: Fields; readonly live: Fields },
): readonly string[] {
  // Of permissions and files all is compared.
  if (REQUESTS[kind] === undefined) return [];
  return deviations
    .filter(({ path, cause }) => cause !== "pendingDeployment" && !isSeen(kind, path, { recorded, live }))
    .map(({ path }) => path);
}

/** Fields of which all is read or nothing, by what their keys are. */
const WHOLE: Readonly<Partial<Record<ObjectKind, readonly string[]>>> = {
  cluster: ["spark_conf", "spark_env_vars", "custom_tags"],
  clusterPolicy: ["definition"],
  warehouse: ["tags"],
  job: ["tags", "tasks", "job_clusters"],
};

function isSeen(
  kind: ObjectKind,
  path: string,
  { recorded, live }: { readonly recorded: Fields; readonly live: Fields },
): boolean {
  const top = topOf(path);
  if (WHOLE[kind]?.includes(top) === true) return within(recorded, top) === within(live, top);
  return isThere(recorded[path]) === isThere(live[path]);
}

/** A number that nobody gave is 0 to the provider. */
function isThere(value: string | undefined): boolean {
  return value !== undefined && value !== "0";
}

function within(fields: Fields, top: string): boolean {
  return Object.keys(fields).some((path) => topOf(path) === top);
}

function topOf(path: string): string {
  return path.replace(/[.[].*$/s, "");
}

/**
 * The request that gives some fields of an object the values that were deployed, for a shell.
 * @returns `undefined` where the API has none for the kind, or where the state keeps a value secret
 */
export function putBackCommand(
  { kind, id, sent = {} }: DeployedSide,
  paths: readonly string[],
): string | undefined {
  const fields = [...new Set(paths.map(topOf))].sort();
  const request = REQUESTS[kind as ObjectKind]?.({ id, sent, fields, paths });
  if (request === undefined || hasSecret(request.body)) return undefined;
  const body = JSON.stringify(request.body).replaceAll("'", String.raw`'\''`);
  return `databricks api post ${request.path} --json '${body}'`;
}

interface PutBack {
  readonly id: string;
  readonly sent: Json;
  /** Names at the top of what is put back, and all paths. */
  readonly fields: readonly string[];
  readonly paths: readonly string[];
}

interface ApiRequest {
  readonly path: string;
  readonly body: Json;
}

const REQUESTS: Readonly<Partial<Record<ObjectKind, (asked: PutBack) => ApiRequest>>> = {
  cluster: ({ id, sent, fields }) => {
    const named = sizedOnce(fields, sent);
    return {
      path: "/api/2.1/clusters/update",
      body: { cluster_id: id, update_mask: named.join(","), cluster: only(sent, named) },
    };
  },
  // What an edit leaves out stays.
  warehouse: ({ id, sent, fields, paths }) => ({
    path: `/api/2.0/sql/warehouses/${id}/edit`,
    body: { ...emptied(fields, paths), ...only(sent, fields) },
  }),
  // An edit says all of it.
  clusterPolicy: ({ id, sent }) => ({
    path: "/api/2.0/policies/clusters/edit",
    body: { policy_id: id, ...sent },
  }),
  job: ({ id, sent, fields }) => {
    const gone = fields.filter((field) => sent[field] === undefined);
    return {
      path: "/api/2.2/jobs/update",
      body: {
        job_id: Number(id),
        new_settings: only(sent, fields),
        ...(gone.length === 0 ? {} : { fields_to_remove: gone }),
      },
    };
  },
};

/** A cluster has one size: the API takes a number of workers or bounds, and the one drives out the other. */
function sizedOnce(fields: readonly string[], sent: Json): readonly string[] {
  const sizes = ["autoscale", "num_workers"];
  const [size] = sizes.filter((field) => sent[field] !== undefined);
  if (size === undefined || !fields.some((field) => sizes.includes(field))) return fields;
  return [...new Set(fields.map((field) => (sizes.includes(field) ? size : field)))];
}

function only(sent: Json, fields: readonly string[]): Json {
  return Object.fromEntries(
    fields.filter((field) => sent[field] !== undefined).map((field) => [field, sent[field]]),
  );
}

/** Nothing, in the form that the field has. */
function emptied(fields: readonly string[], paths: readonly string[]): Json {
  return Object.fromEntries(fields.map((field) => [field, paths.includes(field) ? "" : {}]));
}
