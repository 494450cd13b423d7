import type { Connection } from "./connection.ts";
import { id, stringMap } from "./json.ts";
import { type Json, list, object, text } from "../model/json.ts";

/** Kinds of object that a workspace creates a second time under the same name without a word. */
export const EXISTING_KINDS = ["cluster", "clusterPolicy", "job", "warehouse"] as const;
export type ExistingKind = (typeof EXISTING_KINDS)[number];

export interface ExistingQuery {
  readonly kind: ExistingKind;
  /** Compared exactly. */
  readonly name: string;
  /** All of them must be equal; a cluster policy has no tags and is found by name alone. @default any tags */
  readonly tags?: Readonly<Record<string, string>>;
}

interface Found {
  readonly id: string | undefined;
  readonly name: string | undefined;
  /** `undefined` for a kind without tags. */
  readonly tags: Readonly<Record<string, string>> | undefined;
}

interface Listing {
  readonly path: string;
  readonly query: (name: string) => Readonly<Record<string, string>>;
  /** Field of the answer that holds the objects. */
  readonly field: string;
  readonly read: (item: Json) => Found | undefined;
}

const LISTINGS: Readonly<Record<ExistingKind, Listing>> = {
  cluster: {
    path: "/api/2.1/clusters/list",
    query: () => ({ page_size: "100" }),
    field: "clusters",
    // A job's own cluster comes and goes with its run.
    read: (item) =>
      text(item["cluster_source"]) === "JOB"
        ? undefined
        : {
            id: id(item["cluster_id"]),
            name: text(item["cluster_name"]),
            tags: stringMap(item["custom_tags"]),
          },
  },
  clusterPolicy: {
    path: "/api/2.0/policies/clusters/list",
    query: () => ({}),
    field: "policies",
    read: (item) => ({ id: id(item["policy_id"]), name: text(item["name"]), tags: undefined }),
  },
  job: {
    path: "/api/2.2/jobs/list",
    // The service's own filter ignores case, so the exact comparison below stays.
    query: (name) => ({ name, limit: "100" }),
    field: "jobs",
    read: (item) => {
      const settings = object(item["settings"]);
      return { id: id(item["job_id"]), name: text(settings["name"]), tags: stringMap(settings["tags"]) };
    },
  },
  warehouse: {
    path: "/api/2.0/sql/warehouses",
    query: () => ({}),
    field: "warehouses",
    read: (item) => ({
      id: id(item["id"]),
      name: text(item["name"]),
      tags: pairs(list(object(item["tags"])["custom_tags"])),
    }),
  },
};

/**
 * Ids of the objects that bear this name and these tags, in the workspace's order. What an interrupted `up`
 * created and did not record is found this way.
 */
export async function findExisting(
  connection: Connection,
  { kind, name, tags = {} }: ExistingQuery,
): Promise<readonly string[]> {
  const listing = LISTINGS[kind];
  const ids: string[] = [];
  let page: string | undefined;
  do {
    const answer = await connection.send({
      method: "GET",
      path: listing.path,
      query: { ...listing.query(name), page_token: page },
    });
    for (const item of list(answer[listing.field])) {
      const found = listing.read(object(item));
      if (found?.id !== undefined && found.name === name && hasTags(found.tags, tags)) ids.push(found.id);
    }
    const next = text(answer["next_page_token"]);
    page = next === "" || next === page ? undefined : next;
  } while (page !== undefined);
  return ids;
}

function hasTags(found: Found["tags"], wanted: Readonly<Record<string, string>>): boolean {
  return found === undefined || Object.entries(wanted).every(([key, value]) => found[key] === value);
}

function pairs(tags: readonly unknown[]): Readonly<Record<string, string>> {
  const entries = tags
    .map(object)
    .map((tag) => [text(tag["key"]), text(tag["value"]) ?? ""] as const)
    .filter((entry): entry is [string, string] => entry[0] !== undefined);
  return Object.fromEntries(entries);
}
