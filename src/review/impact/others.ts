import type { KindImpact, Verdict } from "./impact.ts";

const PROVIDER = "terraform-provider-databricks 1.128";

const deletes = (what: string): Verdict => ({
  rank: "data",
  why: `${what}, and what it holds goes with it`,
  source: PROVIDER,
  undo: "none by itself; UNDROP TABLE brings a managed table of Unity Catalog back within 7 days",
});

/** Resources that hold rows or files; a replacement deletes first. */
function holder(what: string, drops: string): KindImpact {
  return {
    what,
    created: { rank: "metadata", why: "it is new", source: PROVIDER },
    deleted: deletes(drops),
    fields: [
      { field: "comment", rank: "metadata", why: "a text", source: PROVIDER },
      {
        field: "owner",
        rank: "interruption",
        why: "who had the owner's rights loses them",
        source: PROVIDER,
      },
    ],
    other: {
      rank: "data",
      why: "not among the fields that are known to do less: the provider may drop or rename what holds rows",
      source: `${PROVIDER}, catalog/resource_sql_table.go`,
    },
    takes: "not known",
  };
}

const sqlTable: KindImpact = {
  ...holder("table", "DROP TABLE"),
  // The name alone says nothing without catalog and schema, which its id has.
  created: {
    rank: "data",
    why: "a table of this name that is there and not in the state may be replaced (CREATE OR REPLACE, for a managed table with a Delta format)",
    source: `${PROVIDER}, catalog/resource_sql_table.go`,
    undo: "RESTORE the table to the version before, if it was there",
  },
  fields: [
    { field: "comment", rank: "metadata", why: "a text", source: PROVIDER },
    { field: "owner", rank: "interruption", why: "who had the owner's rights loses them", source: PROVIDER },
    { field: "clusterKeys", rank: "rewrite", why: "OPTIMIZE orders files anew", source: PROVIDER },
    {
      field: "properties",
      rank: "interruption",
      why: "table properties, all of them sent again; those taken away stay on the table",
      source: PROVIDER,
    },
  ],
};

/** Nothing is known of the kind: the worst that such a change can be. */
export const UNKNOWN_KIND: KindImpact = {
  what: "resource of a kind not known here",
  created: {
    rank: "cost",
    why: "nothing is known of this kind; something new may cost",
    source: "no entry in src/review/impact",
  },
  deleted: {
    rank: "data",
    why: "nothing is known of this kind; what it holds may go with it",
    source: "no entry in src/review/impact",
  },
  fields: [],
  other: {
    rank: "data",
    why: "nothing is known of this kind; the worst is taken",
    source: "no entry in src/review/impact",
  },
  takes: "not known",
};

export const others: Readonly<Record<string, KindImpact>> = {
  "databricks:index/sqlTable:SqlTable": sqlTable,
  "databricks:index/schema:Schema": holder("schema", "DROP SCHEMA"),
  "databricks:index/catalog:Catalog": holder("catalog", "DROP CATALOG"),
  "databricks:index/volume:Volume": holder("volume", "DROP VOLUME"),
};
