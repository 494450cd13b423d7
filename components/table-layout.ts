import type { Constraints } from "../src/model/constraint-faults.ts";
import type * as pulumi from "@pulumi/pulumi";
// Not from the package's main module, which loads some 500 files that a program of layouts alone never needs: 0.2 s.
import { output } from "@pulumi/pulumi/output.js";
import { CustomResource } from "@pulumi/pulumi/resource.js";
import type { Clustering, ColumnDeclaration, LayoutDeclaration, OnRemoval } from "../src/model/layout.ts";
import { onceItsPlaceIs } from "./program-places.ts";
import type { Tags } from "../src/model/tags.ts";

/** What a `TableLayout` takes. */
export type TableLayoutArgs = {
  readonly [Key in keyof LayoutDeclaration]: pulumi.Input<LayoutDeclaration[Key]>;
} & {
  /** SQL warehouse that runs the statements. */
  readonly warehouseId: pulumi.Input<string>;
};

/**
 * The layout of one Delta table: declared `delta.*` properties, liquid clustering, expected partitioning, comment,
 * tags. It never replaces or drops the table; deleting the resource leaves the table as it is. Somebody else creates
 * the table, and one that does not exist yet is recorded as waiting. With `columns` the resource creates it, adds
 * columns and widens types; a change of columns that could lose values is refused.
 *
 * Outputs are the arguments, with what the table had when it was last read.
 *
 * To take over a table as it is: `pulumi import lakewright:index:TableLayout gold.dim_user prod.gold.dim_user`.
 */
export class TableLayout extends CustomResource {
  /** Full name, `catalog.schema.table`. */
  declare readonly table: pulumi.Output<string>;
  /** Absent after an import, until the first `up`. */
  declare readonly warehouseId: pulumi.Output<string | undefined>;
  /** Declared properties, by their key. */
  declare readonly properties: pulumi.Output<Readonly<Record<string, string>>>;
  /** Absent where clustering is not declared. */
  declare readonly clustering: pulumi.Output<Clustering | undefined>;
  /** Absent where partitioning is not declared. */
  declare readonly partitionedBy: pulumi.Output<readonly string[] | undefined>;
  /** Absent where no rebuild is awaited. */
  declare readonly partitionedUntilRebuilt: pulumi.Output<readonly string[] | undefined>;
  /** Absent where no Z-order is declared. */
  declare readonly zordered: pulumi.Output<boolean | undefined>;
  /** Absent where no comment is declared. */
  declare readonly comment: pulumi.Output<string | undefined>;
  /** Absent where no tags are declared. */
  declare readonly tags: pulumi.Output<Tags | undefined>;
  /** Absent where something else creates the table. */
  declare readonly columns: pulumi.Output<Readonly<Record<string, ColumnDeclaration>> | undefined>;
  /** Absent where none is declared. */
  declare readonly primaryKey: pulumi.Output<readonly string[] | undefined>;
  /** Absent where none is declared. */
  declare readonly constraints: pulumi.Output<Constraints | undefined>;
  /** Absent where the default holds. */
  declare readonly onRemoval: pulumi.Output<OnRemoval | undefined>;
  /** `applied`, `waiting` until the table is first seen, or `deleted` once it is gone again. */
  declare readonly status: pulumi.Output<"applied" | "waiting" | "deleted">;

  constructor(name: string, args: TableLayoutArgs, opts?: pulumi.CustomResourceOptions) {
    // The SDK takes a stack for each of some forty promises a resource.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      super(
        "lakewright:index:TableLayout",
        name,
        { status: undefined, ...args, table: onceItsPlaceIs(args.table) },
        opts,
      );
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  }
}

/** Arguments that may be left out, and are no outputs of their own then: each would cost the SDK eight promises. */
const OPTIONAL = [
  "clustering",
  "partitionedBy",
  "partitionedUntilRebuilt",
  "zordered",
  "comment",
  "tags",
  "columns",
  "primaryKey",
  "constraints",
  "onRemoval",
] as const satisfies readonly (keyof TableLayout & keyof TableLayoutArgs)[];

const absent = output(undefined);
Object.assign(TableLayout.prototype, Object.fromEntries(OPTIONAL.map((name) => [name, absent])));
