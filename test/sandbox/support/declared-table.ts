import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openWorkspace } from "../../../src/databricks/open.ts";
import { Statements } from "../../../src/databricks/statements.ts";
import { findTable } from "../../../src/databricks/tables.ts";
import { findTags } from "../../../src/databricks/tags.ts";
import { TableLayoutResource } from "../../../src/provider/table-layout/table-layout.ts";
import type { Changes } from "../../../src/pulumi-rpc/resource.ts";
import type { Values } from "../../../src/pulumi-rpc/value.ts";
import type { Workspace } from "./workspace.ts";

/** A table's name under which its resource is known; whoever manages it, it is this one. */
const URN = "urn:pulumi:lab::layouts::lakewright:index:TableLayout::";

/** What one run did. */
export interface Run {
  readonly changes: Changes;
  /** Statements that were sent, in their order. */
  readonly sent: readonly string[];
  readonly said: readonly string[];
}

/**
 * A TableLayout on real Delta, without the engine: asked as the engine asks it, in the order check, diff, preview, create or
 * update. Hundreds of layouts take no longer so than a few deployments.
 */
export class DeclaredTable {
  readonly #warehouseId: string;
  readonly #resource: TableLayoutResource;
  readonly #sent: string[] = [];
  readonly #urn: string;
  #state: { readonly inputs: Values; readonly outputs: Values } | undefined;

  constructor(workspace: Workspace, resource: string) {
    this.#warehouseId = workspace.warehouse;
    this.#urn = URN + resource;
    const token = readFileSync(join(workspace.home, "token"), "utf8").trim();
    const connection = openWorkspace({ host: workspace.url, token });
    const statements = new Statements(connection, 4);
    this.#resource = new TableLayoutResource(() => ({
      findTable: (table) => findTable(connection, table),
      findTags: (request) => findTags(statements, request),
      missingPlace: () => Promise.resolve(undefined),
      run: (request) => {
        if (request.asks !== true) this.#sent.push(request.sql);
        return statements.run(request);
      },
      sleep: (ms) => connection.sleep(ms),
    }));
  }

  /** What the last deployment sent, also one that failed. */
  get sent(): readonly string[] {
    return this.#sent;
  }

  /** What a deployment would do. @throws what the preview fails with */
  async preview(declared: Values): Promise<Omit<Run, "sent">> {
    return await this.#run(declared, true);
  }

  /** Deploys. @throws what the deployment fails with; what it reached is recorded */
  async up(declared: Values): Promise<Run> {
    this.#sent.length = 0;
    const run = await this.#run(declared, false);
    return { ...run, sent: [...this.#sent] };
  }

  /** What a refreshing preview of the same declaration would change. */
  async again(declared: Values): Promise<Changes> {
    await this.refresh();
    const { changes } = await this.#run(declared, true);
    return changes;
  }

  async refresh(): Promise<void> {
    if (this.#state === undefined) throw new Error("there is nothing to refresh before the first up");
    const { inputs, outputs: state } = this.#state;
    const read = await this.#resource.read({ id: "", inputs, state, console: silent });
    if (read !== undefined) this.#state = { inputs, outputs: read.state };
  }

  async #run(declared: Values, preview: boolean): Promise<Omit<Run, "sent">> {
    const said: string[] = [];
    const say = (text: string) => {
      said.push(text);
      return Promise.resolve();
    };
    const { inputs, failures } = this.#resource.check(
      { ...declared, warehouseId: this.#warehouseId },
      this.#urn,
    );
    if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("\n"));
    const context = { urn: this.#urn, console: { info: say, warn: say }, preview };
    if (this.#state === undefined) {
      const { outputs } = await this.#resource.create({ inputs, ...context });
      if (!preview) this.#state = { inputs, outputs };
      return { changes: { table: "add" }, said };
    }
    const { inputs: oldInputs, outputs: olds } = this.#state;
    const changes = await this.#resource.diff({ olds, oldInputs, news: inputs, console: silent });
    if (Object.keys(changes).length > 0) {
      const outputs = await this.#resource.update({ olds, oldInputs, news: inputs, ...context });
      if (!preview) this.#state = { inputs, outputs };
    }
    return { changes, said };
  }
}

const silent = { info: () => Promise.resolve(), warn: () => Promise.resolve() };
