import type { LayoutDeclaration } from "../../model/layout.ts";
import { undrop } from "../../plan/sql-questions.ts";
import { countRows, describeDetail, type Statement, writeSql } from "../../plan/sql.ts";
import { applyWithRetry, type Progress } from "../attempts.ts";
import type { Claims } from "../claims.ts";
import type { Declared } from "./declaration.ts";
import type { LiveLayout } from "./live.ts";
import type { Manager } from "./mark.ts";
import { after, type LayoutPlan, OtherPartitions, planCreation, planLayoutChange } from "./plan.ts";
import { outputs, type Owned, type Status } from "./recorded.ts";
import { report } from "./report.ts";
import { readsTags } from "./tags.ts";
import type { LiveTables, TableWorkspace } from "./live-tables.ts";
import { outlookOf, writeOutlook, writeSaid } from "../../plan/preview-message.ts";
import { orUnknown } from "../preview.ts";
import { type Console, ResourceInputError, PartialChange, RefusedLayout } from "../../pulumi-rpc/resource.ts";
import type { Unknown, Values } from "../../pulumi-rpc/value.ts";

export interface LayoutChange extends Required<Owned> {
  readonly declared: Declared;
  /** The declaration when all of it is known. */
  readonly layout: LayoutDeclaration;
  readonly urn: string;
  readonly manager: Manager;
  /** What is recorded of this very table from when it was there. */
  readonly seen?: Values;
}

/** Converges live tables to their declared layout. */
export class LayoutChanges {
  readonly #workspace: () => TableWorkspace;
  readonly #tables: LiveTables;
  readonly #claims: Claims;
  readonly #sleep = (milliseconds: number) => this.#workspace().sleep(milliseconds);

  constructor(workspace: () => TableWorkspace, tables: LiveTables, claims: Claims) {
    this.#workspace = workspace;
    this.#tables = tables;
    this.#claims = claims;
  }

  /** Says what `apply` would send. @returns the status it would reach */
  async preview(change: LayoutChange, console: Console): Promise<Status | Unknown> {
    const { layout } = change;
    return await orUnknown(async () => {
      const live = await this.#tables.find(layout.table, momentOf(layout), warehouseForTags(change));
      this.#refuseTwice(change);
      if (live === undefined) {
        return await this.#previewMissing(change, console);
      }
      await this.#tables.sayUnknown(live, console);
      const { statements, notes } = await this.#plan(change, live);
      await console.info(writeSaid({ outlook: outlookOf(live.table, statements.map(writeSql)), notes }));
      return "applied";
    });
  }

  async #previewMissing(change: LayoutChange, console: Console): Promise<Status> {
    const { layout, seen } = change;
    const { table } = layout;
    if (layout.columns === undefined && seen !== undefined) {
      await console.warn(deleted(table));
      return "deleted";
    }
    await this.#tables.requirePlace(table, "lately");
    if (layout.columns === undefined) {
      await console.info(waiting(table));
      return "waiting";
    }
    if (seen !== undefined) await console.warn(createsAgain(table));
    const outlook = { kind: "statements", statements: creationOf(change).map(writeSql) } as const;
    await console.info(writeOutlook(outlook));
    return "applied";
  }

  /** @throws {RefusedLayout} where `apply` would, before anything is sent */
  async check(change: LayoutChange): Promise<void> {
    const live = await this.#tables.find(change.layout.table, momentOf(change.layout));
    if (live !== undefined) await this.#plan(change, live);
  }

  /** Sends what is missing. @throws {PartialChange} when it came half-way */
  async apply(change: LayoutChange, console: Console): Promise<Values> {
    return await this.#claims.inTurn(change.layout.table, () =>
      applyWithRetry((progress) => this.#converge(change, { console, progress }), {
        sleep: this.#sleep,
        read: () => this.#tables.find(change.layout.table, "now"),
        halfWay: (live, error) => halfWay(change, live, error),
      }),
    );
  }

  /** Reads, plans, sends. @returns what is to be recorded */
  async #converge(
    change: LayoutChange,
    { console, progress }: { readonly console: Console; readonly progress: Progress<LiveLayout> },
  ): Promise<Values> {
    const { declared, layout, seen } = change;
    const tagsOn = readsTags({ ...change, declared: layout }) ? warehouseOf(declared) : undefined;
    const read = async () => await this.#tables.find(layout.table, "now", tagsOn);
    let live = await read();
    this.#refuseTwice(change);
    if (live === undefined && layout.columns === undefined && seen !== undefined) {
      await console.warn(deleted(layout.table));
      return { ...seen, status: "deleted" };
    }
    if (live === undefined) await this.#tables.requirePlace(layout.table, "now");
    if (live === undefined && layout.columns !== undefined) {
      if (seen !== undefined) await console.warn(createsAgain(layout.table));
      await this.#run(declared, writeSql(planCreation({ ...change, declared: layout })));
      progress.done += 1;
      // What is there now is compared as any other table: somebody may have been quicker.
      live = await read();
    }
    if (live === undefined) {
      await console.info(waiting(layout.table));
      return outputs(declared, "waiting");
    }
    await this.#tables.sayUnknown(live, console);
    progress.live = live;
    const { statements, notes } = await this.#plan(change, live);
    for (const statement of statements) {
      await this.#run(declared, writeSql(statement));
      progress.live = after(progress.live, statement);
      progress.done += 1;
    }
    for (const note of notes) await console.warn(note);
    return outputs(declared, "applied");
  }

  /** Again once the table is read: the engine checks resources of one program in any order, and begins with the first. */
  #refuseTwice({ urn, layout }: LayoutChange): void {
    const conflict = this.#claims.conflict(urn, layout.table);
    if (conflict !== undefined) throw new RefusedLayout(conflict);
  }

  async #run(declared: Declared, sql: string, { asks = false } = {}) {
    return await runLayout(this.#workspace(), declared, { sql, asks });
  }

  /** A refusal for the table's partitions says what the change would take. */
  async #plan(change: LayoutChange, live: LiveLayout): Promise<LayoutPlan> {
    try {
      return planLayoutChange({ ...change, declared: change.layout, live });
    } catch (error) {
      if (!(error instanceof OtherPartitions)) throw error;
      // Without a size the refusal is still true.
      const size = await this.#size(change).catch(() => "");
      throw new RefusedLayout([error.message, ...rebuilding(error, size)].join("\n"));
    }
  }

  /** Rows, bytes and files of the live table, for people; empty where no warehouse is known. */
  async #size({ declared, layout: { table } }: LayoutChange): Promise<string> {
    if (typeof declared.warehouseId !== "string") return "";
    const [counted, detail] = await Promise.all([
      this.#run(declared, countRows(table), { asks: true }),
      this.#run(declared, describeDetail(table), { asks: true }),
    ]);
    const of = (column: string) =>
      Number(detail.rows[0]?.[detail.columns.indexOf(column)] ?? 0).toLocaleString("en");
    const rows = Number(counted.rows[0]?.[0] ?? 0).toLocaleString("en");
    return ` (${rows} rows, ${of("sizeInBytes")} bytes in ${of("numFiles")} files)`;
  }
}

