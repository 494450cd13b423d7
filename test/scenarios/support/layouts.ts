import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { MaterializedViewArgs } from "../../../components/materialized-view.ts";
import type { TableLayoutArgs } from "../../../components/table-layout.ts";
import { type Change, Deployment, type DeploymentParts, openProgram, pluginProject } from "./deployment.ts";

/**
 * A program of nothing but table layouts and materialized views over them, on the real engine, the real plugin and a workspace of its own.
 * Smaller than `Bench`, which deploys all of Kineo's stack: a step takes seconds.
 */
export class LayoutProgram extends Deployment {
  readonly #warehouseId: string;

  private constructor(warehouseId: string, parts: DeploymentParts) {
    super(parts);
    this.#warehouseId = warehouseId;
  }

  /** @param name folder under `.sandbox/test`; the caller stops the sandbox */
  static async open(name: string): Promise<LayoutProgram> {
    const parts = await openProgram(name, { project: pluginProject("layouts"), program: PROGRAM });
    const { id } = await parts.sandbox.send<{ id: string }>("POST", "/api/2.0/sql/warehouses", {
      name: "layouts",
      cluster_size: "2X-Small",
      max_num_clusters: 1,
    });
    const program = new LayoutProgram(id, parts);
    program.declare({});
    await program.ok("stack", "init", "test");
    return program;
  }

  /** Writes what the next run declares, by resource name; `formerly` is an alias. */
  declare(
    layouts: Readonly<Record<string, Omit<TableLayoutArgs, "warehouseId"> & { readonly formerly?: string }>>,
    views: Readonly<Record<string, Omit<MaterializedViewArgs, "warehouseId">>> = {},
  ): void {
    const onWarehouse = (declared: Readonly<Record<string, object>>) =>
      Object.fromEntries(
        Object.entries(declared).map(([name, args]) => [name, { ...args, warehouseId: this.#warehouseId }]),
      );
    const all = { layouts: onWarehouse(layouts), views: onWarehouse(views) };
    writeFileSync(join(this.directory, "declared.json"), JSON.stringify(all));
  }

  /** Layouts and views that a deployment would change. */
  async preview(...options: readonly string[]): Promise<readonly Omit<Change, "type">[]> {
    const changes = await this.changes(...options);
    return changes
      .filter(({ type }) => type.startsWith("lakewright:index:"))
      .map(({ op, name, diff }) => ({ op, name, diff }));
  }

  /** Recorded outputs of one layout or view. */
  async recorded(name: string): Promise<unknown> {
    await this.ok("stack", "export", "--file", "exported.json");
    const { deployment } = JSON.parse(readFileSync(join(this.directory, "exported.json"), "utf8")) as {
      deployment: { resources: readonly { urn: string; outputs?: { warehouseId?: string } }[] };
    };
    const found = deployment.resources.find(({ urn }) => urn.endsWith(`::${name}`));
    if (found?.outputs === undefined) return undefined;
    return { ...found.outputs, warehouseId: undefined };
  }
}

/** A value that the program gives as a secret. */
export function secret(value: string): string {
  return { secret: value } as unknown as string;
}

const PROGRAM = `import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import { MaterializedView } from "../../../components/materialized-view.ts";
import { TableLayout } from "../../../components/table-layout.ts";

const declared = readFileSync(new URL("declared.json", import.meta.url), "utf8");
const { layouts, views } = JSON.parse(declared, (_, value) => (value?.secret === undefined ? value : pulumi.secret(value.secret)));
const dependsOn = Object.entries(layouts).map(
  ([name, { formerly, ...args }]) => new TableLayout(name, args, formerly && { aliases: [{ name: formerly }] }),
);
for (const [name, args] of Object.entries(views)) new MaterializedView(name, args, { dependsOn });
Error.stackTraceLimit = 0; // as in index.ts
`;
