import { type ColumnPath, isWithin, readPath, samePath, writePath } from "../../model/column-path.ts";
import { typeAt } from "../../model/columns-at.ts";
import { writeDataType } from "../../model/data-type.ts";
import { defined } from "../../model/defined.ts";
import type { Clustering, ColumnDeclaration } from "../../model/layout.ts";
import { checkedCast } from "../../plan/checked-cast.ts";
import { type ManualStatement, scriptOf } from "../../plan/manual-migration-sql.ts";
import { columnSql, type Statement } from "../../plan/sql.ts";
import { COLUMN_MAPPING, mappingOf } from "./column-mapping.ts";
import { liveColumn } from "./columns.ts";
import { dependentsOf } from "./dependents.ts";
import { featuresFor } from "./features.ts";
import { entryOf } from "./keys.ts";
import type { LiveLayout } from "./live.ts";
import { rebuilding } from "./rebuild.ts";
import type { ManualMigration, MigrationRequest, Way } from "./manual-migration.ts";
import type { RefusedChange } from "../../plan/type-change.ts";

/** How a change of a type that could lose values, or that no ALTER TABLE makes, is made by hand. */
export function migrationOf(request: MigrationRequest, change: RefusedChange): ManualMigration {
  switch (change.kind) {
    case "drop":
      return dropping(request, change);
    case "retype":
      return retyping(request, change);
    case "require":
      return {
        what: `column "${change.path}" may be NULL, or is new, and is declared NOT NULL, which Delta takes in CREATE TABLE only`,
        instead: "Declare it nullable.",
        ways: [],
      };
  }
}

/** @param heirs declared names that the table lacks: one of them may be the new name */
function dropping(
  request: MigrationRequest,
  { path, heirs }: Extract<RefusedChange, { kind: "drop" }>,
): ManualMigration {
  const { live } = request;
  const what = `column "${path}" is no longer declared, and dropping it would lose its values`;
  const instead = "To keep the column, declare it again.";
  const { constraints, generated } = dependentsOf(live, path);
  if (live.partitionedBy.some((partition) => samePath(partition, path))) {
    return { ...rebuilding(request, `${what}; the table is partitioned by it`), instead };
  }
  if (generated.length > 0 || constraints.length > 0) {
    const named = [
      ...generated.map((name) => `the generated column ${name}`),
      ...constraints.map(constraintText),
    ];
    return {
      what: `${what}; it is named by ${named.join(" and ")}`,
      instead: `${instead} To drop it, drop those first.`,
      ways: [],
    };
  }
  const { table } = live;
  const rename = (to: string): Way => ({
    title: `To rename it to "${to}" with its values`,
    script: scriptOf([...mapping(live), { kind: "renameColumn", table, column: path, to }]),
  });
  const { before } = aroundDrop(request, path);
  if (isOnlyOne(live, path)) {
    const more = "Delta drops no last one: for that, declare another beside it first";
    return { what, instead: `${instead} ${more}.`, ways: heirs.map(rename) };
  }
  const drop = [...mapping(live), ...before, { kind: "dropColumn", table, column: path } as const];
  const title = heirs.length === 0 ? {} : { title: "To drop it with its values" };
  return { what, instead, ways: [...heirs.map(rename), { ...title, script: scriptOf(drop) }] };
}

/** Whether a table has no other column, or a struct no other field. */
function isOnlyOne({ columns = [] }: LiveLayout, path: ColumnPath): boolean {
  const names = readPath(path);
  if (names.length === 1) return columns.length === 1;
  const types = Object.fromEntries(columns.map(({ name, type }) => [name, type]));
  const outer = typeAt(types, writePath(names.slice(0, -1)));
  return outer?.kind === "struct" && outer.fields.length === 1;
}

function constraintText({
  name,
  expression,
}: {
  readonly name: string;
  readonly expression: string;
}): string {
  return `the CHECK constraint ${name} (${expression})`;
}

