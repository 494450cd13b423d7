import { queryFaults, queryTokens, tableFile } from "../model/index.ts";
import type { Breach, Rule } from "./finding.ts";
import type { MaterializedViewSubject } from "./subject.ts";

const t = { name: "gold.t", layout: {} };
const over = (query: string) => ({
  materializedViews: [{ name: "gold.mv_t", query, reads: ["gold.t"] }],
  tables: [t],
});

export const materializedViewQuery: Rule = {
  id: "materialized-view/query",
  severity: "error",
  reason:
    "A query reads tables of the lakehouse under the stack's catalog; a name in its text has no catalog and belongs to one environment only.",
  source:
    "https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-materialized-view",
  example: {
    wrong: over("SELECT count(*) AS n FROM gold.t"),
    right: over("SELECT count(*) AS n FROM `gold.t`"),
  },
  check({ tables, materializedViews: views }) {
    const known = new Set([...tables, ...views].map(({ name }) => name));
    const schemas = new Set([...known].map((name) => name.split(".").at(-2)));
    const readBy = new Map(views.map(({ name, reads }) => [name, reads]));
    // A foreign text's query is not looked at.
    return views
      .filter(({ on }) => on === undefined)
      .flatMap((view) => breaches(view, { known, schemas, readBy }));
  },
};

/** The names of a lakehouse, gathered once for all its views. */
interface Names {
  readonly known: ReadonlySet<string>;
  readonly schemas: ReadonlySet<string | undefined>;
  /** What each view reads. */
  readonly readBy: ReadonlyMap<string, readonly string[]>;
}

function breaches(view: MaterializedViewSubject, { known, schemas, readBy }: Names): readonly Breach[] {
  const { name: where, at, query, reads } = view;
  return [
    ...queryFaults(query),
    ...reads
      .filter((name) => !known.has(name))
      .map((name) => ({
        message: `reads ${name}, which the lakehouse does not have`,
        instead: "a table or view of tables/",
      })),
    ...namedByHand(query, schemas).map((name) => ({
      message: `names ${name} in the text of its query`,
      instead: `the table itself: \${…} with what ${tableFile(name)} exports`,
    })),
    ...(readsItself(where, readBy)
      ? [{ message: "reads itself, by way of other views", instead: "a query without a circle" }]
      : []),
  ].map((fault) => ({ where, at, ...fault }));
}

/** `schema.table` in the text, for the schemas of the lakehouse: whatever else has a dot is a column. */
function namedByHand(query: string, schemas: ReadonlySet<string | undefined>): readonly string[] {
  const tokens = queryTokens(query);
  const parts = tokens.map(({ kind, text }) =>
    kind === "word" ? text.toLowerCase() : kind === "name" ? text.slice(1, -1) : undefined,
  );
  const found = parts.flatMap((schema, at) => {
    const [dot, table] = [tokens[at + 1]?.text, parts[at + 2]];
    return schema !== undefined && schemas.has(schema) && dot === "." && table !== undefined
      ? [`${schema}.${table}`]
      : [];
  });
  return [...new Set(found)];
}

function readsItself(view: string, readBy: Names["readBy"]): boolean {
  const reached = new Set(readBy.get(view));
  // A set gives what is added while it is walked, too.
  for (const name of reached) for (const next of readBy.get(name) ?? []) reached.add(next);
  return reached.has(view);
}
