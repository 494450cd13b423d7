import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { alertRoutes } from "./alerts/routes.ts";
import { libraryRoutes } from "./clusters/libraries.ts";
import { clusterRoutes } from "./clusters/routes.ts";
import { instanceForRun, type Cluster } from "./clusters/state.ts";
import { dashboardRoutes } from "./dashboards/routes.ts";
import { destinationRoutes } from "./destinations/routes.ts";
import { createApp } from "./http/app.ts";
import { isSame } from "./http/auth.ts";
import { invalid } from "./http/errors.ts";
import type { JsonObject } from "./http/json.ts";
import { isNonce, proofOf } from "./http/proof.ts";
import { RequestLog } from "./http/request-log.ts";
import { serve } from "./http/route.ts";
import { identityRoutes } from "./identity/routes.ts";
import { oauthRoutes, ServicePrincipal } from "./identity/service-principal.ts";
import { ADMIN, USER } from "./identity/user.ts";
import { jobRoutes } from "./jobs/job-routes.ts";
import { RunStore } from "./jobs/run-store.ts";
import { runRoutes } from "./jobs/run-routes.ts";
import { JobRunner } from "./jobs/runner.ts";
import type { SqlRunner } from "./jobs/types.ts";
import { Permissions } from "./permissions/permissions.ts";
import { permissionRoutes } from "./permissions/routes.ts";
import { policyRoutes } from "./policies/routes.ts";
import { activeQuery, queryRoutes } from "./queries/routes.ts";
import type { Sandbox } from "./sandbox.ts";
import type { EngineHealth } from "./spark/engine.ts";
import { Store } from "./store.ts";
import { warehouseRoutes } from "./warehouses/routes.ts";
import { Warehouses } from "./warehouses/warehouses.ts";
import { workspaceRoutes } from "./workspace/routes.ts";
import { WorkspaceTree } from "./workspace/tree.ts";

/** The SQL services, as the server takes them: what runs the scripts of jobs, and the endpoints of their own. */
export interface SqlServices {
  readonly runner: SqlRunner;
  readonly routes: (app: FastifyInstance) => void | Promise<void>;
}

export interface ServerOptions {
  readonly home: string;
  readonly catalog: string;
  readonly token: string;
  /** Called once, with what the SQL services need of the rest. */
  readonly sql: (sandbox: Sandbox, warehouses: Warehouses) => SqlServices;
  /** How Spark is. */
  readonly spark?: () => EngineHealth;
}

export interface SandboxServer {
  readonly app: FastifyInstance;
  /** Every route served, as `METHOD /path`, sorted. */
  readonly routes: readonly string[];
  /** Listens on the loopback interface only. @returns the URL. */
  listen(port: number): Promise<string>;
  /** Milliseconds since the last request or, while jobs run, 0. */
  idleFor(): number;
  close(): Promise<void>;
}

export async function createServer({
  home,
  catalog,
  token,
  sql,
  spark,
}: ServerOptions): Promise<SandboxServer> {
  const log = new RequestLog();
  const principal = new ServicePrincipal(home);
  const app = createApp((sent) => {
    if (isSame(sent, token)) return ADMIN;
    return principal.knows(sent) ? principal.identity : undefined;
  }, log);
  const routes: string[] = [];
  app.addHook("onRoute", ({ method, url }) => {
    routes.push(`${String(method)} ${url}`);
  });
  let url = "http://127.0.0.1:0";
  const started = Date.now();

  const store = new Store(join(home, "objects"));
  const sandbox: Sandbox = { store, permissions: new Permissions(store), catalog, url: () => url };
  const tree = new WorkspaceTree(store, [USER.name, principal.clientId]);
  const warehouses = new Warehouses(store);
  const { runner: scripts, routes: sqlRoutes } = sql(sandbox, warehouses);
  const queries = store.collection<JsonObject>("queries");
  const runs = new RunStore(store);
  const clusters = store.collection<Cluster>("clusters");
  const sources = {
    ...{ tree, warehouses, url: sandbox.url, query: (id: string) => activeQuery(queries, id) },
    cluster: (id: string) => instanceForRun(clusters, id),
  };
  const runner = new JobRunner(runs, sources, scripts);

  identityRoutes(app);
  oauthRoutes(app, principal);
  clusterRoutes(app, sandbox);
  libraryRoutes(app, sandbox);
  policyRoutes(app, sandbox);
  warehouseRoutes(app, sandbox, warehouses);
  jobRoutes(app, sandbox);
  runRoutes(app, sandbox, { runs, runner });
  await workspaceRoutes(app, sandbox, tree);
  permissionRoutes(app, sandbox);
  queryRoutes(app, sandbox);
  alertRoutes(app, sandbox);
  dashboardRoutes(app, sandbox, tree);
  destinationRoutes(app, sandbox);
  await sqlRoutes(app);
  serve(app, "GET /sandbox/requests", ({ query }) => log.since(Number(query["since"] ?? 0)));
  serve(app, "GET /sandbox/health", ({ query }) => ({
    ...{ status: "ok", home, catalog, pid: process.pid, started, spark: spark?.() },
    ...healthProof(token, url, query["nonce"]),
  }));
  await app.ready();

  return {
    app,
    routes: routes.sort(),
    listen: async (port) => {
      url = await app.listen({ host: "127.0.0.1", port });
      runner.resume();
      return url;
    },
    idleFor: () => (runner.activeRuns > 0 ? 0 : Date.now() - log.lastActivity),
    close: async () => {
      runner.close();
      await app.close();
    },
  };
}

/** For who has the token's file and wants to know that this is its server, before they send it. */
function healthProof(token: string, url: string, nonce: string | undefined): { readonly proof?: string } {
  if (nonce === undefined) return {};
  if (!isNonce(nonce)) throw invalid("Invalid nonce: it must be 64 digits of 0-9 and a-f.");
  return { proof: proofOf({ token, nonce, url }) };
}
