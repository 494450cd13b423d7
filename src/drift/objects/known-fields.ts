import type { ResourceField } from "../../catalog/fields/field.ts";
import { fieldPattern } from "../../catalog/fields/field.ts";
import { OBJECT_FIELDS } from "../../catalog/fields/index.ts";
import { inJobCluster } from "../../catalog/fields/job-cluster.ts";
import type { ObjectKind } from "./shapes.ts";

/** A field that people set: what a change of it leads to, and where this repository declares it. */
type KnownField = Pick<ResourceField, "setting" | "notAdopted"> & { readonly impact: string };

interface Row {
  readonly kind: string;
  readonly patterns: readonly RegExp[];
  readonly field: KnownField;
}

const ROWS: readonly Row[] = Object.entries<readonly ResourceField[]>(OBJECT_FIELDS).flatMap(([kind, rows]) =>
  rows.flatMap(({ fields, impact, ...row }) =>
    impact === undefined ? [] : [{ kind, patterns: fields.map(fieldPattern), field: { ...row, impact } }],
  ),
);

const SHARED_SIZE = "the settings shape job clusters and the interactive one alike (cluster)";

export function knownField(kind: ObjectKind, path: string): KnownField | undefined {
  const within = kind === "job" ? inJobCluster(path) : undefined;
  if (within === undefined) {
    return ROWS.find((row) => row.kind === kind && row.patterns.some((pattern) => pattern.test(path)))?.field;
  }
  const field = knownField("cluster", within);
  return field && { ...field, notAdopted: field.notAdopted ?? SHARED_SIZE };
}