function retyping(
  request: MigrationRequest,
  { path, from, to, reachable }: Extract<RefusedChange, { kind: "retype" }>,
): ManualMigration {
  const { live, declared } = request;
  const { table } = live;
  const [was, wanted] = [writeDataType(from), writeDataType(to)];
  const what = `column "${path}" is ${was} and declared ${wanted}, which could lose values: Delta widens types and narrows none`;
  const instead = `To keep the type, declare ${was}.`;
  const { constraints, generated } = dependentsOf(live, path);
  const isPartition = live.partitionedBy.some((partition) => samePath(partition, path));
  if (isPartition || generated.length > 0) return { ...rebuilding(request, what), instead };
  const names = readPath(path);
  const outer = names.slice(0, -1);
  const name = names.at(-1) ?? path;
  const beside = writePath([...outer, `${name}_new`]);
  const expression = reachable ? checkedCast(columnSql(path), from, to) : undefined;
  if (expression === undefined) return { what: `${what}, and no CAST takes it there`, instead, ways: [] };
  const { before, after } = aroundDrop(request, path);
  const old = outer.length > 0 ? undefined : liveColumn(live.columns ?? [], name);
  const comment = old?.comment;
  const where = [...outer.map((_, at) => writePath(names.slice(0, at + 1))), path];
  const computed = { table, column: beside, expression, where };
  const isRequired = old?.nullable === false && declared.columns?.[name]?.nullable === false;
  return {
    what,
    instead: `${instead} Tags, masks and grants of the column go with the old one.`,
    ways: [
      {
        script: scriptOf([
          { kind: "tryColumn", ...computed },
          ...mapping(live),
          ...featuresFor(live, [wanted]),
          { kind: "addColumns", table, columns: [{ path: beside, type: wanted, ...defined({ comment }) }] },
          ...updating(live, { kind: "computeColumn", ...computed }),
          ...constraints.map(
            (constraint) => ({ kind: "dropConstraint", table, name: constraint.name }) as const,
          ),
          ...before,
          { kind: "dropColumn", table, column: path },
          { kind: "renameColumn", table, column: beside, to: name },
          ...(isRequired ? [{ kind: "setNotNull", table, column: path } as const] : []),
          ...after,
          ...constraints.map((constraint) => ({ kind: "addConstraint", table, ...constraint }) as const),
        ]),
      },
    ],
  };
}

/**
 * What holds a column that is to be dropped. Delta drops no clustering key (DELTA_UNSUPPORTED_DROP_CLUSTERING_COLUMN), and
 * of one that is a field it drops the struct, after which nothing changes the table's clustering any more.
 */
function aroundDrop({ declared, live }: MigrationRequest, path: ColumnPath) {
  const { table, clustering } = live;
  const isKey = (key: ColumnPath) => isWithin(key, path);
  const keyed = clustering.kind === "columns" && clustering.columns.some(isKey);
  const primary = live.primaryKey?.some((key) => samePath(key, path)) === true ? live.primaryKey : undefined;
  const wanted = declared.clustering;
  const free = wanted !== undefined && !(wanted.kind === "columns" && wanted.columns.some(isKey));
  const others = clustering.kind === "columns" ? clustering.columns.filter((key) => !isKey(key)) : [];
  const meanwhile: Clustering = others.length === 0 ? { kind: "none" } : { kind: "columns", columns: others };
  const clusterBy = (to: Clustering) => ({ kind: "clusterBy", table, clustering: to }) as const;
  return {
    before: [
      ...(keyed ? [clusterBy(free ? wanted : meanwhile)] : []),
      ...(primary === undefined ? [] : [{ kind: "dropPrimaryKey", table } as const]),
    ],
    after: [
      ...(keyed && !free ? [clusterBy(clustering)] : []),
      ...(primary === undefined ? [] : [{ kind: "addPrimaryKey", table, columns: primary } as const]),
    ],
  };
}

