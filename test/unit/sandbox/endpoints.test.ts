import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sqlServices } from "../../../sandbox/process/sql-services.ts";
import { createServer } from "../../../sandbox/server.ts";
import type { Engine } from "../../../sandbox/spark/engine.ts";
import { scratchHome } from "./support/workspace.ts";

const README = join(import.meta.dirname, "..", "..", "..", "sandbox", "README.md");

const unused = (): never => {
  throw new Error("listing the routes must not run anything");
};
const ENGINE: Engine = { run: unused, schemas: unused, tables: unused, table: unused, close: unused };

/** Lines such as `| POST | /api/{2.0,2.1}/clusters/create | … |` stand for one route a version. */
function documented(readme: string): readonly string[] {
  const section = /<!-- endpoints -->(.*)<!-- \/endpoints -->/s.exec(readme)?.[1] ?? "";
  return [...section.matchAll(/^\| `([A-Z]+) (\S+)`/gm)].flatMap(([, method = "", path = ""]) => {
    const versions = /\{(.*?)\}/.exec(path)?.[1]?.split(",") ?? [""];
    return versions.map((version) => `${method} ${path.replace(/\{.*?\}/, version)}`);
  });
}

test("sandbox/README.md lists every endpoint that is served, and no other", async () => {
  const server = await createServer({
    home: scratchHome(),
    catalog: "dev",
    token: "t",
    sql: (sandbox, warehouses) => sqlServices({ engine: ENGINE, home: scratchHome() }, sandbox, warehouses),
  });
  const served = server.routes.filter((route) => !route.endsWith("/sql/statements/"));
  await server.close();
  expect([...documented(readFileSync(README, "utf8"))].sort()).toEqual(served);
});
