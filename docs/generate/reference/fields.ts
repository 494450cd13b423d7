import ts from "typescript";
import { code, table } from "./markdown.ts";
import { checker, commentOf } from "./sources.ts";

/** A field of what a caller writes. */
export interface Field {
  /** Names joined by dots, where an object is written within another. */
  readonly path: string;
  /** Its type, as the source says it. */
  readonly takes: readonly string[];
  readonly about: readonly string[];
  /** @default nothing is said */
  readonly default?: string;
  readonly presence: "required" | "optional" | "in some forms";
}

/** The fields of a type; of one that has several forms those of all. */
export function fieldsOf(type: ts.Type, above = ""): readonly Field[] {
  const forms = (type.isUnion() ? type.types : [type]).filter((form) => form.flags & OBJECTS);
  const found = forms.map((form) => form.getProperties().filter((property) => !isForbidden(property)));
  const names = [...new Set(found.flatMap((properties) => properties.map(({ name }) => name)))];
  return names.flatMap((name) => {
    const same = found.flatMap((properties) => properties.filter((property) => property.name === name));
    const [first] = same;
    if (first === undefined) return [];
    const path = above === "" ? name : `${above}.${name}`;
    const comments = same.map(commentOf);
    const given = comments.find((comment) => comment.default !== undefined)?.default;
    const inner = literalOf(first);
    const field: Field = {
      path,
      takes: inner === undefined ? unique(same.map(typeText)) : [],
      about: unique(comments.map(({ about }) => about)).filter((about) => about !== ""),
      presence: same.some(({ flags }) => flags & ts.SymbolFlags.Optional)
        ? "optional"
        : same.length === forms.length
          ? "required"
          : "in some forms",
      ...(given === undefined ? {} : { default: given }),
    };
    return [field, ...(inner === undefined ? [] : fieldsOf(inner, path))];
  });
}

const OBJECTS = ts.TypeFlags.Object | ts.TypeFlags.Intersection;

/** `name?: never`: what another form has. */
function isForbidden(property: ts.Symbol): boolean {
  return declaredType(property)?.kind === ts.SyntaxKind.NeverKeyword;
}

/** The type of a field that is written where the field is. */
function literalOf(property: ts.Symbol): ts.Type | undefined {
  const node = declaredType(property);
  return node !== undefined && ts.isTypeLiteralNode(node) ? checker().getTypeFromTypeNode(node) : undefined;
}

function declaredType(property: ts.Symbol): ts.TypeNode | undefined {
  const declaration = property.declarations?.[0];
  return declaration !== undefined &&
    (ts.isPropertySignature(declaration) || ts.isPropertyDeclaration(declaration))
    ? declaration.type
    : undefined;
}

/** As the source has it, since names say more than what they stand for; a mapped type says what it makes of it. */
function typeText(property: ts.Symbol): string {
  const made = checker().typeToString(
    checker().getTypeOfSymbol(property),
    undefined,
    ts.TypeFormatFlags.NoTruncation,
  );
  const node = declaredType(property);
  if (node === undefined) return plain(made);
  const words =
    /^(pulumi\.)?(In|Out)put</.test(made) || node.getText() === "Text" ? undefined : wordsOf(property, node);
  if (words !== undefined) return words;
  // `Text` is what plans have as it is and components, of which the pages speak, take as an input.
  const text = plain(node.getText()).replaceAll(/\bText\b/g, "Input<string>");
  return /^(pulumi\.)?Input</.test(made) && !/Input</.test(text) ? `Input<${text}>` : text;
}

/** The words that a name stands for, where it is no more than that. */
function wordsOf(property: ts.Symbol, node: ts.TypeNode): string | undefined {
  if (!ts.isTypeReferenceNode(node)) return undefined;
  const type = checker().getNonNullableType(checker().getTypeOfSymbol(property));
  const words = type.isUnion() ? type.types : [type];
  const said = words.every(({ flags }) => flags & ts.TypeFlags.StringLiteral);
  return said ? words.map((word) => checker().typeToString(word)).join(" | ") : undefined;
}

/** Without what only the compiler needs. */
function plain(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/^\| /, "")
    .replaceAll(" | undefined", "")
    .replace(/^C$/, "Columns")
    .replaceAll("pulumi.", "")
    .replaceAll(/NoInfer<keyof C & string>|NoInfer<RequiredColumn<C>>/g, "Column")
    .replaceAll(/readonly (\w+(<[^<>]*>)?)\[\]/g, "$1[]")
    .replaceAll("readonly ", "")
    .replaceAll(/Readonly<(Record<[^<>]*>)>/g, "$1");
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}

const PRESENCE = { required: "required", optional: "none", "in some forms": "one of these" } as const;

/** Fields as a table of a page. @param links page and anchor by the name of a type */
export function fieldsTable(
  fields: readonly Field[],
  links: Readonly<Record<string, string>> = {},
  titles: readonly [string, string, string, string] = ["field", "takes", "default", "what it means"],
): readonly string[] {
  return table(
    titles,
    fields.map((field) => [
      code(field.path),
      field.takes.map((text) => `${code(text)}${linksIn(text, links)}`).join(" or "),
      field.default ?? PRESENCE[field.presence],
      field.about.join("\n"),
    ]),
  );
}

function linksIn(text: string, links: Readonly<Record<string, string>>): string {
  const named = Object.keys(links).filter((name) => new RegExp(`(?<![\\w"])${name}(?![\\w"])`).test(text));
  return named.length === 0 ? "" : ` (${named.map((name) => `[${name}](${links[name] ?? ""})`).join(", ")})`;
}
