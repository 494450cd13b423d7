import type { Rule } from "./finding.ts";
import type { Subject } from "./subject.ts";
import { finder } from "./table-facts.ts";

const meant = (storageLevel: string): Partial<Subject> => ({
  tables: [{ name: "gold.dim_user", layout: {}, storageLevel }],
  statements: [{ kind: "cache", table: "gold.dim_user", on: "spark" }],
});

export const cacheStorageLevel: Rule = {
  id: "cache/storage-level",
  severity: "warning",
  reason:
    "A storage level that is not handed to the call is not taken: .cache() and CACHE TABLE keep what does not fit into memory on disk.",
  source: "Spark 4.0 documentation, CACHE TABLE; spark.sql.defaultCacheStorageLevel",
  example: { wrong: meant("MEMORY_ONLY"), right: meant("MEMORY_AND_DISK") },
  check({ statements, tables, confs }) {
    const set = confs.flatMap(({ entries }) => entries).findLast(({ key }) => key === DEFAULT_LEVEL);
    const caches = finder(
      statements.flatMap((one) => (one.kind === "cache" && one.frame !== true ? [one] : [])),
      ({ table }) => table,
    );
    return tables.flatMap(({ name, storageLevel }) =>
      (storageLevel === undefined ? [] : caches(name)).flatMap((statement) => {
        const level = statement.level ?? set?.value.toUpperCase() ?? "MEMORY_AND_DISK";
        if (storageLevel === undefined || plain(level) === plain(storageLevel)) return [];
        return [
          {
            where: name,
            message: `is to be kept ${storageLevel}, and is cached ${level}`,
            instead: `.persist(StorageLevel.${storageLevel}), or CACHE TABLE ${name} OPTIONS ('storageLevel' '${storageLevel}')`,
            at: statement.at,
          },
        ];
      }),
    );
  },
};

const DEFAULT_LEVEL = "spark.sql.defaultCacheStorageLevel";

/** Tables are serialised either way. */
function plain(level: string): string {
  return level.replace(/_(SER|DESER)\b/, "");
}
