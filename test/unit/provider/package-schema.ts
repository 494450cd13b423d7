import { packageSchema } from "../../../src/provider/schema.ts";

export interface PropertySchema {
  readonly type?: "array" | "boolean" | "integer" | "number" | "object" | "string";
  readonly $ref?: string;
  readonly items?: PropertySchema;
  readonly additionalProperties?: PropertySchema;
}

export interface ObjectSchema {
  readonly properties: Readonly<Record<string, PropertySchema>>;
  readonly required: readonly string[];
}

export interface ResourceSchema extends ObjectSchema {
  readonly inputProperties: Readonly<Record<string, PropertySchema>>;
  readonly requiredInputs: readonly string[];
}

interface PackageSchema {
  readonly types: Readonly<Record<string, ObjectSchema>>;
  readonly resources: Readonly<Record<string, ResourceSchema>>;
}

function parsed(): PackageSchema {
  return JSON.parse(packageSchema("1.2.3")) as PackageSchema;
}

/** A resource as the plugin's schema has it. */
export function resourceSchema(name: "MaterializedView" | "TableLayout"): ResourceSchema {
  const resource = parsed().resources[`lakewright:index:${name}`];
  if (resource === undefined) throw new Error(`the schema has no ${name}`);
  return resource;
}

/** The TypeScript type of a property in the schema. */
export function typeText(schema: PropertySchema): string {
  if (schema.$ref !== undefined) {
    const type = parsed().types[schema.$ref.replace("#/types/", "")];
    if (type === undefined) throw new Error(`${schema.$ref} is not in the schema`);
    return objectText(type.properties, { required: type.required, wrap: (text) => text });
  }
  switch (schema.type) {
    case "string":
    case "boolean":
      return schema.type;
    case "integer":
    case "number":
      return "number";
    case "array":
      return `readonly (${typeText(schema.items ?? {})})[]`;
    case "object":
      return `Readonly<Record<string, ${typeText(schema.additionalProperties ?? {})}>>`;
    case undefined:
  }
  throw new Error(`no type: ${JSON.stringify(schema)}`);
}

/** The TypeScript type of an object; `wrap` makes of a property's type what stands in its place. */
export function objectText(
  properties: Readonly<Record<string, PropertySchema>>,
  { required, wrap }: { required: readonly string[]; wrap: (type: string, optional: boolean) => string },
): string {
  const lines = Object.entries(properties).map(([name, property]) => {
    const optional = !required.includes(name);
    return `readonly ${name}${optional ? "?" : ""}: ${wrap(typeText(property), optional)};`;
  });
  return `{ ${lines.join(" ")} }`;
}
