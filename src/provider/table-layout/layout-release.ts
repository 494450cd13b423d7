import type { LayoutDeclaration } from "../../model/layout.ts";
import { writeSaid } from "../../plan/preview-message.ts";
import { writeSql } from "../../plan/sql.ts";
import type { Console } from "../../pulumi-rpc/resource.ts";
import { retryConflicts } from "../attempts.ts";
import type { Claims } from "../claims.ts";
import { OtherKind } from "../other-kind.ts";
import { type LayoutChange, runLayout, warehouseForTags, warehouseOf } from "./layout-change.ts";
import type { LiveTables, TableWorkspace } from "./live-tables.ts";
import { conflictingManager } from "./mark.ts";
import { type LayoutPlan, planRelease } from "./plan.ts";
import { readsTags } from "./tags.ts";

/** What becomes of a table that a resource lets go of. */
interface Release extends LayoutPlan {
  readonly said: string;
}

interface Letting {
  /** What else there is to say. @default nothing */
  readonly also?: string;
  readonly console: Console;
}

/** Takes our mark off tables that are ours no longer, and what we set where the declaration asks for it. */
export class LayoutReleases {
  readonly #workspace: () => TableWorkspace;
  readonly #tables: LiveTables;
  readonly #claims: Claims;

  constructor(workspace: () => TableWorkspace, tables: LiveTables, claims: Claims) {
    this.#workspace = workspace;
    this.#tables = tables;
    this.#claims = claims;
  }

  /** Says what `release` would do. */
  async preview(change: LayoutChange, { also = "", console }: Letting): Promise<void> {
    const { said, statements, notes } = await this.#plan(change, () =>
      this.#tables.find(change.layout.table, "lately", warehouseForTags(change)),
    );
    const all = [`${said}${also}`, ...notes];
    const sends = statements.map(writeSql);
    await console.info(
      sends.length === 0
        ? all.join("\n")
        : writeSaid({ outlook: { kind: "statements", statements: sends }, notes: all }),
    );
  }

  async release(change: LayoutChange, letting: Letting): Promise<void> {
    await this.#claims.inTurn(change.layout.table, () => this.#release(change, letting));
  }

  async #release(change: LayoutChange, { also = "", console }: Letting): Promise<void> {
    const { declared, layout } = change;
    const reads = layout.onRemoval === "unset" && readsTags({ ...change, declared: layout });
    let told = false;
    await retryConflicts(
      async () => {
        const { said, statements, notes } = await this.#plan(change, () =>
          this.#tables.find(layout.table, "now", reads ? warehouseOf(declared) : undefined),
        );
        if (!told) await console.info(`${said}${also}`);
        told = true;
        for (const statement of statements)
          await runLayout(this.#workspace(), declared, { sql: writeSql(statement) });
        for (const note of notes) await console.warn(note);
      },
      (milliseconds) => this.#workspace().sleep(milliseconds),
    );
  }

  async #plan(change: LayoutChange, find: () => ReturnType<LiveTables["find"]>): Promise<Release> {
    const { layout, manager } = change;
    const { table } = layout;
    const heir = this.#claims.holder(table);
    if (heir !== undefined)
      return nothing(`${table} keeps its layout, which the resource "${heir.resource}" manages.`);
    try {
      const live = await find();
      if (live === undefined) return nothing(`${table} does not exist any more; nothing is sent.`);
      const other = conflictingManager({ name: table, properties: live.properties }, manager);
      if (other !== undefined)
        return nothing(`${table} is managed by the stack ${other.stack} by now; nothing is sent.`);
      return { said: releaseNote(layout), ...planRelease({ ...change, declared: layout, live }) };
    } catch (error) {
      if (!(error instanceof OtherKind)) throw error;
      return nothing(`${table} is ${error.now} by now; nothing is sent.`);
    }
  }
}

function nothing(said: string): Release {
  return { said, statements: [], notes: [] };
}

function releaseNote({ table, columns, onRemoval }: LayoutDeclaration): string {
  if (onRemoval === "unset") {
    return `${table} loses what this stack set on it${columns === undefined ? "" : ", and keeps its columns and rows"}.`;
  }
  return columns === undefined
    ? `${table} keeps its layout and is no longer managed.`
    : `${table} stays as it is, with its columns and rows, and is no longer managed. To drop it is left to you.`;
}
