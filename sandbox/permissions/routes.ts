import type { FastifyInstance } from "fastify";
import { serve, type Call } from "../http/route.ts";
import { expectShape } from "../http/shape.ts";
import type { Sandbox } from "../sandbox.ts";

const BODY = { access_control_list: ["object"] } as const;

/** A kind of object may be two segments (`sql/warehouses`): each route is served in both lengths. */
const PATHS = [
  { path: "/api/2.0/permissions/:kind/:id", kind: ({ path }: Call) => path["kind"] ?? "" },
  {
    path: "/api/2.0/permissions/:area/:kind/:id",
    kind: ({ path }: Call) => `${path["area"] ?? ""}/${path["kind"] ?? ""}`,
  },
] as const;

export function permissionRoutes(app: FastifyInstance, { permissions }: Sandbox): void {
  for (const { path, kind } of PATHS) {
    const id = (call: Call): string => call.path["id"] ?? "";
    serve(app, `GET ${path}`, (call) => permissions.read(kind(call), id(call)));
    serve(app, `PUT ${path}`, (call) => {
      expectShape(call.body, BODY);
      return permissions.replace(kind(call), id(call), call.body);
    });
    serve(app, `PATCH ${path}`, (call) => {
      expectShape(call.body, BODY);
      return permissions.merge(kind(call), id(call), call.body);
    });
    serve(app, `GET ${path}/permissionLevels`, (call) => permissions.levels(kind(call), id(call)));
  }
}
