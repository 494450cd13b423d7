import ts from "typescript";

/** One piece of a text put in the place of another; an empty range inserts. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export function splice(text: string, splices: readonly Splice[]): string {
  return splices
    .toSorted((a, b) => b.from - a.from)
    .reduce((whole, { from, to, text: put }) => whole.slice(0, from) + put + whole.slice(to), text);
}

export function parseSource(text: string): ts.SourceFile {
  return ts.createSourceFile("source.ts", text, ts.ScriptTarget.Latest, true);
}

/** Every node of a file, top down. */
export function nodesOf(node: ts.Node): readonly ts.Node[] {
  const nodes: ts.Node[] = [node];
  node.forEachChild((child) => {
    nodes.push(...nodesOf(child));
  });
  return nodes;
}

/** The object literals in which a property of this name is a literal text of this value. */
export function objectsWith(
  source: ts.SourceFile,
  name: string,
  value: string,
): readonly ts.ObjectLiteralExpression[] {
  return nodesOf(source).filter((node): node is ts.ObjectLiteralExpression => {
    if (!ts.isObjectLiteralExpression(node)) return false;
    const initializer = propertyOf(node, name)?.initializer;
    return initializer !== undefined && ts.isStringLiteralLike(initializer) && initializer.text === value;
  });
}

export function propertyOf(
  object: ts.ObjectLiteralExpression,
  name: string,
): ts.PropertyAssignment | undefined {
  return object.properties.find(
    (property): property is ts.PropertyAssignment =>
      ts.isPropertyAssignment(property) && nameOf(property) === name,
  );
}

export function nameOf({ name }: ts.PropertyAssignment): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;
}

/** Takes a property out, with the comma and the line that it leaves. */
export function removal(source: ts.SourceFile, property: ts.ObjectLiteralElementLike): Splice {
  const { text } = source;
  const comma = /^\s*,/.exec(text.slice(property.end))?.[0].length ?? 0;
  return { from: property.getFullStart(), to: property.end + comma, text: "" };
}

/** A text without the named imports that nothing uses any longer. */
export function withoutUnusedImports(text: string): string {
  const source = parseSource(text);
  const used = new Set(
    nodesOf(source)
      .filter(ts.isIdentifier)
      .filter((node) => !ts.isImportSpecifier(node.parent))
      .map(({ text: name }) => name),
  );
  const splices = source.statements
    .filter(ts.isImportDeclaration)
    .flatMap((declaration): readonly Splice[] => {
      const named = declaration.importClause?.namedBindings;
      if (named === undefined || !ts.isNamedImports(named)) return [];
      const kept = named.elements.filter((element) => used.has(element.name.text));
      if (kept.length === named.elements.length) return [];
      if (kept.length === 0) {
        return [
          {
            from: declaration.getStart(),
            to: declaration.end + (text[declaration.end] === "\n" ? 1 : 0),
            text: "",
          },
        ];
      }
      const list = kept.map((element) => element.getText()).join(", ");
      return [{ from: named.getStart(), to: named.end, text: `{ ${list} }` }];
    });
  return splice(text, splices);
}
