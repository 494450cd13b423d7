import { join } from "node:path";
import ts from "typescript";

const REPOSITORY = join(import.meta.dirname, "..", "..", "..");
const ENTRY = join(REPOSITORY, "src", "index.ts");

/** What a page says of a field, a type or a class comes from the comment above it. */
export interface Comment {
  /** In one line. */
  readonly about: string;
  /** What holds where a field is left out, as `@default` says it. */
  readonly default?: string;
  /** The code of each `@example`. */
  readonly examples: readonly string[];
}

const NAMED = /^\..*(?<!\.json)$|^zod|^@pulumi\/pulumi\b/;

let sources: ts.Program | undefined;

/** The library as the compiler reads it. What no page names, data and other packages, is left out: seconds less. */
function program(): ts.Program {
  if (sources !== undefined) return sources;
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2024,
    lib: ["lib.es2024.d.ts"],
    module: ts.ModuleKind.NodeNext,
    types: [],
    noEmit: true,
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
  };
  const host = ts.createCompilerHost(options);
  host.resolveModuleNameLiterals = (...[names, file, , given, source]) =>
    names.map((name) => {
      if (!NAMED.test(name.text)) return { resolvedModule: undefined };
      const mode = ts.getModeForUsageLocation(source, name, given);
      return ts.resolveModuleName(name.text, file, given, host, undefined, undefined, mode);
    });
  sources = ts.createProgram([ENTRY], options, host);
  return sources;
}

export function checker(): ts.TypeChecker {
  return program().getTypeChecker();
}

/** What a file exports, by name and in its order. @param file from the repository's root */
export function exportsOf(file: string): ReadonlyMap<string, ts.Symbol> {
  const source = program().getSourceFile(join(REPOSITORY, file));
  const module = source === undefined ? undefined : checker().getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${file} is no module of the library`);
  return new Map(
    checker()
      .getExportsOfModule(module)
      .map((symbol) => [
        symbol.name,
        symbol.flags & ts.SymbolFlags.Alias ? checker().getAliasedSymbol(symbol) : symbol,
      ]),
  );
}

export function exportOf(file: string, name: string): ts.Symbol {
  const symbol = exportsOf(file).get(name);
  if (symbol === undefined) throw new Error(`${file} exports no ${name}`);
  return symbol;
}

export function commentOf(symbol: ts.Symbol): Comment {
  const tags = symbol.getJsDocTags(checker());
  const textOf = (name: string) =>
    tags.filter((tag) => tag.name === name).map(({ text }) => ts.displayPartsToString(text));
  const [given] = textOf("default");
  return {
    about: oneLine(ts.displayPartsToString(symbol.getDocumentationComment(checker()))),
    examples: textOf("example"),
    ...(given === undefined ? {} : { default: oneLine(given) }),
  };
}

function oneLine(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, " ").trim())
    .join("<br>");
}
