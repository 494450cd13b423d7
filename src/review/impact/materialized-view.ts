import { object } from "../../model/json.ts";
import type { FieldImpact, KindImpact, Verdict } from "./impact.ts";

const CREATE = "Databricks SQL reference, CREATE MATERIALIZED VIEW";
const ALTER = "Databricks SQL reference, ALTER MATERIALIZED VIEW";

const COMPUTES = "as long as its query takes, on the serverless compute that refreshes it";

const computed: Verdict = {
  rank: "rewrite",
  why: "no ALTER changes it: the view is made anew and computed in full from its sources",
  source: CREATE,
};

const metadata = (field: string, why: string): FieldImpact => ({
  field,
  rank: "metadata",
  why,
  source: ALTER,
});

const refreshed: Verdict = { rank: "cost", why: "when and how often it is computed anew", source: ALTER };

const dropped: Verdict = {
  rank: "interruption",
  why: "queries of it fail from now on; its rows can be computed again from its sources, while those keep theirs",
  source: "Databricks SQL reference, DROP VIEW",
  undo: "revert the edit and deploy again, which computes it in full",
};

export const materializedView: KindImpact = {
  what: "materialized view",
  named: "view",
  created: {
    rank: "cost",
    why: "its query runs over all of its sources, and again with every refresh",
    source: CREATE,
    undo: "revert the edit and deploy again: the view then stays, and its refreshes go on, until it is dropped by hand",
  },
  createdAs: ({ onRemoval }) =>
    onRemoval === "drop"
      ? { ...materializedView.created, undo: "revert the edit and deploy again, which drops it" }
      : materializedView.created,
  deleted: {
    rank: "metadata",
    why: "the view stays and is no longer managed; its refreshes go on and are paid for",
    source: "src/provider/README.md",
    undo: "revert the edit and deploy again, which takes it over as it is",
  },
  outlived: ({ onRemoval }) => onRemoval !== "drop",
  deletedAs: ({ onRemoval }) => (onRemoval === "drop" ? dropped : undefined),
  replaced: computed,
  fields: [
    { field: "query", ...computed },
    { field: "clustering", ...computed },
    {
      field: "refresh",
      ...refreshed,
      judge: ({ to }) =>
        object(to)["kind"] === "manual"
          ? {
              ...refreshed,
              why: "nothing computes it anew by itself any more: what reads it sees older and older rows",
            }
          : refreshed,
    },
    metadata("view", "another view from now on; the one before stays, or goes as declared"),
    metadata("sources", "what it is known to read; the query says what it reads"),
    metadata("comment", "a text"),
    metadata("onRemoval", "what happens when the declaration goes"),
    metadata("definition", "how the engine wrote the query down"),
    metadata("status", "its sources are there now, and it is created"),
    metadata("warehouseId", "where its statements run"),
  ],
  other: {
    ...computed,
    why: "not among the fields that are known to do less: the view is taken to be made anew and computed in full",
  },
  takesLess: "seconds a statement once the warehouse runs: nothing is computed",
  takesNew: COMPUTES,
  takes: COMPUTES,
};
