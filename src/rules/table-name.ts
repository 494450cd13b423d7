import { isTableName } from "../model/index.ts";
import type { Rule } from "./finding.ts";

const declared = { managedBy: "pipeline", columns: {} } as const;

export const tableName: Rule = {
  id: "table/name",
  severity: "error",
  reason: "A name is a resource's identity, a task's key and part of every statement.",
  source: "Unity Catalog object names",
  example: {
    wrong: { tables: [{ name: "Gold.dim-user", layout: {}, declared }] },
    right: { tables: [{ name: "gold.dim_user", layout: {}, declared }] },
  },
  check(subject) {
    // Another project's texts name tables by as many parts as they like, and in any case.
    const tables = subject.tables.filter(({ declared }) => declared !== undefined);
    const names = tables.map(({ name }) => name);
    return tables.flatMap(({ name, at }, index) => {
      if (!isTableName(name)) {
        return [
          {
            where: name,
            message: "is not a schema and a table in lower-case letters, digits and underscores",
            instead: "schema.table, such as gold.dim_user",
            at,
          },
        ];
      }
      return names.indexOf(name) === index
        ? []
        : [{ where: name, message: "is declared twice", instead: "keep one of the two files", at }];
    });
  },
};
