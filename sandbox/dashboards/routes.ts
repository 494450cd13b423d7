import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { ApiError, invalid, missing, notServed } from "../http/errors.ts";
import { text, without, type JsonObject } from "../http/json.ts";
import { pageRequest, paginate } from "../http/paging.ts";
import { serve, type Query } from "../http/route.ts";
import { expectOnly, expectShape } from "../http/shape.ts";
import type { Sandbox } from "../sandbox.ts";
import { likeAsked } from "../workspace/paths.ts";
import type { WorkspaceTree } from "../workspace/tree.ts";

const BASE = "/api/2.0/lakeview/dashboards";

const SHAPE = {
  display_name: "string",
  parent_path: "string",
  warehouse_id: "string",
  serialized_dashboard: "string",
} as const;

interface Dashboard {
  readonly dashboard_id: string;
  readonly display_name: string;
  readonly parent_path: string;
  readonly path: string;
  readonly warehouse_id?: string;
  readonly serialized_dashboard?: string;
  /** Counts the changes of the draft; a client compares it to see somebody else's. */
  readonly revision: number;
  readonly trashed: boolean;
  readonly create_time: string;
  readonly update_time: string;
  readonly published?: JsonObject;
}

export function dashboardRoutes(
  app: FastifyInstance,
  { store, permissions }: Sandbox,
  tree: WorkspaceTree,
): void {
  const dashboards = store.collection<Dashboard>("dashboards");
  permissions.know("dashboards", (id) => {
    const dashboard = dashboards.get(id);
    return dashboard !== undefined && !asItIs(dashboard).trashed;
  });

  /** One whose file was deleted from its folder lies in the trash as well. */
  const asItIs = (dashboard: Dashboard): Dashboard => ({
    ...dashboard,
    trashed: dashboard.trashed || tree.find(dashboard.path) === undefined,
  });
  const known = (id: string | undefined): Dashboard => {
    const dashboard = dashboards.get(id ?? "");
    if (dashboard === undefined) throw missing(`Dashboard ${id ?? ""} does not exist.`);
    return asItIs(dashboard);
  };
  /** A dashboard in the trash can be read and not changed. */
  const active = (id: string | undefined): Dashboard => {
    const dashboard = known(id);
    if (dashboard.trashed)
      throw new ApiError(403, "PERMISSION_DENIED", `Dashboard ${dashboard.dashboard_id} is trashed.`);
    return dashboard;
  };
  const stored = (dashboard: Dashboard): JsonObject => {
    dashboards.put(dashboard.dashboard_id, dashboard);
    return answer(dashboard);
  };

  serve(app, `POST ${BASE}`, ({ body, caller, query }) => {
    expectNoDefaults(query);
    expectShape(body, { ...SHAPE, "display_name!": "string" });
    const parent = text(body, "parent_path") ?? `/Users/${caller.userName}`;
    // In these words: the provider makes the folder and tries again when it reads them.
    if (tree.find(parent)?.object_type !== "DIRECTORY") throw missing(`Path (${parent}) doesn't exist.`);
    const id = randomBytes(16).toString("hex");
    const name = text(body, "display_name") ?? "";
    const place = tree.write(
      { object_type: "DASHBOARD", path: `${parent}/${name}.lvdash.json`, resource_id: id },
      { by: caller.userName, overwrite: false },
    );
    const now = new Date().toISOString();
    return stored({
      dashboard_id: id,
      display_name: name,
      parent_path: parent,
      path: likeAsked(place.path, parent),
      ...draft(body),
      revision: 1,
      trashed: false,
      create_time: now,
      update_time: now,
    });
  });

  serve(app, `GET ${BASE}`, ({ query }) => {
    const shown = dashboards
      .list()
      .map(asItIs)
      .filter(({ trashed }) => !trashed || query["show_trashed"] === "true");
    const { items, ...tokens } = paginate(shown, pageRequest(query, { usual: 20, most: 100 }));
    return { dashboards: items.map(answer), ...tokens };
  });

  serve(app, `GET ${BASE}/:id`, ({ path }) => answer(known(path["id"])));

  serve(app, `PATCH ${BASE}/:id`, ({ path, body, query }) => {
    expectNoDefaults(query);
    expectShape(body, SHAPE);
    const current = active(path["id"]);
    const etag = text(body, "etag");
    if (etag !== undefined && etag !== String(current.revision)) {
      throw new ApiError(409, "ABORTED", `etag ${etag} is stale: the dashboard is at ${current.revision}.`);
    }
    return stored({
      ...current,
      ...draft(body),
      display_name: text(body, "display_name") ?? current.display_name,
      revision: current.revision + 1,
      update_time: new Date().toISOString(),
    });
  });

  serve(app, `DELETE ${BASE}/:id`, ({ path }) => {
    const dashboard = active(path["id"]);
    if (tree.find(dashboard.path) !== undefined) tree.delete(dashboard.path, false);
    stored({ ...dashboard, trashed: true });
    permissions.forget("dashboards", dashboard.dashboard_id);
    return {};
  });

  serve(app, `POST ${BASE}/:id/published`, ({ path, body }) => {
    expectOnly(body, { embed_credentials: "boolean", warehouse_id: "string" }, "published dashboards");
    const dashboard = active(path["id"]);
    const warehouse = text(body, "warehouse_id") ?? dashboard.warehouse_id;
    if (warehouse === undefined) throw invalid("Missing required field: warehouse_id");
    const published = {
      display_name: dashboard.display_name,
      warehouse_id: warehouse,
      embed_credentials: body["embed_credentials"] !== false,
      revision_create_time: new Date().toISOString(),
    };
    dashboards.put(dashboard.dashboard_id, { ...dashboard, published });
    return published;
  });

  serve(app, `GET ${BASE}/:id/published`, ({ path }) => {
    const { published } = known(path["id"]);
    if (published === undefined) throw missing(`Dashboard ${path["id"] ?? ""} is not published.`);
    return published;
  });

  serve(app, `DELETE ${BASE}/:id/published`, ({ path }) => {
    const { published, ...dashboard } = active(path["id"]);
    if (published === undefined) throw missing(`Dashboard ${dashboard.dashboard_id} is not published.`);
    dashboards.put(dashboard.dashboard_id, dashboard);
    return {};
  });
}

/** They would rewrite the datasets' queries. */
function expectNoDefaults(query: Query): void {
  const field = ["dataset_catalog", "dataset_schema"].find((name) => name in query);
  if (field !== undefined) throw notServed(`${field} of dashboards`);
}

function draft(body: JsonObject): Pick<Dashboard, "warehouse_id" | "serialized_dashboard"> {
  const warehouse_id = text(body, "warehouse_id");
  const serialized_dashboard = text(body, "serialized_dashboard");
  return {
    ...(warehouse_id === undefined ? {} : { warehouse_id }),
    ...(serialized_dashboard === undefined ? {} : { serialized_dashboard }),
  };
}

function answer(dashboard: Dashboard): JsonObject {
  const { revision, trashed, ...rest } = dashboard;
  return {
    ...without(rest, "published"),
    etag: String(revision),
    lifecycle_state: trashed ? "TRASHED" : "ACTIVE",
  };
}
