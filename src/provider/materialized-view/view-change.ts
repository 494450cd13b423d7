import { defined } from "../../model/defined.ts";
import type { MaterializedViewDeclaration } from "../../model/materialized-view.ts";
import { describeView, type ViewStatement, writeViewSql } from "../../plan/materialized-view-sql.ts";
import { applyWithRetry, type Progress } from "../attempts.ts";
import { Claims } from "../claims.ts";
import { clusteringOf } from "../table-layout/live.ts";
import { type Manager, MARK, markOf } from "../table-layout/mark.ts";
import type { TableWorkspace } from "../table-layout/live-tables.ts";
import { outlookOf, writeOutlook, writeSaid } from "../../plan/preview-message.ts";
import { orOtherKind, otherThanView } from "../other-kind.ts";
import { RequiredPlaces } from "../places.ts";
import { orUnknown } from "../preview.ts";
import { type Console, ResourceInputError, PartialChange, RefusedLayout } from "../../pulumi-rpc/resource.ts";
import type { Unknown, Values } from "../../pulumi-rpc/value.ts";
import { type DeclaredView, type ViewStatus, viewOutputs } from "./declaration.ts";
import {
  type LiveView,
  planNewView,
  planViewChange,
  planViewRelease,
  reportView,
  type Taken,
  viewAfter,
} from "./plan.ts";
import { parseRefresh } from "./refresh.ts";

export interface ViewChange {
  readonly declared: DeclaredView;
  /** The declaration when all of it is known. */
  readonly wanted: MaterializedViewDeclaration;
  readonly urn: string;
  readonly manager: Manager;
  /** What an earlier run recorded of this very view. */
  readonly recorded: (Taken & { readonly status?: ViewStatus }) | undefined;
}

/** What becomes of a view that a resource lets go of. */
export interface ViewRelease {
  readonly said: string;
  readonly statements: readonly ViewStatement[];
}

export function nothingSent(said: string): ViewRelease {
  return { said, statements: [] };
}

/** Converges live materialized views to what is declared, and releases them. */
export class ViewChanges {
  readonly #workspace: () => TableWorkspace;
  readonly #claims: Claims;
  readonly #places: RequiredPlaces;
  readonly #sleep = (milliseconds: number) => this.#workspace().sleep(milliseconds);

  /** @param claims none where nothing is changed */
  constructor(workspace: () => TableWorkspace, claims = new Claims(), places = new RequiredPlaces()) {
    this.#workspace = workspace;
    this.#claims = claims;
    this.#places = places;
  }

  /**
   * The view as it is at this moment.
   * @param asks SQL warehouse to ask when the view is refreshed; absent: nobody asks
   * @throws {OtherKind} for what is no materialized view
   */
  async find(view: string, asks?: string): Promise<LiveView | undefined> {
    // Alone: lists of a schema need not tell definitions.
    const found = await this.#workspace().findTable(view, "now");
    if (found === undefined) return undefined;
    const other = otherThanView({ ...found, table: view });
    if (other !== undefined) throw other;
    const { definition = "", properties, comment } = found;
    return {
      ...{ view, query: definition, properties },
      ...(TELLS_CLUSTERING.some((key) => key in properties) ? { clustering: clusteringOf(properties) } : {}),
      ...defined({ comment }),
      ...(asks === undefined ? {} : await this.#refreshOf(view, asks)),
    };
  }

  async #refreshOf(view: string, warehouseId: string): Promise<Pick<LiveView, "refresh" | "unreadRefresh">> {
    const sql = describeView(view);
    const { rows } = await this.#workspace().run({ sql, table: view, warehouseId, asks: true });
    const text = rows.find(([name]) => name === "Refresh Schedule")?.[1] ?? "";
    const refresh = parseRefresh(text);
    return refresh === undefined ? { unreadRefresh: text } : { refresh };
  }

  /** Those sources that do not exist. @param moment as for `TableWorkspace.findTable` */
  async missing(sources: readonly string[] = [], moment: "now" | "lately"): Promise<readonly string[]> {
    const found = await Promise.all(sources.map((source) => this.#workspace().findTable(source, moment)));
    return sources.filter((_, at) => found[at] === undefined);
  }

  /** Says what `apply` would send. @returns the status it would reach */
  async preview(change: ViewChange, console: Console): Promise<ViewStatus | Unknown> {
    const { wanted } = change;
    return await orUnknown(async () => {
      const live = await this.find(wanted.view, warehouseToAsk(change));
      this.#refuseTwice(change);
      if (live === undefined) {
        await this.#requirePlace(wanted.view, "lately");
        const missing = await this.missing(wanted.sources, "lately");
        const creation = writeViewSql(planNewView({ ...change, declared: wanted }));
        await console.info(
          missing.length > 0
            ? waiting(wanted.view, missing)
            : writeOutlook({ kind: "statements", statements: [creation] }),
        );
        return missing.length > 0 ? withoutSources(change) : "applied";
      }
      const { statements, notes } = planViewChange({ ...change, declared: wanted, live });
      await console.info(writeSaid({ outlook: outlookOf(live.view, statements.map(writeViewSql)), notes }));
      return "applied";
    });
  }

  /** Sends what is missing. @throws {PartialChange} when it came half-way */
  async apply(change: ViewChange, console: Console): Promise<Values> {
    return await this.#claims.inTurn(change.wanted.view, () =>
      applyWithRetry((progress) => this.#converge(change, { console, progress }), {
        sleep: this.#sleep,
        read: () => this.find(change.wanted.view),
        halfWay: (live, error) => halfWay(change, live, error),
      }),
    );
  }

