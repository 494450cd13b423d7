import { globSync, readFileSync } from "node:fs";
import ts from "typescript";
import { expect, test } from "vitest";
import { rules } from "../../../src/rules/index.ts";

const files = globSync(["src/**/*.ts", "components/**/*.ts"]).sort();

/** The names that a file gives to others; what it passes on of other files is theirs. */
function exported(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  const names = source.statements.flatMap((statement) => {
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
    if (!isExported) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.flatMap(({ name }) =>
        ts.isIdentifier(name) ? name.text : [],
      );
    const { name } = statement as ts.DeclarationStatement;
    return name !== undefined && ts.isIdentifier(name) ? [name.text] : [];
  });
  // Overloads, and a type beside a value of the same name, are one thing.
  return [...new Set(names)];
}

test("no two files export the same name", () => {
  const named = files.flatMap((file) => exported(file).map((name) => ({ name, file })));
  expect(named.length).toBeGreaterThan(1000);
  const several = [...Map.groupBy(named, ({ name }) => name)].filter(([, all]) => all.length > 1);
  expect(several.map(([name, all]) => `${name}: ${all.map(({ file }) => file).join(", ")}`)).toEqual([]);
});

test("a rule stands in the file of its id", () => {
  const fileOf = (id: string) => `src/rules/${id.replace("/", "-")}.ts`;
  const elsewhere = rules.filter(({ id }) => {
    const file = fileOf(id);
    return !files.includes(file) || !readFileSync(file, "utf8").includes(`id: "${id}"`);
  });
  expect(elsewhere.map(({ id }) => `${id} is not in ${fileOf(id)}`)).toEqual([]);
});
