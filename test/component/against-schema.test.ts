import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { objectText, resourceSchema } from "../unit/provider/package-schema.ts";

const ROOT = join(import.meta.dirname, "..", "..");
const FILE = join(ROOT, "components", "against-schema.ts");

const RESOURCES = ["MaterializedView", "TableLayout"] as const;

/** What the schema says of one resource, as types, and its class in their place. */
function against(name: (typeof RESOURCES)[number]): string {
  const { inputProperties, properties, requiredInputs } = resourceSchema(name);
  const args = objectText(inputProperties, {
    required: requiredInputs,
    wrap: (type) => `pulumi.Input<${type} | undefined>`,
  });
  const outputs = objectText(properties, {
    required: Object.keys(properties),
    wrap: (type) => `pulumi.Output<${type} | undefined>`,
  });
  return `
export declare const args${name}: ${name}Args;
export declare const outputs${name}: Omit<${name}, keyof pulumi.CustomResource>;
export const schemaArgs${name}: ${args} = args${name};
export const schemaOutputs${name}: ${outputs} = outputs${name};
`;
}

const source = `
import type * as pulumi from "@pulumi/pulumi";
import type { MaterializedView, MaterializedViewArgs } from "./materialized-view.ts";
import type { TableLayout, TableLayoutArgs } from "./table-layout.ts";
${RESOURCES.map(against).join("")}`;

function compile(): ts.Program {
  const config = ts.readConfigFile(join(ROOT, "tsconfig.json"), (file) => ts.sys.readFile(file));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT, { incremental: false });
  const host = ts.createCompilerHost(options);
  return ts.createProgram([FILE], options, {
    ...host,
    readFile: (file) => (file === FILE ? source : host.readFile(file)),
    fileExists: (file) => file === FILE || host.fileExists(file),
    getSourceFile: (file, target) =>
      file === FILE ? ts.createSourceFile(file, source, target) : host.getSourceFile(file, target),
  });
}

const program = compile();

/** Names of a variable's properties; optional ones end in "?". */
function names(variable: string): readonly string[] {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(FILE);
  const declared =
    file && checker.getSymbolAtLocation(file)?.exports?.get(ts.escapeLeadingUnderscores(variable));
  if (declared === undefined) throw new Error(`${variable} is not declared`);
  return checker
    .getPropertiesOfType(checker.getTypeOfSymbol(declared))
    .map(({ name, flags }) => (flags & ts.SymbolFlags.Optional ? `${name}?` : name))
    .sort();
}

test("what the classes take and give, the schema takes and gives", () => {
  const file = program.getSourceFile(FILE);
  const said = program.getSemanticDiagnostics(file);
  expect(said.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
});

test.each(RESOURCES)("the class %s has the schema's inputs and outputs and no others", (name) => {
  const { inputProperties, properties, requiredInputs } = resourceSchema(name);
  const optional = (input: string) =>
    ["warehouseId", ...requiredInputs].includes(input) ? input : `${input}?`;
  // A warehouse is missing only after an import, which the schema has to allow and the class has not.
  expect(names(`args${name}`)).toEqual(Object.keys(inputProperties).map(optional).sort());
  expect(names(`outputs${name}`)).toEqual(Object.keys(properties).sort());
});
