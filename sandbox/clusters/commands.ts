import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { invalid, invalidState, missing, notServed } from "../http/errors.ts";
import { text, type JsonObject } from "../http/json.ts";
import { serve, versions, type Query } from "../http/route.ts";
import { expectShape } from "../http/shape.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Execution, StatementStore } from "../sql/statements.ts";
import { knownCluster } from "./routes.ts";
import { tableResults } from "./results.ts";
import { isUp, type Cluster } from "./state.ts";

const CONTEXT = { "clusterId!": "string", "contextId!": "string" } as const;

/**
 * The older API for commands on a cluster, of which SQL is run. Contexts and commands end with this process, as they
 * end with their cluster; a context has no session of its own.
 */
export function commandRoutes(app: FastifyInstance, { store }: Sandbox, statements: StatementStore): void {
  const clusters = store.collection<Cluster>("clusters");
  /** Cluster of each context. */
  const contexts = new Map<string, string>();
  /** Statement of each command. */
  const commands = new Map<string, string>();

  const path = (method: string, name: string): readonly string[] => versions(method, ["1.2"], name);

  const known = (of: JsonObject | Query): { readonly contextId: string; readonly clusterId: string } => {
    const contextId = text(of, "contextId") ?? "";
    const clusterId = contexts.get(contextId);
    if (clusterId === undefined || clusterId !== text(of, "clusterId")) {
      throw missing(`Context ${contextId} does not exist on cluster ${text(of, "clusterId") ?? ""}.`);
    }
    return { contextId, clusterId };
  };
  const execution = (of: JsonObject | Query): Execution & { readonly commandId: string } => {
    known(of);
    const commandId = text(of, "commandId") ?? "";
    const found = statements.get(commands.get(commandId) ?? "");
    if (found === undefined) throw missing(`Command ${commandId} does not exist.`);
    return { ...found, commandId };
  };

  serve(app, path("POST", "contexts/create"), ({ body }) => {
    expectShape(body, { "clusterId!": "string", "language!": "string" });
    expectSql(text(body, "language"));
    const cluster = runningCluster(knownCluster(clusters, text(body, "clusterId")));
    const id = randomUUID();
    contexts.set(id, cluster.cluster_id);
    return { id };
  });

  serve(app, path("GET", "contexts/status"), ({ query }) => ({
    id: known(query).contextId,
    status: "Running",
  }));

  serve(app, path("POST", "contexts/destroy"), ({ body }) => {
    expectShape(body, CONTEXT);
    const { contextId } = known(body);
    contexts.delete(contextId);
    return { id: contextId };
  });

  serve(app, path("POST", "commands/execute"), ({ body, caller }) => {
    expectShape(body, { ...CONTEXT, "language!": "string", "command!": "string" });
    expectSql(text(body, "language"));
    const { clusterId } = known(body);
    const { cluster_id } = runningCluster(knownCluster(clusters, clusterId));
    const id = randomUUID();
    const statement = text(body, "command") ?? "";
    const submitted = statements.submit({
      statement,
      warehouse_id: "",
      cluster_id,
      source: "cluster",
      caller,
    });
    commands.set(id, submitted.id);
    return { id };
  });

  serve(app, path("GET", "commands/status"), ({ query }) => {
    const { commandId, ...found } = execution(query);
    return { id: commandId, ...commandStatus(found) };
  });

  serve(app, path("POST", "commands/cancel"), ({ body }) => {
    expectShape(body, { ...CONTEXT, "commandId!": "string" });
    const { id, commandId } = execution(body);
    statements.cancel(id);
    return { id: commandId };
  });
}

function expectSql(language: string | undefined): void {
  if (language === "sql") return;
  if (["python", "scala", "r"].includes(language ?? "")) throw notServed(`commands in ${language ?? ""}`);
  throw invalid(`Invalid language ${language ?? ""}. Allowed: python, scala, sql, r`);
}

function runningCluster(cluster: Cluster): Cluster {
  if (isUp(cluster)) return cluster;
  throw invalidState(`ClusterNotReadyException: Cluster ${cluster.cluster_id} is not running.`);
}

/** A command that failed has finished, with the error for its result. */
function commandStatus({ state, result, error }: Execution): JsonObject {
  switch (state) {
    case "PENDING":
      return { status: "Queued" };
    case "RUNNING":
      return { status: "Running" };
    case "CANCELED":
      return { status: "Cancelled" };
    case "FAILED": {
      const message = error?.message ?? "";
      return { status: "Finished", results: { resultType: "error", summary: message, cause: message } };
    }
    case "CLOSED":
    case "SUCCEEDED": {
      const results = tableResults(result ?? { columns: [], rows: [], truncated: false });
      return { status: "Finished", results };
    }
  }
}
