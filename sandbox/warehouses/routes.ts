import type { FastifyInstance } from "fastify";
import { serve, type Call } from "../http/route.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Warehouses } from "./warehouses.ts";

const BASE = "/api/2.0/sql/warehouses";

export function warehouseRoutes(app: FastifyInstance, sandbox: Sandbox, warehouses: Warehouses): void {
  const { permissions, url } = sandbox;
  permissions.know(
    "sql/warehouses",
    (id) => warehouses.exists(id),
    (id) => warehouses.creator(id),
  );
  const id = ({ path }: Call): string => path["id"] ?? "";

  serve(app, `POST ${BASE}`, ({ body, caller }) => ({
    id: warehouses.create(body, caller.userName),
  }));
  serve(app, `GET ${BASE}`, () => ({ warehouses: warehouses.list(url()) }));
  serve(app, `GET ${BASE}/:id`, (call) => warehouses.get(id(call), url()));
  serve(app, `POST ${BASE}/:id/edit`, (call) => {
    warehouses.edit(id(call), call.body);
    return {};
  });
  serve(app, `POST ${BASE}/:id/start`, (call) => {
    warehouses.start(id(call));
    return {};
  });
  serve(app, `POST ${BASE}/:id/stop`, (call) => {
    warehouses.stop(id(call));
    return {};
  });
  serve(app, `DELETE ${BASE}/:id`, (call) => {
    warehouses.delete(id(call));
    permissions.forget("sql/warehouses", id(call));
    return {};
  });
  serve(app, "GET /api/2.0/preview/sql/data_sources", () => warehouses.dataSources());
}
