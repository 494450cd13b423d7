import type { StatementSubject, TableSubject } from "../../../src/rules/subject.ts";

/**
 * The statements that make a table as a rule's example describes it, and order its files: columns that the example
 * leaves out are texts, those of an expression are times.
 */
export function statementsFor(table: TableSubject, name: string): readonly string[] {
  const { layout, properties = {} } = table;
  const columns = columnsOf(table);
  const clause = (words: string, keys: readonly string[] = []) =>
    keys.length === 0 ? "" : ` ${words} (${keys.join(", ")})`;
  const cluster = layout.cluster === "auto" ? [] : layout.cluster;
  const pairs = Object.entries(properties).map(([key, value]) => `'${key}' = '${value}'`);
  const declared = Object.entries(columns).map(([column, type]) => `${column} ${type}`);
  const nothing = Object.values(columns).map((type) => `CAST(NULL AS ${type})`);
  return [
    `CREATE TABLE ${name} (${declared.join(", ")}) USING delta` +
      clause("PARTITIONED BY", layout.partition) +
      clause("CLUSTER BY", cluster) +
      clause("TBLPROPERTIES", pairs),
    `INSERT INTO ${name} VALUES (${nothing.join(", ")})`,
    ...((layout.zorder ?? []).length === 0 ? [] : [`OPTIMIZE ${name}${clause("ZORDER BY", layout.zorder)}`]),
  ];
}

function columnsOf({ columns, layout }: TableSubject): Readonly<Record<string, string>> {
  if (columns !== undefined) return columns;
  const cluster = layout.cluster === "auto" ? [] : (layout.cluster ?? []);
  const keys = [...cluster, ...(layout.partition ?? []), ...(layout.zorder ?? [])];
  const named = keys.map((key): [string, string] => {
    const inside = /\((\w+)\)/.exec(key)?.[1];
    return inside === undefined ? [key, "STRING"] : [inside, "TIMESTAMP"];
  });
  return { ...Object.fromEntries(named), value: "INT" };
}

/** A statement of a rule's example. @returns `undefined` for one that is no SQL */
export function sqlOf(statement: StatementSubject, name: string): string | undefined {
  switch (statement.kind) {
    case "analyze":
      return `ANALYZE TABLE ${name} COMPUTE STATISTICS`;
    case "vacuum":
      return `VACUUM ${name}${statement.retainHours === undefined ? "" : ` RETAIN ${statement.retainHours} HOURS`}`;
    case "optimize":
      return `OPTIMIZE ${name}`;
    case "broadcast hint":
    case "cache":
    case "query":
    case "set properties":
      return undefined;
  }
}