export async function runLayout(
  workspace: TableWorkspace,
  declared: Declared,
  { sql, asks = false }: { readonly sql: string; readonly asks?: boolean },
) {
  const warehouseId = warehouseOf(declared);
  return await workspace.run({ sql, table: String(declared.table), warehouseId, asks });
}

/** @throws {ResourceInputError} where none is declared */
export function warehouseOf({ table, warehouseId }: Declared): string {
  if (typeof warehouseId === "string") return warehouseId;
  throw new ResourceInputError(`${String(table)}: no SQL warehouse to run statements on; give "warehouseId"`);
}

/** Where to ask for tags; absent where none are declared or ours, and while the warehouse is still to be created. */
export function warehouseForTags({
  declared: { warehouseId },
  layout,
  ourTags,
}: Pick<LayoutChange, "declared" | "layout" | "ourTags">): string | undefined {
  return typeof warehouseId === "string" && readsTags({ declared: layout, ourTags })
    ? warehouseId
    : undefined;
}

function halfWay(change: LayoutChange, live: LiveLayout, error: Error): PartialChange {
  const { declared, layout } = change;
  const reached = report({ ...change, declared: layout, live });
  return new PartialChange(`${error.message}\n  What ran is recorded; the next up goes on from there.`, {
    id: layout.table,
    reached: outputs({ ...declared, ...reached }, "applied"),
  });
}

function rebuilding({ live, declared, statements }: OtherPartitions, size: string): readonly string[] {
  const list = (columns: readonly string[]) =>
    `[${columns.map((column) => JSON.stringify(column)).join(", ")}]`;
  return [
    `Nothing was sent: no ALTER TABLE changes partitions. The pipeline that owns the table writes all of it anew${size}:`,
    ...statements.map((statement) => `  ${statement}`),
    `Rows and comments on columns come along; NOT NULL, defaults, generated and identity columns, lengths of texts, CHECK constraints ` +
      `and properties do not; up --refresh sets what is declared here again.`,
    `If that is planned, acknowledge this very change, and the rest of the layout goes on: ` +
      `acknowledge: { repartition: { from: ${list(live)}, to: ${list(declared)} } } in the table's file ` +
      `(partitionedUntilRebuilt: ${list(live)} on the resource). If it is not, declare the partitions the table has.`,
  ];
}

/** What a table that is missing and ours gets first; where its name is free, all that is left to do are constraints and tags. */
function creationOf({ layout, manager }: LayoutChange): readonly Statement[] {
  const { table, tags = {}, constraints = {} } = layout;
  return [
    planCreation({ declared: layout, manager }),
    ...Object.entries(constraints).map(
      ([name, expression]) => ({ kind: "addConstraint", table, name, expression }) as const,
    ),
    ...(Object.keys(tags).length > 0 ? [{ kind: "setTags", table, tags } as const] : []),
  ];
}

/** Lists of tables have no keys: where one is declared, the table is asked for alone. */
export function momentOf({ primaryKey }: LayoutDeclaration): "now" | "lately" {
  return primaryKey === undefined ? "lately" : "now";
}

function waiting(table: string): string {
  return writeOutlook({ kind: "layoutWaits", table });
}

function deleted(table: string): string {
  return writeOutlook({ kind: "layoutOfDeleted", table });
}

/** Under its name the new table stands in the way of the old one. */
function createsAgain(table: string): string {
  return `${table} was deleted with its rows, and is created again, empty. To have the rows back, run this before the up, within 7 days where nobody chose otherwise: ${undrop(table)}`;
}
