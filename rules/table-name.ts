import type { Rule } from "./finding.ts";

/** Unity Catalog keeps names in lower case and at most 255 characters long. */
const NAME = /^[a-z][a-z0-9_]{0,254}\.[a-z][a-z0-9_]{0,254}$/;

export const tableName: Rule = {
  id: "table/name",
  severity: "error",
  reason: "A name is a resource's identity, a task's key and part of every statement.",
  source: "Unity Catalog object names",
  check({ estate }) {
    const names = estate.tables.map(({ name }) => name);
    return names.flatMap((name, index) => {
      if (!NAME.test(name)) {
        return [
          {
            where: name,
            message: "is not a schema and a table in lower-case letters, digits and underscores",
            instead: "schema.table, such as gold.dim_user",
          },
        ];
      }
      return names.indexOf(name) === index
        ? []
        : [{ where: name, message: "is declared twice", instead: "keep one of the two files" }];
    });
  },
};
