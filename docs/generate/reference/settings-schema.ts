import ts from "typescript";
import { z } from "zod";
import { settingsSchema } from "../../../src/config/settings.ts";
import { type Comment, checker, commentOf, exportOf } from "./sources.ts";

/** The part of JSON Schema that the settings need. `patternErrorMessage` is of the YAML language server. */
export interface Node {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly patternErrorMessage?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Node;
  readonly propertyNames?: Node;
  readonly items?: Node;
}

/** `docs/reference/settings.schema.json`: a whole stack file, of which Pulumi and other packages own the rest. */
export function settingsJsonSchema(): string {
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "A stack of a Lakewright project: Pulumi.<stack>.yaml",
    description: "Written by `npm run docs` from src/config/settings.ts.",
    type: "object",
    properties: {
      config: {
        type: "object",
        patternProperties: { "^[^:]+:settings$": settingsNode() },
      },
    },
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

/** The settings with what their comments say. */
export function settingsNode(): Node {
  const node = z.toJSONSchema(settingsSchema, {
    target: "draft-7",
    io: "input",
    override: ({ zodSchema, jsonSchema }) => {
      Object.assign(jsonSchema, inWords(zodSchema));
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  // The whole file names its version.
  delete node.$schema;
  return described(node as Node, settingsComments(), "");
}

/** What zod knows and leaves out: a default in front of a transformation, and what a pattern means. */
function inWords(schema: z.core.$ZodTypes): Partial<Node> {
  const { def } = schema._zod;
  if (def.type === "default") return { default: def.defaultValue };
  if (def.type !== "string") return {};
  const checks = [def, ...(def.checks ?? []).map((check) => check._zod.def)];
  const message = checks.map(({ error }) => error?.({} as never)).find((said) => typeof said === "string");
  return message === undefined ? {} : { patternErrorMessage: message };
}

function described(node: Node, comments: ReadonlyMap<string, Comment>, path: string): Node {
  const about = comments.get(path)?.about ?? "";
  return {
    ...(about === "" ? {} : { description: about }),
    ...node,
    ...(node.properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(node.properties).map(([name, inner]) => [
              name,
              described(inner, comments, path === "" ? name : `${path}.${name}`),
            ]),
          ),
        }),
    ...(node.items === undefined ? {} : { items: described(node.items, comments, `${path}[]`) }),
  };
}

/** The comment above each setting, by its path; `[]` stands for each of a list. */
export function settingsComments(): ReadonlyMap<string, Comment> {
  const schema = checker().getTypeOfSymbol(exportOf("src/config/settings.ts", "settingsSchema"));
  const input = schema.getProperty("_input");
  if (input === undefined) throw new Error("settingsSchema is no schema of zod");
  return new Map(commentsIn(checker().getTypeOfSymbol(input), ""));
}

function commentsIn(given: ts.Type, path: string): readonly (readonly [string, Comment])[] {
  const type = checker().getNonNullableType(given);
  if (!(type.flags & ts.TypeFlags.Object)) return [];
  if (checker().isArrayType(type)) {
    return checker()
      .getTypeArguments(type as ts.TypeReference)
      .flatMap((each) => commentsIn(each, `${path}[]`));
  }
  return type.getProperties().flatMap((property) => {
    const at = path === "" ? property.name : `${path}.${property.name}`;
    return [[at, commentOf(property)] as const, ...commentsIn(checker().getTypeOfSymbol(property), at)];
  });
}