  /** Reads, plans, sends. @returns what is to be recorded */
  async #converge(
    change: ViewChange,
    { console, progress }: { readonly console: Console; readonly progress: Progress<LiveView> },
  ): Promise<Values> {
    const { declared, wanted } = change;
    let live = await this.find(wanted.view, warehouseToAsk(change));
    this.#refuseTwice(change);
    if (live === undefined) {
      await this.#requirePlace(wanted.view, "now");
      const missing = await this.missing(wanted.sources, "now");
      if (missing.length > 0) {
        await console.info(waiting(wanted.view, missing));
        return viewOutputs(declared, { status: withoutSources(change) });
      }
      await this.#run(declared, planNewView({ ...change, declared: wanted }));
      progress.done += 1;
      const made = await this.find(wanted.view);
      if (made === undefined || made.properties[MARK] === markOf(change.manager, wanted.view))
        return viewOutputs(declared, { status: "applied", definition: made?.query });
      // Somebody was quicker, and the view that is there is compared as any other.
      live = (await this.find(wanted.view, warehouseToAsk(change))) ?? made;
    }
    progress.live = live;
    const { statements, notes } = planViewChange({ ...change, declared: wanted, live });
    for (const statement of statements) {
      await this.#run(declared, statement);
      progress.live = viewAfter(progress.live, statement);
      progress.done += 1;
    }
    for (const note of notes) await console.warn(note);
    const replaced = statements.some(({ kind }) => kind === "createView");
    const definition = replaced ? (await this.find(wanted.view))?.query : progress.live.query;
    return viewOutputs(declared, { status: "applied", definition });
  }

  /** Refuses what `apply` would, before anything is sent. */
  async check({ wanted, ...change }: ViewChange): Promise<void> {
    const live = await this.find(wanted.view);
    if (live !== undefined) planViewChange({ ...change, declared: wanted, live });
  }

  /**
   * Drops the view where that was asked for, unless it is another stack's by now.
   * @returns what became of it, or would
   */
  async release(
    { declared, wanted, manager }: ViewChange,
    { preview }: { readonly preview: boolean },
  ): Promise<ViewRelease> {
    const { view } = wanted;
    if (wanted.onRemoval !== "drop") return nothingSent(staysNote(wanted));
    return await orOtherKind(
      async () => {
        const live = await this.find(view);
        if (live === undefined) return nothingSent(`${view} does not exist any more; nothing is sent.`);
        const statements = planViewRelease({ declared: wanted, live, manager });
        if (statements.length === 0)
          return nothingSent(`${view} is another stack's by now; nothing is sent.`);
        for (const statement of preview ? [] : statements) await this.#run(declared, statement);
        return { said: `${view} is dropped; its sources keep their rows.`, statements };
      },
      ({ now }) => Promise.resolve(nothingSent(`${view} is ${now} by now; nothing is sent.`)),
    );
  }

  async #requirePlace(view: string, moment: "now" | "lately"): Promise<void> {
    await this.#places.require(view, moment, (...asked) => this.#workspace().missingPlace(...asked));
  }

  #refuseTwice({ urn, wanted }: ViewChange): void {
    const conflict = this.#claims.conflict(urn, wanted.view);
    if (conflict !== undefined) throw new RefusedLayout(conflict);
  }

  async #run({ view, warehouseId }: DeclaredView, statement: ViewStatement): Promise<void> {
    if (typeof warehouseId !== "string")
      throw new ResourceInputError(
        `${String(view)}: no SQL warehouse to run statements on; give "warehouseId"`,
      );
    await this.#workspace().run({ sql: writeViewSql(statement), table: String(view), warehouseId });
  }
}

const TELLS_CLUSTERING = ["clusteringColumns", "clusterByAuto"];

/** Where to ask when a view is refreshed; absent where nothing is declared of it, and while there is no warehouse yet. */
export function warehouseToAsk({
  declared: { warehouseId },
  wanted,
}: Pick<ViewChange, "declared" | "wanted">): string | undefined {
  return typeof warehouseId === "string" && wanted.refresh !== undefined ? warehouseId : undefined;
}

function halfWay({ declared, wanted, recorded }: ViewChange, live: LiveView, error: Error): PartialChange {
  const reached = reportView({ declared: wanted, live, recorded });
  return new PartialChange(
    `${error.message}\n  The statements before it had run; the next up goes on from there.`,
    { id: wanted.view, reached: viewOutputs({ ...declared, ...reached }, { status: "applied" }) },
  );
}

/** What becomes of a view that cannot be made yet: one that was never there waits. */
function withoutSources({ recorded }: ViewChange): ViewStatus {
  return recorded === undefined || recorded.status === "waiting" ? "waiting" : "deleted";
}

function staysNote({ view, refresh }: MaterializedViewDeclaration): string {
  const runs =
    refresh === undefined || refresh.kind === "manual" ? "" : " and goes on being refreshed, which costs";
  return `${view} stays as it is${runs}; it is no longer managed. To drop it is left to you.`;
}

function waiting(view: string, missing: readonly string[]): string {
  return writeOutlook({ kind: "viewWaits", view, missing });
}
