import { defined } from "../model/defined.ts";
import type { Identity } from "../model/columns.ts";
import { type Json, list, object, text } from "../model/json.ts";

/** A column as the workspace describes it now. */
export interface LiveColumn {
  readonly name: string;
  /** As Spark prints it in short: `bigint`, `decimal(10,2)`. */
  readonly type: string;
  readonly nullable: boolean;
  readonly comment?: string;
  /** Where its values come from; absent where the workspace does not say. */
  readonly source?: ColumnSource;
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
      const source = sourceOf(text(column["type_json"]));
      return [
        {
          name,
          type: text(column["type_text"]) ?? "",
          // Left out where it is true.
          nullable: column["nullable"] !== false,
          ...defined({ comment, source }),
        },
      ];
    });
}

/**
 * Delta keeps where values come from in the field's metadata, which the workspace shows in `type_json`. There are
 * workspaces that put the bare type there, and then nobody knows.
 */
function sourceOf(typeJson: string | undefined): ColumnSource | undefined {
  let field: unknown;
  try {
    field = JSON.parse(typeJson ?? "");
  } catch {
    return undefined;
  }
  const metadata = object(field)["metadata"];
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
export function livePrimaryKey(found: Json): readonly string[] {
  const keys = list(found["table_constraints"])
    .map((constraint) => object(object(constraint)["primary_key_constraint"])["child_columns"])
    .filter((columns) => columns !== undefined);
  return list(keys[0]).filter((name) => typeof name === "string");
}
