import { existsSync, readdirSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { checkLakehouse, DeclarationError } from "../config/declarations/check.ts";
import {
  isTableName,
  LAKEHOUSE_FILE,
  type LakehouseDeclaration,
  type View,
  type Table,
  tableFile,
  UserError,
} from "../model/index.ts";
import { isObject } from "../model/json.ts";
import { firstLineOf } from "../model/user-error.ts";
import type { Project } from "./find.ts";

type Declared = Table | View;

/** Where a project may keep its Spark conf, the most particular first. */
const SPARK_CONF_FILES = ["tables/spark-conf.ts", "spark-conf.ts", LAKEHOUSE_FILE];

const TABLES = "tables";

/**
 * Loads what a project declares: `lakehouse.ts`, and every file of `tables/<schema>/`. Files directly in `tables/` are
 * for what several tables share.
 * @throws UserError where files are missing or fail when they run, all of them at once
 * @throws DeclarationError with every fault of the declarations at once, by file and path
 */
export async function loadLakehouse({ root }: Project): Promise<LakehouseDeclaration> {
  if (!hasLakehouse({ root })) {
    throw new UserError(
      `${root} has no ${LAKEHOUSE_FILE}; it says export default defineLakehouse({ name: "…" }), and "npx lakewright init" writes one`,
    );
  }
  const faults: string[] = [];
  const hooks = registerHooks(lightly);
  const definition = await definitionIn(root, faults);
  const declared: Declared[] = [];
  for (const name of tableNames(root, faults)) {
    const found = await declaredIn(root, name, faults);
    if (found !== undefined) declared.push(found);
  }
  await refuseMisplaced(root, faults);
  hooks.deregister();
  if (faults.length > 0) throw new DeclarationError(root, faults);
  const isView = (each: Declared): each is View => "query" in each;
  return checkLakehouse({
    ...definition,
    tables: declared.filter((each) => !isView(each)),
    materializedViews: declared.filter(isView),
    sparkConfFile: SPARK_CONF_FILES.find((file) => existsSync(join(root, file))) ?? LAKEHOUSE_FILE,
  });
}

/** Whether the project declares a lakehouse: a program that uses components alone does not. */
export function hasLakehouse({ root }: Pick<Project, "root">): boolean {
  return existsSync(join(root, LAKEHOUSE_FILE));
}

async function definitionIn(root: string, faults: string[]): Promise<object> {
  const exported = (await run(root, LAKEHOUSE_FILE, faults))?.["default"];
  if (isObject(exported)) return exported;
  if (faults.length === 0) {
    faults.push(
      `${LAKEHOUSE_FILE}: it must export its lakehouse by default: export default defineLakehouse({ name: "…" })`,
    );
  }
  return {};
}

/** Names of tables and views by their files, sorted. */
function tableNames(root: string, faults: string[]): readonly string[] {
  const folder = join(root, TABLES);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .flatMap(({ name: schema }) =>
      readdirSync(join(folder, schema), { withFileTypes: true }).flatMap((entry) => {
        if (entry.name.startsWith(".") || entry.name.endsWith(".d.ts")) return [];
        const [, table] = /^([^.]+)\.ts$/.exec(entry.name) ?? [];
        if (entry.isFile() && table !== undefined) return [`${schema}.${table}`];
        faults.push(
          `${TABLES}/${schema}/${entry.name}: it is no table file; a table stands in tables/<schema>/<table>.ts, and what several share directly in tables/`,
        );
        return [];
      }),
    )
    .sort();
}

/** A table's file that stands among what tables share would be nobody's table. */
async function refuseMisplaced(root: string, faults: string[]): Promise<void> {
  const folder = join(root, TABLES);
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isFile() || !/^[^.]+\.ts$/.test(entry.name)) continue;
    const file = `${TABLES}/${entry.name}`;
    const exported = await run(root, file, faults);
    for (const { name } of new Set(Object.values(exported ?? {}).filter(isDeclaration))) {
      const place = isTableName(name) ? tableFile(name) : "tables/<schema>/<table>.ts";
      faults.push(
        `${file}: it exports ${JSON.stringify(name)}, and directly in tables/ stands what several tables share; move it to ${place}`,
      );
    }
  }
}

