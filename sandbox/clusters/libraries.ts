import type { FastifyInstance } from "fastify";
import { invalid } from "../http/errors.ts";
import { objects, text, type JsonObject } from "../http/json.ts";
import { serve, versions } from "../http/route.ts";
import { expectShape } from "../http/shape.ts";
import type { Sandbox } from "../sandbox.ts";
import { knownCluster } from "./routes.ts";
import { isUp, type Cluster, type Installed } from "./state.ts";

const KINDS = ["jar", "whl", "egg", "requirements", "pypi", "maven", "cran"];

const REQUEST = { "cluster_id!": "string", "libraries!": ["object"] } as const;

/** What a cluster has installed, as it is asked for: nothing is fetched. */
export function libraryRoutes(app: FastifyInstance, { store }: Sandbox): void {
  const clusters = store.collection<Cluster>("clusters");

  const change = (
    path: string,
    next: (cluster: Cluster, asked: readonly JsonObject[]) => readonly Installed[],
  ) => {
    serve(app, versions("POST", ["2.0"], `libraries/${path}`), ({ body }) => {
      expectShape(body, REQUEST);
      const cluster = knownCluster(clusters, text(body, "cluster_id"));
      const asked = objects(body, "libraries");
      for (const library of asked) expectLibrary(library);
      clusters.put(cluster.cluster_id, { ...cluster, libraries: next(cluster, asked) });
      return {};
    });
  };

  serve(app, versions("GET", ["2.0"], "libraries/cluster-status"), ({ query }) => {
    const cluster = knownCluster(clusters, query["cluster_id"]);
    const { cluster_id, libraries = [] } = cluster;
    if (libraries.length === 0) return { cluster_id };
    return { cluster_id, library_statuses: libraries.map((installed) => statusOf(cluster, installed)) };
  });

  change("install", ({ libraries = [] }, asked) => [
    ...libraries.filter(({ library }) => !isAmong(library, asked)),
    ...asked.map((library) => ({ library })),
  ]);

  change("uninstall", (cluster, asked) => {
    const { libraries = [] } = cluster;
    const kept = libraries.filter(({ library }) => !isAmong(library, asked));
    if (!isUp(cluster)) return kept;
    // A library that runs is gone with the next start only.
    const leaving = libraries.filter(({ library }) => isAmong(library, asked));
    return [...kept, ...leaving.map(({ library }) => ({ library, leaving: true }))];
  });
}

function expectLibrary(library: JsonObject): void {
  const kinds = KINDS.filter((kind) => library[kind] !== undefined);
  if (kinds.length !== 1) {
    throw invalid(`A library has exactly one of ${KINDS.join(", ")}, got ${kinds.join(", ") || "none"}.`);
  }
}

function statusOf(cluster: Cluster, { library, leaving }: Installed): JsonObject {
  const status = leaving === true ? "UNINSTALL_ON_RESTART" : isUp(cluster) ? "INSTALLED" : "PENDING";
  return { library, status, is_library_for_all_clusters: false };
}

const isAmong = (library: JsonObject, others: readonly JsonObject[]): boolean =>
  others.some((other) => written(other) === written(library));

/** The same text for the same library, whatever the order of its fields. */
function written(library: JsonObject): string {
  return JSON.stringify(library, (_key, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
