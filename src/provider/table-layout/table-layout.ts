import { type LayoutChange, LayoutChanges, momentOf, warehouseForTags } from "./layout-change.ts";
import type { LayoutDeclaration } from "../../model/layout.ts";
import { isFullName } from "../../model/full-name.ts";
import { type Declared, knownLayout, readDeclaration } from "./declaration.ts";
import { diffLayout, isSameName } from "./diff.ts";
import { LayoutReleases } from "./layout-release.ts";
import { Claims } from "../claims.ts";
import { orOtherKind } from "../other-kind.ts";
import { writeOutlook } from "../../plan/preview-message.ts";
import { defined } from "../../model/defined.ts";
import { orUnknown } from "../preview.ts";
import { RequiredPlaces } from "../places.ts";
import { managerOf, MARK } from "./mark.ts";
import { outputs, type Owned, ownedBy, type Recorded, readRecorded } from "./recorded.ts";
import { imported, report } from "./report.ts";
import { LiveTables, type TableWorkspace } from "./live-tables.ts";
import {
  type Console,
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
import { NotTakenError } from "../../databricks/errors.ts";

/**
 * The layout of a table, and its columns where they are declared; without them somebody else creates the table. It
 * sends the fewest statements that make the live table as declared, never touches a property that nobody declared,
 * and neither replaces nor drops a table.
 */
export class TableLayoutResource implements Resource {
  readonly #claims: Claims;
  readonly #tables: LiveTables;
  readonly #changes: LayoutChanges;
  readonly #releases: LayoutReleases;

  /**
   * @param workspace opened at first use, so that what needs no workspace works without one
   * @param claims shared with all that bears the same mark
   * @param places shared with all that stands in the same schemas
   */
  constructor(workspace: () => TableWorkspace, claims = new Claims(), places = new RequiredPlaces()) {
    this.#claims = claims;
    this.#tables = new LiveTables(workspace, places);
    this.#changes = new LayoutChanges(workspace, this.#tables, claims);
    this.#releases = new LayoutReleases(workspace, this.#tables, claims);
  }

  check(inputs: Values, urn: string) {
    const { declared, failures } = readDeclaration(inputs);
    const { table } = declared;
    const twice =
      table === UNKNOWN || table === "" ? [] : this.#claims.claim(urn, { property: "table", name: table });
    return { inputs: outputs(declared), failures: [...failures, ...twice] };
  }

  async diff({ olds, news, console }: DiffRequest) {
    const recorded = readRecorded(olds);
    const { declared } = readDeclaration(news);
    const changes = diffLayout({ ...(await this.#leftOut(recorded, declared)), ...recorded }, declared);
    if (recorded.status === "applied" || !isSameName(declared.table, recorded.table)) return changes;
    // A table of our own that went missing is created again, whether it is back by now or not.
    if (declared.columns !== undefined) return { ...changes, status: "update" as const };
    // What came in its place stops no other resource: the engine takes a diff that fails for the end of the run.
    const exists = await orOtherKind(
      async () => (await this.#tables.find(recorded.table, "lately")) !== undefined,
      async ({ message }) => {
        await console.warn(`${message} Its layout waits.`);
        return false;
      },
    );
    // With changes besides, the preview of the update says it.
    if (!exists && recorded.status === "deleted" && Object.keys(changes).length === 0)
      await console.warn(writeOutlook({ kind: "layoutOfDeleted", table: recorded.table }));
    return exists ? { ...changes, status: "update" as const } : changes;
  }

  async create({ inputs, ...context }: CreateRequest) {
    const { declared } = readDeclaration(inputs);
    const reached = await this.#apply(declared, NOTHING, context);
    return { id: declared.table === UNKNOWN ? "" : declared.table, outputs: reached };
  }

  async update({ olds, oldInputs, news, ...context }: Omit<UpdateRequest, "id">) {
    const recorded = readRecorded(olds);
    const { declared } = readDeclaration(news);
    const moved = !isSameName(declared.table, recorded.table);
    const seen = moved || recorded.status === "waiting" ? undefined : olds;
    const owned = moved || recorded.status === "waiting" ? NOTHING : ownedBy(olds, oldInputs);
    if (moved && declared.table !== UNKNOWN) {
      const change = changeOf(declared, { ...owned, urn: context.urn });
      // A new table that is refused leaves the old one as it is recorded.
      if (change !== undefined && !context.preview) await this.#changes.check(change);
      const also = ` This resource is ${declared.table}'s layout from now on.`;
      await this.#release({ state: olds, inputs: oldInputs, ...context, also });
    }
    return await this.#apply(declared, { ...owned, ...defined({ seen }) }, context);
  }

  async read({ id, inputs, state, console }: ReadRequest): Promise<ReadResult | undefined> {
    const isImport = Object.keys(state).length === 0 && Object.keys(inputs).length === 0;
    if (isImport) return await this.#import(id, console);
    const { declared } = readDeclaration(inputs);
    const layout = knownLayout(declared);
    if (layout === undefined) return { id, inputs, state };
    const owned = ownedBy(state, inputs);
    const tagsOn = warehouseForTags({ ...owned, declared, layout });
    const live = await orOtherKind(
      () => this.#readLive(layout, { tagsOn, console }),
      async ({ message }) => {
        await console.warn(`${message} It counts as it was recorded.`);
        return "other" as const;
      },
    );
    if (live === "other") return { id, inputs, state };
    if (live === undefined) {
      const isNew = readRecorded(state).status === "waiting";
      return {
        id: layout.table,
        inputs,
        state: isNew ? outputs(declared, "waiting") : { ...state, status: "deleted" },
      };
    }
    const found = report({ ...owned, declared: layout, live });
    const { tags } = readRecorded(state);
    const unread = live.tags === undefined && tags !== undefined ? { tags } : {};
    return { id: layout.table, inputs, state: outputs({ ...declared, ...found, ...unread }, "applied") };
  }

  async delete(request: Omit<DeleteRequest, "id">) {
    await this.#release({ ...request, preview: false });
  }

  /** What an import left out because only a declaration asks for it, as a refresh would report it. */
  async #leftOut(recorded: Recorded, declared: Declared): Promise<LayoutDeclaration | undefined> {
    const layout = knownLayout(declared);
    if (!recorded.isImported || layout === undefined || !isSameName(layout.table, recorded.table))
      return undefined;
    if (layout.columns === undefined && layout.tags === undefined) return undefined;
    const tagsOn = warehouseForTags({ ...NOTHING, declared, layout });
    const live = await orOtherKind(
      () => this.#tables.find(layout.table, momentOf(layout), tagsOn),
      () => Promise.resolve(undefined),
    );
    return live === undefined ? undefined : report({ ...NOTHING, declared: layout, live });
  }

  /** A refresh goes on without tags where the warehouse is gone, so that the run after it can give another. */
  async #readLive(
    layout: LayoutDeclaration,
    { tagsOn, console }: { tagsOn: string | undefined; console: Console },
  ) {
    const { table } = layout;
    try {
      return await this.#tables.find(table, momentOf(layout), tagsOn);
    } catch (error) {
      if (!(error instanceof NotTakenError)) throw error;
      await console.warn(`${table}: its tags could not be read, and count as they were. ${error.message}`);
      return await this.#tables.find(table, momentOf(layout));
    }
  }

  async #import(id: string, console: Console): Promise<ReadResult | undefined> {
    if (!isFullName(id)) {
      throw new ResourceInputError(
        `"${id}" is no full table name; import with catalog.schema.table as the id`,
      );
    }
    const live = await this.#tables.find(id, "lately");
    if (live === undefined) return undefined;
    await this.#tables.sayUnknown(live, console);
    const layout = imported(live);
    return { id, inputs: outputs(layout), state: outputs(layout, "applied") };
  }

  async #apply(
    declared: Declared,
    before: Pick<LayoutChange, "seen"> & Required<Owned>,
    { urn, preview, console }: Context,
  ): Promise<Values> {
    const change = changeOf(declared, { ...before, urn });
    if (change === undefined) {
      if (preview) return outputs(declared, UNKNOWN);
      throw new ResourceInputError("the layout holds values that are not known yet");
    }
    return preview
      ? outputs(declared, await this.#changes.preview(change, console))
      : await this.#changes.apply(change, console);
  }

  /**
   * Releases the recorded table. A mark that could not be taken off keeps nothing from being deleted: the
   * warehouse may be gone, and the next stack is told how to take it off.
   */
  async #release({ urn, inputs, state, console, preview, also = "" }: ReleaseRequest): Promise<void> {
    // The newest declaration has the last word on what happens; state is what an older plugin recorded.
    const { status, ...recorded } = state;
    const { declared } = readDeclaration(Object.keys(inputs).length > 0 ? inputs : recorded);
    const layout = knownLayout(declared);
    if (layout === undefined || status === "waiting") {
      await console.info(`${String(declared.table)} got no layout from this stack; nothing is sent.${also}`);
      return;
    }
    const change = { ...ownedBy(state, inputs), declared, layout, urn, manager: managerOf(urn) };
    if (preview) {
      await orUnknown(() => this.#releases.preview(change, { also, console }));
      return;
    }
    try {
      await this.#releases.release(change, { also, console });
    } catch (error) {
      if (layout.onRemoval === "unset" || !(error instanceof Error)) throw error;
      await console.warn(
        `${layout.table} keeps its property ${MARK}, by which this stack had marked it: ${error.message}`,
      );
    }
  }
}

interface ReleaseRequest extends Omit<DeleteRequest, "id"> {
  readonly preview: boolean;
  /** What else there is to say. @default nothing */
  readonly also?: string;
}

const NOTHING: Required<Owned> = { ours: [], ourTags: [], ourColumns: [], ourConstraints: [] };

/** The change that a resource asks for, when all of it is known. */
function changeOf(
  declared: Declared,
  before: Pick<LayoutChange, "seen" | "urn"> & Required<Owned>,
): LayoutChange | undefined {
  const layout = knownLayout(declared);
  return layout === undefined ? undefined : { ...before, declared, layout, manager: managerOf(before.urn) };
}