async function declaredIn(root: string, name: string, faults: string[]): Promise<Declared | undefined> {
  const file = tableFile(name);
  const exported = await run(root, file, faults);
  if (exported === undefined) return undefined;
  const found = [...new Set(Object.values(exported).filter(isDeclaration))];
  const [declared] = found;
  if (declared === undefined || found.length > 1) {
    const count = found.length === 0 ? "no table" : found.map((each) => each.name).join(" and ");
    faults.push(
      `${file}: it exports ${count}; a table file exports one defineTable or defineMaterializedView, and what several share stands directly in tables/`,
    );
    return undefined;
  }
  if (declared.name === name) return declared;
  const ways = [
    ...(isTableName(name) ? [`name it ${JSON.stringify(name)}`] : []),
    ...(isTableName(declared.name) ? [`move the file to ${tableFile(declared.name)}`] : []),
  ];
  const advice =
    ways.length === 0 ? "both are schema and table, in lower-case letters, digits and _" : ways.join(", or ");
  faults.push(`${file}: it declares ${JSON.stringify(declared.name)}; name and path must agree: ${advice}`);
  return undefined;
}

/** Whatever stands for a table, so that one with faults is named with them and not passed over. */
function isDeclaration(value: unknown): value is Declared {
  if (!isObject(value) || typeof value["name"] !== "string") return false;
  return "columns" in value || "query" in value || /^[^.\s]+\.[^.\s]+$/.test(value["name"]);
}

/**
 * What a project's declarations import of this package is its declarations alone: Pulumi's SDK would take the command
 * half a second, and nothing in them needs it.
 */
const lightly = {
  resolve: (specifier, context, next) =>
    specifier === "lakewright"
      ? next(specifier, { ...context, conditions: ["lakewright-declarations", ...context.conditions] })
      : next(specifier, context),
} satisfies Parameters<typeof registerHooks>[0];

/** Runs a file of the project. @returns what it exports, or undefined where it failed */
async function run(
  root: string,
  file: string,
  faults: string[],
): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    return (await import(pathToFileURL(join(root, file)).href)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    const said = withoutRoot(reason(error), root);
    // One that several files import fails in each of them with the same words.
    if (!faults.some((fault) => fault.endsWith(`: ${said}`))) {
      faults.push(`${placeOf(error, root) ?? file}: ${said}`);
    }
    return undefined;
  }
}

function withoutRoot(text: string, root: string): string {
  return text.replaceAll(`${pathToFileURL(root).href}/`, "").replaceAll(`${root}/`, "");
}

/** File and line of the project at which a file failed, where its stack tells: `tables/gold/dim_user.ts:3`. */
function placeOf(error: unknown, root: string): string | undefined {
  if (!(error instanceof Error) || error instanceof UserError) return undefined;
  const lines = withoutRoot(error.stack ?? "", root).split("\n");
  const places = lines.flatMap(
    (line) => /^(?:\s+at (?:.*\()?)?([\w./-]+\.ts:\d+)(?::\d+)?\)?$/.exec(line)?.[1] ?? [],
  );
  return places.find((place) => !place.startsWith("/") && !place.startsWith("node_modules/"));
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof UserError) return error.message;
  const said = `${error.name}: ${firstLineOf(error)}`;
  if (error instanceof ReferenceError)
    return `${said}; import it, from "lakewright" or from the file that has it`;
  const lacksExtension = /^Error: Cannot find module '[^']*\/[^'/.]+'/.test(said);
  return lacksExtension ? `${said}; an import names a file whole, such as "./orders.ts"` : said;
}