/** A wider type of a column that is named elsewhere: the engine changes it only while nothing names it. */
export function freeing(
  request: MigrationRequest,
  { path, from, to }: { readonly path: ColumnPath; readonly from: string; readonly to: string },
): ManualMigration | undefined {
  const { table } = request.live;
  const { constraints, generated } = dependentsOf(request.live, path);
  const what = `column "${path}" is ${from} and declared ${to}`;
  const instead = `To keep the type, declare ${from}.`;
  if (generated.length > 0) {
    const why = `${what}; the generated column ${generated.join(", ")} is computed from it, and then Delta changes no type`;
    return { ...rebuilding(request, why), instead };
  }
  if (constraints.length === 0) return undefined;
  return {
    what: `${what}; ${constraints.map(constraintText).join(" and ")} names it, and then Delta changes no type`,
    instead,
    ways: [
      {
        script: scriptOf([
          { kind: "setProperties", table, properties: { "delta.enableTypeWidening": "true" } },
          ...constraints.map(({ name }) => ({ kind: "dropConstraint", table, name }) as const),
          { kind: "alterType", table, column: path, type: to },
          ...constraints.map((constraint) => ({ kind: "addConstraint", table, ...constraint }) as const),
        ]),
      },
    ],
  };
}

/** NOT NULL, where rows may be without a value. */
export function filling(
  live: LiveLayout,
  {
    name,
    column,
    isNew,
  }: { readonly name: string; readonly column: ColumnDeclaration; readonly isNew: boolean },
): ManualMigration {
  const { table } = live;
  const path = writePath([name]);
  const on = { table, column: path } as const;
  const { default: expression, type } = column;
  return {
    what: isNew
      ? `column "${name}" is new and NOT NULL, and the rows that are there have no value for it`
      : `column "${name}" may be NULL and is declared NOT NULL, and rows may be without a value`,
    instead: [
      "To go on without, declare it nullable.",
      ...(isNew && expression === undefined
        ? ["Declare a default, and the statements that fill the rows with it are printed."]
        : []),
    ].join(" "),
    ways:
      isNew && expression === undefined
        ? []
        : [
            {
              script: scriptOf([
                ...(isNew
                  ? [
                      ...featuresFor(live, [type]),
                      { kind: "addColumns", table, columns: [{ path, type }] } as const,
                    ]
                  : []),
                ...(expression === undefined
                  ? []
                  : updating(live, { kind: "fillColumn", ...on, expression })),
                { kind: "setNotNull", ...on },
              ]),
            },
          ],
  };
}

export function rekeying(
  table: string,
  { live, declared }: { readonly live: readonly ColumnPath[]; readonly declared: readonly ColumnPath[] },
): ManualMigration {
  const shown = (key: readonly ColumnPath[]) => (key.length === 0 ? "none" : `(${key.join(", ")})`);
  return {
    what: `the primary key is ${shown(live)} and declared ${shown(declared)}; foreign keys and queries may rely on it`,
    instead: live.length === 0 ? "To go on without, declare none." : `To keep it, declare ${shown(live)}.`,
    ways: [
      {
        script: scriptOf([
          ...(live.length === 0 ? [] : [{ kind: "dropPrimaryKey", table } as const]),
          { kind: "addPrimaryKey", table, columns: declared },
        ]),
      },
    ],
  };
}

/** An append-only table takes no UPDATE meanwhile. */
function updating(
  { table, properties }: LiveLayout,
  update: ManualStatement,
): readonly (Statement | ManualStatement)[] {
  const { key, value = "" } = entryOf(properties, "delta.appendOnly") ?? {};
  if (key === undefined || value.toLowerCase() !== "true") return [update];
  const set = (to: string) => ({ kind: "setProperties", table, properties: { [key]: to } }) as const;
  return [set("false"), update, set("true")];
}

/** Without it Delta knows columns by their names in the files, and can neither rename nor drop one. */
function mapping({ table, properties }: LiveLayout): readonly Statement[] {
  if (mappingOf(properties) !== "none") return [];
  return [{ kind: "setProperties", table, properties: { [COLUMN_MAPPING]: "name" } }];
}
