import * as pulumi from "@pulumi/pulumi";
import { onceItsPlaceIs } from "./program-places.ts";
import type { Clustering } from "../src/model/layout.ts";
import type {
  MaterializedViewDeclaration,
  OnViewRemoval,
  RefreshDeclaration,
} from "../src/model/materialized-view.ts";

/** What a `MaterializedView` takes. */
export type MaterializedViewArgs = {
  readonly [Key in keyof MaterializedViewDeclaration]: pulumi.Input<MaterializedViewDeclaration[Key]>;
} & {
  /** SQL warehouse that runs the statements; pro or serverless. */
  readonly warehouseId: pulumi.Input<string>;
};

/** Outputs that the arguments may leave out. One that is not named here is no property of the resource. */
const ABSENT = {
  sources: undefined,
  clustering: undefined,
  refresh: undefined,
  comment: undefined,
  onRemoval: undefined,
  definition: undefined,
  status: undefined,
};

/**
 * A materialized view: its query, when it is refreshed, clustering and comment. A change of query or clustering replaces
 * it, which computes it anew; it holds no rows of its own. While a table of `sources` does not exist, it waits. Deleting
 * the resource leaves it, unless `onRemoval` is `drop`.
 *
 * Outputs are the arguments, with what the view was when it was last read.
 *
 * To take over a view as it is:
 * `pulumi import lakewright:index:MaterializedView gold.mv_completions prod.gold.mv_completions`.
 */
export class MaterializedView extends pulumi.CustomResource {
  /** Full name, `catalog.schema.view`. */
  declare readonly view: pulumi.Output<string>;
  /** Absent after an import, until the first `up`. */
  declare readonly warehouseId: pulumi.Output<string | undefined>;
  /** The query as declared. */
  declare readonly query: pulumi.Output<string>;
  /** Full names of what the query reads; absent where that is not declared. */
  declare readonly sources: pulumi.Output<readonly string[] | undefined>;
  /** Absent where clustering is not declared. */
  declare readonly clustering: pulumi.Output<Clustering | undefined>;
  /** Absent where it is refreshed by hand alone. */
  declare readonly refresh: pulumi.Output<RefreshDeclaration | undefined>;
  /** Absent where no comment is declared. */
  declare readonly comment: pulumi.Output<string | undefined>;
  /** Absent where the default holds. */
  declare readonly onRemoval: pulumi.Output<OnViewRemoval | undefined>;
  /** The query as the engine kept it; absent while the view waits. */
  declare readonly definition: pulumi.Output<string | undefined>;
  /** `applied`, or while a table that the query reads does not exist: `waiting`, and `deleted` once it was there. */
  declare readonly status: pulumi.Output<"applied" | "waiting" | "deleted">;

  constructor(name: string, args: MaterializedViewArgs, opts?: pulumi.CustomResourceOptions) {
    super(
      "lakewright:index:MaterializedView",
      name,
      { ...ABSENT, ...args, view: onceItsPlaceIs(args.view) },
      opts,
    );
  }
}
