import { type ColumnPath, writePath } from "../model/column-path.ts";
import { defined } from "../model/defined.ts";
import type { Identity } from "../model/columns.ts";
import { type Json, list, object, text } from "../model/json.ts";
import { columnTypeOf, notesFields } from "./column-type.ts";

/** A column as the workspace describes it now. */
export interface LiveColumn {
  readonly name: string;
  /** As SQL spells it, with what only `type_json` tells: `BIGINT`, `VARCHAR(20)`, `STRUCT<a: INT NOT NULL>`. */
  readonly type: string;
  readonly nullable: boolean;
  readonly comment?: string;
  /** Where its values come from; absent where the workspace does not say. */
  readonly source?: ColumnSource;
  /** Whether Spark notes lengths of texts beside a type with fields; the note may be older than the type. */
  readonly notesFields?: true;
}

/** SQL expressions as they were written, and the numbering of an identity column. */
export interface ColumnSource {
  readonly default?: string;
  readonly generatedAs?: string;
  readonly identity?: Required<Identity>;
}

/** The columns in a table's description, in their order. */
export function liveColumns(found: Json): readonly LiveColumn[] {
  return list(found["columns"])
    .map(object)
    .flatMap((column) => {
      const name = text(column["name"]);
      if (name === undefined) return [];
      const comment = text(column["comment"]);
      const field = fieldOf(text(column["type_json"]));
      const source = sourceOf(field);
      return [
        {
          name,
          type: columnTypeOf(text(column["type_text"]) ?? "", field),
          // Left out where it is true.
          nullable: column["nullable"] !== false,
          ...defined({ comment, source }),
          ...(notesFields(field) ? { notesFields: true } : {}),
        },
      ];
    });
}

/** The field that `type_json` describes; some workspaces put the bare type there. */
function fieldOf(typeJson: string | undefined): Json | undefined {
  try {
    return object(JSON.parse(typeJson ?? ""));
  } catch {
    return undefined;
  }
}

/**
 * Delta keeps where values come from in the field's metadata, which the workspace shows in `type_json`. There are
 * workspaces that put the bare type there, and then nobody knows.
 */
function sourceOf(field: Json | undefined): ColumnSource | undefined {
  const metadata = field?.["metadata"];
  if (typeof metadata !== "object" || metadata === null) return undefined;
  const of = object(metadata);
  const byDefault = text(of["CURRENT_DEFAULT"]);
  const generatedAs = text(of["delta.generationExpression"]);
  const start = of["delta.identity.start"];
  const step = of["delta.identity.step"];
  return {
    ...defined({ default: byDefault, generatedAs }),
    ...(typeof start === "number" && typeof step === "number"
      ? {
          identity: {
            generated: of["delta.identity.allowExplicitInsert"] === true ? "byDefault" : "always",
            start,
            step,
          },
        }
      : {}),
  };
}

/**
 * The primary key in a table's description, empty for none. Lists of tables leave constraints out, and then nobody
 * knows: https://docs.databricks.com/api/workspace/tables/list
 */
export function livePrimaryKey(found: Json): readonly ColumnPath[] {
  const keys = list(found["table_constraints"])
    .map((constraint) => object(object(constraint)["primary_key_constraint"])["child_columns"])
    .filter((columns) => columns !== undefined);
  return list(keys[0])
    .filter((name) => typeof name === "string")
    .map((name) => writePath([name]));
}
