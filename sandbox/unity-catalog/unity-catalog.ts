import type { FastifyInstance } from "fastify";
import type { Engine } from "../spark/engine.ts";
import type { Store } from "../store.ts";
import { catalogRoutes } from "./catalog-routes.ts";
import { grantRoutes } from "./grant-routes.ts";
import { MetadataStore } from "./metadata.ts";
import { metastore } from "./metastore.ts";
import { Names } from "./names.ts";
import { schemaRoutes } from "./schema-routes.ts";
import { tableRoutes } from "./table-routes.ts";
import type { UnityCatalog } from "./types.ts";

/** Unity Catalog's endpoints over the one catalog of the sandbox. */
export function unityCatalogRoutes(
  app: FastifyInstance,
  sandbox: { readonly store: Store; readonly catalog: string },
  engine: Engine,
): void {
  const catalog: UnityCatalog = {
    names: new Names(sandbox.catalog),
    metadata: new MetadataStore(sandbox.store),
    engine,
  };
  engine.consult?.(metastore(catalog));
  catalogRoutes(app, catalog);
  schemaRoutes(app, catalog);
  tableRoutes(app, catalog);
  grantRoutes(app, catalog);
}
