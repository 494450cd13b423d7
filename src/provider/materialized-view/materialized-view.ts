import { isFullName } from "../../model/full-name.ts";
import { writeSaid } from "../../plan/preview-message.ts";
import { writeViewSql } from "../../plan/materialized-view-sql.ts";
import { Claims } from "../claims.ts";
import { RequiredPlaces } from "../places.ts";
import { orOtherKind } from "../other-kind.ts";
import { orUnknown } from "../preview.ts";
import { isSameName } from "../table-layout/diff.ts";
import { managerOf } from "../table-layout/mark.ts";
import type { TableWorkspace } from "../table-layout/live-tables.ts";
import {
  type Context,
  type CreateRequest,
  type DeleteRequest,
  type DiffRequest,
  ResourceInputError,
  type ReadRequest,
  type ReadResult,
  type Resource,
  type UpdateRequest,
} from "../../pulumi-rpc/resource.ts";
import { UNKNOWN, type Values } from "../../pulumi-rpc/value.ts";
import {
  nothingSent,
  type ViewChange,
  ViewChanges,
  type ViewRelease,
  warehouseToAsk,
} from "./view-change.ts";
import {
  type DeclaredView,
  knownView,
  type RecordedView,
  readRecordedView,
  readViewDeclaration,
  viewOutputs,
} from "./declaration.ts";
import { diffView, importedView, reportView } from "./plan.ts";
import { NotTakenError } from "../../databricks/errors.ts";

/**
 * A materialized view: created, altered where the engine can, and replaced where it cannot, which computes it anew and
 * loses nothing, for it holds no rows of its own. It is dropped only where its declaration asks for that.
 */
export class MaterializedViewResource implements Resource {
  readonly #claims: Claims;
  readonly #changes: ViewChanges;

  /**
   * @param workspace opened at first use, so that what needs no workspace works without one
   * @param claims shared with all that bears the same mark
   * @param places shared with all that stands in the same schemas
   */
  constructor(workspace: () => TableWorkspace, claims = new Claims(), places = new RequiredPlaces()) {
    this.#claims = claims;
    this.#changes = new ViewChanges(workspace, claims, places);
  }

  check(inputs: Values, urn: string) {
    const { declared, failures } = readViewDeclaration(inputs);
    const { view } = declared;
    const twice =
      view === UNKNOWN || view === "" ? [] : this.#claims.claim(urn, { property: "view", name: view });
    return { inputs: viewOutputs(declared), failures: [...failures, ...twice] };
  }

  async diff({ olds, news }: Omit<DiffRequest, "console">) {
    const recorded = readRecordedView(olds);
    const { declared } = readViewDeclaration(news);
    const changes = diffView(recorded, declared);
    const waits = recorded.status !== "applied" && isSameName(declared.view, recorded.view);
    if (!waits || declared.sources === UNKNOWN) return changes;
    const missing = await this.#changes.missing(declared.sources, "lately");
    return missing.length === 0 ? { ...changes, status: "update" as const } : changes;
  }

  async create({ inputs, ...context }: CreateRequest) {
    const { declared } = readViewDeclaration(inputs);
    const outputs = await this.#apply(declared, undefined, context);
    return { id: declared.view === UNKNOWN ? "" : declared.view, outputs };
  }

