import { type BackendValue, fieldPattern, type ResourceField } from "./field.ts";
import { OBJECT_FIELDS } from "./index.ts";
import { inJobCluster } from "./job-cluster.ts";
import { TABLE_PROPERTIES } from "./table-property.ts";

/** Something that a server, or this library, puts beside what was declared. It is never drift. */
export interface BackendDefault extends BackendValue {
  readonly kind: "table" | keyof typeof OBJECT_FIELDS;
  /** Paths, each with all that is under it; `*` stands for anything. Properties of tables are named by their keys. */
  readonly fields: readonly string[];
}

/**
 * What is there without anybody having set it; `docs/drift.md` shows it to readers. Properties that the engine keeps for
 * itself and table features are in `src/provider/table-layout/keys.ts`, which importing and declaring go by as well.
 */
export const BACKEND_DEFAULTS: readonly BackendDefault[] = Object.entries<readonly ResourceField[]>({
  table: TABLE_PROPERTIES,
  ...OBJECT_FIELDS,
}).flatMap(([kind, rows]) =>
  rows.flatMap(({ fields, byBackend }) =>
    byBackend === undefined ? [] : [{ kind: kind as BackendDefault["kind"], fields, ...byBackend }],
  ),
);

const ROWS = BACKEND_DEFAULTS.map((row) => ({
  ...row,
  fields: row.fields.map(pattern),
  values: row.values?.map((value) => value.toLowerCase()),
}));

function pattern(field: string): RegExp {
  return fieldPattern(field.startsWith("delta.") ? `properties["${field}"]` : field);
}

interface Found {
  readonly value: string;
  /** Value of the field of another name at the same place. */
  readonly beside?: (field: string) => string | undefined;
  /** Names of those who deploy. */
  readonly makers?: readonly (string | undefined)[];
}

/** Why something that nobody declared is no drift; `undefined` where somebody must have set it. */
export function backendDefault(kind: string, path: string, found: Found): string | undefined {
  const within = kind === "job" ? inJobCluster(path) : undefined;
  if (within !== undefined) return backendDefault("cluster", within, found);
  const { value, beside = () => undefined, makers = [] } = found;
  return ROWS.find(
    (row) =>
      row.kind === kind &&
      row.fields.some((field) => field.test(path)) &&
      (row.values?.includes(value.toLowerCase()) ?? true) &&
      (row.sameAs === undefined || beside(row.sameAs) === value) &&
      (row.onlyFor === undefined ||
        makers.some((name) => name !== undefined && (path.endsWith(` ${name}"]`) || value === name))),
  )?.why;
}
