import { Document, visit } from "yaml";
import { block, code, table } from "./markdown.ts";
import { SETTINGS_EXAMPLE } from "./settings-example.ts";
import { type Node, settingsComments, settingsNode } from "./settings-schema.ts";

/** A setting that holds a value, or the whole of which has a default. */
export interface Setting {
  /** Keys joined by dots; `[]` stands for each of a list. */
  readonly path: string;
  readonly node: Node;
  readonly required: boolean;
}

/** Every setting, in the order of the schema. */
export function settingsIn({ properties = {}, required = [], items }: Node, path = ""): readonly Setting[] {
  if (items?.properties !== undefined) return settingsIn(items, `${path}[]`);
  return Object.entries(properties).flatMap(([name, node]) => {
    const at = path === "" ? name : `${path}.${name}`;
    return [{ path: at, node, required: required.includes(name) }, ...settingsIn(node, at)];
  });
}

/** The reference of what stands in `Pulumi.<stack>.yaml`. */
export function settingsPage(): string {
  const settings = settingsIn(settingsNode());
  const sections = [...new Set(settings.map(({ path }) => sectionOf(path)))];
  return [
    "# Settings of a stack",
    "",
    "Written by `npm run docs` from `src/config/settings.ts`.",
    "",
    "What differs between environments stands in `Pulumi.<stack>.yaml`, under the key `<project>:settings`; `<project>` is the `name` of `Pulumi.yaml`. A key that is not on this page is an error, and so is one that is missing and has no default. Credentials are no settings: they stand under `databricks:*`, or in the environment.",
    "",
    "An editor with the YAML language server (in VS Code: the extension YAML) knows keys, values and these sentences with a first line in the file:",
    "",
    ...block(
      "yaml",
      "# yaml-language-server: $schema=./node_modules/lakewright/docs/reference/settings.schema.json",
    ),
    "",
    "## All of it",
    "",
    ...block("yaml", yaml({ config: { "acme:settings": SETTINGS_EXAMPLE } })),
    "",
    ...sections.flatMap((section) => sectionText(section, settings)),
  ].join("\n");
}

/** Pulumi's YAML takes a day, and some a time of day, for no text unless it is quoted. */
function yaml(value: unknown): string {
  const document = new Document(value);
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value === "string" && /^[\d:-]+$/.test(node.value)) node.type = "QUOTE_DOUBLE";
    },
  });
  return document.toString({ lineWidth: 100 });
}

function sectionOf(path: string): string {
  return path.split(/[.[]/, 1)[0] ?? path;
}

function sectionText(section: string, settings: readonly Setting[]): readonly string[] {
  const comments = settingsComments();
  const own = settings.filter(({ path }) => sectionOf(path) === section);
  return [
    `## ${section}`,
    "",
    ...table(
      ["setting", "takes", "default", "what it does", "example"],
      own.map(({ path, node, required }) => [
        code(path),
        takes(node),
        required ? "required" : defaultOf(node, comments.get(path)?.default),
        node.description ?? "",
        node.properties === undefined ? code(JSON.stringify(exampleOf(path))) : "",
      ]),
    ),
    "",
  ];
}

function defaultOf(node: Node, said: string | undefined): string {
  return node.default === undefined ? (said ?? "none") : code(JSON.stringify(node.default));
}

/** What a setting takes, in words. */
function takes(node: Node): string {
  const { enum: values, patternErrorMessage: form, items, properties } = node;
  if (values !== undefined) return values.map((value) => code(String(value))).join(", ");
  if (properties !== undefined) {
    return Object.keys(properties).map(code).join(", ");
  }
  if (node.type === "boolean") return "`true`, `false`";
  if (node.type === "integer") return `a whole number${bounds(node)}`;
  if (node.type === "number") return `a number${bounds(node)}`;
  if (items !== undefined) return `a list: ${takes(items)}`;
  return node.type === "object" ? "texts by name" : (form ?? "a text");
}

function bounds({ minimum, maximum, exclusiveMinimum }: Node): string {
  if (exclusiveMinimum !== undefined) return ` over ${exclusiveMinimum}`;
  if (minimum !== undefined && maximum !== undefined) return `, ${minimum} to ${maximum}`;
  return minimum === undefined ? "" : `, ${minimum} or more`;
}

/** What the example says at a path; of a list the first. */
export function exampleOf(path: string): unknown {
  return path
    .replaceAll("[]", ".0")
    .split(".")
    .reduce<unknown>(
      (value, key) =>
        typeof value === "object" && value !== null
          ? (value as Readonly<Record<string, unknown>>)[key]
          : undefined,
      SETTINGS_EXAMPLE,
    );
}