  async update({ olds, oldInputs, news, ...context }: Omit<UpdateRequest, "id">) {
    const recorded = readRecordedView(olds);
    const { declared } = readViewDeclaration(news);
    const moved = !isSameName(declared.view, recorded.view);
    if (moved && declared.view !== UNKNOWN) {
      const change = changeOf(declared, undefined, context.urn);
      // A new name that is refused leaves the old view as it is.
      if (change !== undefined && !context.preview) await this.#changes.check(change);
      const became = await orUnknown(() => this.#release({ state: olds, inputs: oldInputs, ...context }));
      if (became !== UNKNOWN) {
        const said = `${became.said} This resource is ${declared.view} from now on.`;
        const statements = context.preview ? became.statements.map(writeViewSql) : [];
        await context.console.info(
          statements.length === 0
            ? said
            : writeSaid({ outlook: { kind: "statements", statements }, notes: [said] }),
        );
      }
    }
    return await this.#apply(declared, moved ? undefined : recorded, context);
  }

  async read({ id, inputs, state, console }: ReadRequest): Promise<ReadResult | undefined> {
    const isImport = Object.keys(state).length === 0 && Object.keys(inputs).length === 0;
    if (isImport) return await this.#import(id);
    const { declared } = readViewDeclaration(inputs);
    const wanted = knownView(declared);
    if (wanted === undefined) return { id, inputs, state };
    const recorded = readRecordedView(state);
    const live = await orOtherKind(
      () => this.#readLive({ declared, wanted }, console),
      async ({ message }) => {
        await console.warn(`${message} It counts as it was recorded.`);
        return "other" as const;
      },
    );
    if (live === "other") return { id, inputs, state };
    if (live === undefined) {
      // One that waits is still to be created; one that was there is gone, and the engine creates it again once it can.
      if (recorded.status === "waiting") return { id, inputs, state };
      const missing = await this.#changes.missing(wanted.sources, "lately");
      return missing.length === 0 ? undefined : { id, inputs, state: { ...state, status: "deleted" } };
    }
    const found = reportView({ declared: wanted, live, recorded });
    const kept =
      live.refresh === undefined && recorded.refresh !== undefined ? { refresh: recorded.refresh } : {};
    return {
      id: wanted.view,
      inputs,
      state: viewOutputs(
        { ...declared, ...found, ...kept },
        { status: "applied", definition: found.query === wanted.query ? live.query : recorded.definition },
      ),
    };
  }

  async delete(request: Omit<DeleteRequest, "id">) {
    await request.console.info((await this.#release({ ...request, preview: false })).said);
  }

  /** A refresh goes on without schedules where the warehouse is gone, so that the run after it can give another. */
  async #readLive(
    change: { readonly declared: DeclaredView; readonly wanted: NonNullable<ReturnType<typeof knownView>> },
    console: Context["console"],
  ) {
    const { view } = change.wanted;
    try {
      return await this.#changes.find(view, warehouseToAsk(change));
    } catch (error) {
      if (!(error instanceof NotTakenError)) throw error;
      await console.warn(
        `${view}: when it is refreshed could not be read, and counts as it was. ${error.message}`,
      );
      return await this.#changes.find(view);
    }
  }

  async #import(id: string): Promise<ReadResult | undefined> {
    if (!isFullName(id)) {
      throw new ResourceInputError(`"${id}" is no full name; import with catalog.schema.view as the id`);
    }
    const live = await this.#changes.find(id);
    if (live === undefined) return undefined;
    const view = importedView(live);
    const reached = { status: "applied", definition: live.query } as const;
    return { id, inputs: viewOutputs(view), state: viewOutputs(view, reached) };
  }

  async #apply(
    declared: DeclaredView,
    recorded: RecordedView | undefined,
    { urn, preview, console }: Context,
  ): Promise<Values> {
    const change = changeOf(declared, recorded, urn);
    if (change === undefined) {
      if (preview) return viewOutputs(declared, { status: UNKNOWN, definition: UNKNOWN });
      throw new ResourceInputError("the materialized view holds values that are not known yet");
    }
    return preview
      ? viewOutputs(declared, {
          status: await this.#changes.preview(change, console),
          definition: UNKNOWN,
        })
      : await this.#changes.apply(change, console);
  }

  /** @returns what became of the recorded view, or would */
  async #release({
    urn,
    inputs,
    state,
    preview,
  }: Omit<DeleteRequest, "console" | "id"> & { readonly preview: boolean }): Promise<ViewRelease> {
    // The newest declaration has the last word on what happens; state is what an older plugin recorded.
    const { status, ...recorded } = readRecordedView(state);
    const { declared } = readViewDeclaration(
      Object.keys(inputs).length > 0
        ? inputs
        : { ...viewOutputs(recorded), warehouseId: state["warehouseId"] ?? null },
    );
    const wanted = knownView(declared);
    if (wanted === undefined || status === "waiting")
      return nothingSent(`${String(declared.view)} was never created; nothing is sent.`);
    return await this.#claims.inTurn(wanted.view, async () => {
      const heir = this.#claims.holder(wanted.view);
      if (heir !== undefined)
        return nothingSent(`${wanted.view} stays as it is; the resource "${heir.resource}" manages it.`);
      const change = { declared, wanted, recorded: undefined, urn, manager: managerOf(urn) };
      return await this.#changes.release(change, { preview });
    });
  }
}

/** The change that a resource asks for, when all of it is known. */
function changeOf(
  declared: DeclaredView,
  recorded: RecordedView | undefined,
  urn: string,
): ViewChange | undefined {
  const wanted = knownView(declared);
  return wanted === undefined ? undefined : { declared, wanted, recorded, urn, manager: managerOf(urn) };
}
