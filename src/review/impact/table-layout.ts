import { judgeColumn } from "./table-columns.ts";
import { judgeProperty } from "./table-properties.ts";
import type { FieldImpact, KindImpact, Verdict } from "./impact.ts";

const PLUGIN = "src/provider/README.md";

const metadata = (field: string, why: string): FieldImpact => ({
  field,
  rank: "metadata",
  why,
  source: "a commit to the table's log; no file is read or written",
});

const CLUSTERING = "Databricks, Use liquid clustering for tables: changing keys rewrites no file by itself";

/** Where maintenance does it, its OPTIMIZE FULL is among the statements that will run. */
const CLUSTERS =
  "no file is rewritten now: OPTIMIZE orders what is new, and OPTIMIZE FULL, by maintenance or by hand, the whole table";

const clusters: Verdict = {
  rank: "rewrite",
  why: CLUSTERS,
  source: CLUSTERING,
  undo: "revert the edit and deploy again; files that OPTIMIZE has ordered meanwhile keep that order until they are rewritten",
};

/** A table that was Z-ordered is so no more once it was clustered. */
const clustersZordered: Verdict = {
  ...clusters,
  undo: "none by itself where the table was Z-ordered: the feature clustering stays, Delta then refuses OPTIMIZE … ZORDER BY, and the preview of the reverted edit prints the statements that write the table anew; any other table: revert the edit and deploy again",
};

const createdTable: Verdict = {
  rank: "metadata",
  why: "the table becomes the stack's, and is created, without rows, where it is not there",
  source: PLUGIN,
  undo: "revert the edit and deploy again: the table then stays, and is dropped by hand",
};

const heldTo: Verdict = {
  rank: "interruption",
  why: "every row is read once, and the change fails where one breaks the condition; writes that break it are refused from then on",
  source:
    "Databricks, Constraints on Databricks: ADD CONSTRAINT checks all rows that are there (read 2026-11)",
  undo: "revert the edit and deploy again; the table feature checkConstraints stays",
};

const noLongerHeldTo: Verdict = {
  rank: "metadata",
  why: "writes are no longer held to the condition; the table feature checkConstraints stays",
  source: PLUGIN,
  undo: "revert the edit and deploy again, which fails where rows break the condition by then",
};

export const tableLayout: KindImpact = {
  what: "table layout",
  named: "table",
  created: {
    rank: "metadata",
    why: "the layout of a table becomes the stack's",
    source: PLUGIN,
    undo: "revert the edit and deploy again: the table then keeps what was set on it",
  },
  createdAs: ({ columns, onRemoval }) => {
    if (columns !== undefined) return createdTable;
    if (onRemoval !== "unset") return tableLayout.created;
    return { ...tableLayout.created, undo: "revert the edit and deploy again, which unsets what was set" };
  },
  deleted: {
    rank: "metadata",
    why: "the table stays with its rows and its layout, and is no longer managed",
    source: PLUGIN,
  },
  deletedAs: ({ onRemoval }) =>
    onRemoval === "unset"
      ? {
          rank: "metadata",
          why: "the table stays with its rows, and loses what this stack set on it",
          source: PLUGIN,
        }
      : undefined,
  outlived: () => true,
  replaced: { rank: "metadata", why: "the resource is recorded anew; the table stays", source: PLUGIN },
  fields: [
    metadata(
      "table",
      "another table from now on; the one before keeps its rows, and its layout unless it was declared to go",
    ),
    {
      ...metadata("properties", ""),
      judge: judgeProperty,
    },
    {
      field: "clustering",
      ...clusters,
      judge: ({ path, from, to }) =>
        path.length === 1 && typeof to === "object" && (to as { kind?: unknown }).kind === "none"
          ? {
              rank: "metadata",
              why: "files keep the order they have; new ones come as they are written",
              source: CLUSTERING,
              undo: "revert the edit and deploy again; files written meanwhile are ordered by the next OPTIMIZE",
            }
          : (from as { kind?: unknown } | undefined)?.kind === "none"
            ? clustersZordered
            : clusters,
    },
    {
      field: "partitionedBy",
      rank: "rewrite",
      why: "no ALTER TABLE changes partitions: the pipeline that owns the table writes all of it anew",
      source: "Delta: partition columns are fixed when a table is created",
      undo: "revert the edit before the pipeline rebuilds the table; after that, another rebuild",
    },
    metadata("zordered", "whether OPTIMIZE … ZORDER BY orders the table; nothing of the table itself"),
    metadata("partitionedUntilRebuilt", "which partitions are accepted until the rebuild"),
    metadata("comment", "a text"),
    metadata("tags", "policies and reports that go by tags see it at once"),
    {
      field: "columns",
      rank: "metadata",
      why: "columns are added and details of them changed in the log; files stay",
      source: PLUGIN,
      judge: judgeColumn,
    },
    {
      field: "constraints",
      ...heldTo,
      judge: ({ to }) => (to === undefined ? noLongerHeldTo : heldTo),
    },
    metadata("primaryKey", "a note to the optimizer; the engine does not enforce it"),
    metadata("onRemoval", "what happens when the declaration goes"),
    metadata("status", "the table is there now and gets its layout"),
    metadata("warehouseId", "where the statements run"),
  ],
  other: {
    rank: "rewrite",
    why: "a field of which nothing is known here; taken to rewrite the table",
    source: PLUGIN,
  },
  takes: "seconds a statement once the warehouse runs: each is a commit to the table's log",
};
