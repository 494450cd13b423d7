import type { Subject, TableSubject } from "../rules/subject.ts";

/**
 * A foreign text's tables with what the table files say of those with the same name: rows, bytes, distinct values, and
 * columns where the text has none. Layout and properties stay the text's own. A text may leave a schema out where one
 * has a table of that name.
 */
export function withKnownTables(subject: Subject, known: readonly TableSubject[]): Subject {
  const byName = Map.groupBy(
    known.flatMap((table) => [
      { name: table.name, table },
      { name: table.name.split(".").at(-1) ?? "", table },
    ]),
    ({ name }) => name,
  );
  const tables = subject.tables.map((table): TableSubject => {
    // A catalog may stand before schema and table.
    const found = byName.get(table.name.split(".").slice(-2).join(".")) ?? [];
    const declared = found.length === 1 ? found[0]?.table : undefined;
    if (declared === undefined) return table;
    const { size, columns } = declared;
    return {
      ...{ format: "delta" },
      ...(columns === undefined ? {} : { columns }),
      ...table,
      ...(size === undefined ? {} : { size }),
    };
  });
  return { ...subject, tables };
}
