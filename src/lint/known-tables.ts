import { defined } from "../model/defined.ts";
import type { Subject, TableSubject } from "../rules/subject.ts";

/**
 * A foreign text's tables with what the table files say of those with the same schema and name: rows, bytes, distinct
 * values, and columns where the text has none. Layout and properties stay the text's own.
 *
 * A text that names one with its schema may leave it out for others, of which the size alone is taken: `users` may
 * still be another table than `silver.users`.
 */
export function withKnownTables(subject: Subject, known: readonly TableSubject[]): Subject {
  const byName = new Map(known.map((table) => [table.name, table]));
  // A catalog may stand before schema and table.
  const full = (name: string) => byName.get(name.split(".").slice(-2).join("."));
  if (!subject.tables.some(({ name }) => full(name) !== undefined)) return subject;
  const bare = Map.groupBy(known, ({ name }) => name.split(".").at(-1));
  const tables = subject.tables.map((table): TableSubject => {
    const [same, ...more] = bare.get(table.name) ?? [];
    const declared = full(table.name);
    if (declared === undefined) return { ...table, ...sizeOf(more.length === 0 ? same : undefined) };
    const { columns } = declared;
    return {
      ...{ format: "delta" },
      ...defined({ columns }),
      ...table,
      ...sizeOf(declared),
    };
  });
  return { ...subject, tables };
}

function sizeOf(table: TableSubject | undefined): Pick<TableSubject, "size"> {
  return table?.size === undefined ? {} : { size: table.size };
}
