import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { layoutSchema, objectText } from "../provider/package-schema.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const FILE = join(ROOT, "components", "against-schema.ts");

const layout = layoutSchema();

/** What the schema says, as types, and the class in its place. */
const source = `
import type * as pulumi from "@pulumi/pulumi";
import type { TableLayout, TableLayoutArgs } from "./table-layout.ts";

type SchemaArgs = ${objectText(layout.inputProperties, { required: layout.requiredInputs, wrap: (type) => `pulumi.Input<${type} | undefined>` })};
type SchemaOutputs = ${objectText(layout.properties, { required: Object.keys(layout.properties), wrap: (type) => `pulumi.Output<${type} | undefined>` })};
type ClassOutputs = Omit<TableLayout, keyof pulumi.CustomResource>;

export declare const classArgs: TableLayoutArgs;
export declare const classOutputs: ClassOutputs;
export const schemaArgs: SchemaArgs = classArgs;
export const schemaOutputs: SchemaOutputs = classOutputs;
`;

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

test("what the class takes and gives, the schema takes and gives", () => {
  const file = program.getSourceFile(FILE);
  const said = program.getSemanticDiagnostics(file);
  expect(said.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
});

test("the class has the schema's inputs and outputs and no others", () => {
  const optional = (name: string) =>
    ["warehouseId", ...layout.requiredInputs].includes(name) ? name : `${name}?`;
  // A warehouse is missing only after an import, which the schema has to allow and the class has not.
  expect(names("classArgs")).toEqual(Object.keys(layout.inputProperties).map(optional).sort());
  expect(names("classOutputs")).toEqual(Object.keys(layout.properties).sort());
});
