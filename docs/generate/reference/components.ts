import ts from "typescript";
import { workspaceSettings } from "../../../src/model/workspace-settings.ts";
import { type Field, fieldsOf, fieldsTable } from "./fields.ts";
import { block, code, table } from "./markdown.ts";
import { checker, commentOf, exportsOf } from "./sources.ts";

/** The reference of what a Pulumi program makes: every class and function that `lakewright` exports. */
export function componentsPage(): string {
  const data = exportsOf("src/declarations.ts");
  const own = [...exportsOf("src/index.ts")].filter(([name]) => !data.has(name));
  const shown = [ts.SymbolFlags.Function, ts.SymbolFlags.Class].flatMap((kind) =>
    own.filter(([, symbol]) => symbol.flags & kind),
  );
  const parts = shown.map(([name, symbol]) => ({ name, symbol, ...takesAndGives(symbol) }));
  // What a component takes stands in its own section.
  const elsewhere = {
    ...ON_OTHER_PAGES,
    ...Object.fromEntries(parts.map(({ name }) => [`${name}Args`, `#${name.toLowerCase()}`])),
  };
  const types = typesIn(
    parts.flatMap(({ takes, gives }) => [...takes, ...gives]),
    new Set(Object.keys(elsewhere)),
  );
  const links: Readonly<Record<string, string>> = Object.fromEntries([
    ...Object.entries(elsewhere),
    ...[...types.keys()].map((name) => [name, `#${name.toLowerCase()}`] as const),
  ]);
  return [
    "# Components",
    "",
    "Written by `npm run docs` from the types and comments in `components/`. All of them are imported from `lakewright`. `Input<T>` takes a `T` or an output of another resource.",
    "",
    ...table(
      ["", "what it is"],
      parts.map(({ name, symbol }) => [`[${name}](#${name.toLowerCase()})`, firstSentence(symbol)]),
    ),
    "",
    ...parts.flatMap(({ name, symbol, takes, gives, result }) => [
      ...heading("##", name, symbol),
      ...(takes.length === 0 ? [] : ["Takes:", "", ...fieldsTable(takes, links), ""]),
      ...(result === undefined ? [] : [`Gives [${result}](${ON_OTHER_PAGES[result]}).`, ""]),
      ...(gives.length === 0 ? [] : ["Gives:", "", ...fieldsTable(gives, links, OUTPUTS), ""]),
    ]),
    "## Types",
    "",
    ...[...types].flatMap(([name, { symbol, fields }]) => [
      ...heading("###", name, symbol),
      ...fieldsTable(fields, links),
      "",
    ]),
  ].join("\n");
}

/** Types that another page explains. */
const ON_OTHER_PAGES = {
  Settings: "settings.md",
  SettingsInput: "settings.md",
  Table: "declarations.md#definetable",
  View: "declarations.md#definematerializedview",
  SparkConfGroup: "declarations.md#spark-conf",
  Identity: "declarations.md#identity",
};

const OUTPUTS = ["output", "type", "", "what it is"] as const;

interface Part {
  readonly takes: readonly Field[];
  readonly gives: readonly Field[];
  /** What it gives, where another page explains it. */
  readonly result?: keyof typeof ON_OTHER_PAGES;
}

function takesAndGives(symbol: ts.Symbol): Part {
  const type = checker().getTypeOfSymbol(symbol);
  const isClass = (symbol.flags & ts.SymbolFlags.Class) !== 0;
  const [signature] = isClass ? type.getConstructSignatures() : type.getCallSignatures();
  if (signature === undefined) throw new Error(`${symbol.name} cannot be called`);
  // One that is taken apart where it is named has no name of its own.
  const given = signature.parameters.find(({ name }) => name === "args" || name.startsWith("__"));
  const takes =
    given === undefined ? [] : documented(fieldsOf(nonNullable(checker().getTypeOfSymbol(given))));
  const result = signature.getReturnType();
  const written = signature.getDeclaration().type?.getText();
  if (isExplained(written)) return { takes, gives: [], result: written };
  const gives = isClass ? outputsOf(symbol) : fieldsOf(checker().getAwaitedType(result) ?? result);
  return { takes, gives: gives.map((field) => asOutput(field, takes)) };
}

function isExplained(name: string | undefined): name is keyof typeof ON_OTHER_PAGES {
  return name !== undefined && Object.hasOwn(ON_OTHER_PAGES, name);
}

function nonNullable(type: ts.Type): ts.Type {
  return checker().getNonNullableType(type);
}

/** Settings of the workspace have their sentences beside their names. */
function documented(fields: readonly Field[]): readonly Field[] {
  const settings = new Map<string, string>(
    workspaceSettings.map(([name, { about, env }]) => [name, `${about} Or ${code(env)}.`]),
  );
  return fields.map((field) => {
    const about = settings.get(field.path);
    return field.about.length > 0 || about === undefined ? field : { ...field, about: [about] };
  });
}

/** An output that says nothing of its own is the argument of its name. */
function asOutput(field: Field, takes: readonly Field[]): Field {
  const same = takes.find(({ path }) => path === field.path)?.about ?? [];
  return { ...field, default: "", about: field.about.length > 0 ? field.about : same };
}

/** What a class declares itself; the rest is Pulumi's. */
function outputsOf(symbol: ts.Symbol): readonly Field[] {
  const declared = new Set<string>([...(symbol.members?.keys() ?? [])].map(String));
  return fieldsOf(checker().getDeclaredTypeOfSymbol(symbol)).filter(
    ({ path, takes }) => declared.has(path) && !takes.some((text) => text.startsWith("(")),
  );
}

/** Objects that fields name, and those that theirs do. */
function typesIn(
  fields: readonly Field[],
  elsewhere: ReadonlySet<string>,
): ReadonlyMap<string, { readonly symbol: ts.Symbol; readonly fields: readonly Field[] }> {
  const known = new Map([...exportsOf("src/model/index.ts"), ...exportsOf("src/index.ts")]);
  const found = new Map<string, { readonly symbol: ts.Symbol; readonly fields: readonly Field[] }>();
  const visit = (given: readonly Field[]) => {
    for (const name of given.flatMap(({ takes }) => takes.join(" ").match(/(?<![\w"])[A-Z]\w+/g) ?? [])) {
      const symbol = known.get(name);
      if (symbol === undefined || found.has(name) || elsewhere.has(name)) continue;
      if (symbol.flags & ts.SymbolFlags.Class) continue;
      const inner = fieldsOf(checker().getDeclaredTypeOfSymbol(symbol));
      if (inner.length === 0) continue;
      found.set(name, { symbol, fields: inner });
      visit(inner);
    }
  };
  visit(fields);
  return found;
}

function firstSentence(symbol: ts.Symbol): string {
  return commentOf(symbol).about.split(/\n|(?<=\.) /, 1)[0] ?? "";
}

function heading(level: string, name: string, symbol: ts.Symbol): readonly string[] {
  const { about, examples } = commentOf(symbol);
  return [
    `${level} ${name}`,
    "",
    ...(about === "" ? [] : [about, ""]),
    ...examples.flatMap((text) => [...block("ts", text), ""]),
  ];
}
