import { queryFaults, queryTokens, tableFile } from "../model/index.ts";
import type { Breach, Rule } from "./finding.ts";
import type { MaterializedViewSubject, Subject } from "./subject.ts";

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
  check(subject) {
    return subject.materializedViews.flatMap((view) => breaches(view, subject));
  },
};

function breaches(view: MaterializedViewSubject, subject: Subject): readonly Breach[] {
  const { name: where, at, query, reads } = view;
  const known = [...subject.tables, ...subject.materializedViews].map(({ name }) => name);
  const schemas = new Set(known.map((name) => name.split(".").at(-2)));
  return [
    ...queryFaults(query),
    ...reads
      .filter((name) => !known.includes(name))
      .map((name) => ({
        message: `reads ${name}, which the lakehouse does not have`,
        instead: "a table or view of tables/",
      })),
    ...namedByHand(query, schemas).map((name) => ({
      message: `names ${name} in the text of its query`,
      instead: `the table itself: \${…} with what ${tableFile(name)} exports`,
    })),
    ...(reaches(view, { goal: where, subject })
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

function reaches(
  { name, reads }: MaterializedViewSubject,
  {
    goal,
    subject,
    seen = [],
  }: { readonly goal: string; readonly subject: Subject; readonly seen?: readonly string[] },
): boolean {
  if (seen.includes(name)) return false;
  const read = subject.materializedViews.filter((view) => reads.includes(view.name));
  return read.some((view) => view.name === goal || reaches(view, { goal, subject, seen: [...seen, name] }));
}
