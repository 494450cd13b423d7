import { join } from "node:path";
import { commandRoutes } from "../clusters/commands.ts";
import { scriptRunner } from "../jobs/script-runner.ts";
import type { SqlServices } from "../server.ts";
import type { Engine } from "../spark/engine.ts";
import { statementRoutes } from "../sql/routes.ts";
import { StatementStore } from "../sql/statements.ts";
import type { Sandbox } from "../sandbox.ts";
import { unityCatalogRoutes } from "../unity-catalog/unity-catalog.ts";
import type { Warehouses } from "../warehouses/warehouses.ts";

/** What stands on the engine: statements, the jobs' scripts, Unity Catalog. */
export function sqlServices(
  { engine, home }: { readonly engine: Engine; readonly home: string },
  sandbox: Sandbox,
  warehouses: Warehouses,
): SqlServices {
  const logFile = join(home, "statements.jsonl");
  const statements = new StatementStore({ engine, warehouses, logFile, results: join(home, "results") });
  return {
    runner: scriptRunner(statements),
    routes: (app) => {
      app.addHook("onClose", () => {
        statements.close();
      });
      statementRoutes(app, statements);
      commandRoutes(app, sandbox, statements);
      unityCatalogRoutes(app, sandbox, engine);
    },
  };
}
