import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isObject } from "../model/json.ts";
import { UserError } from "../model/user-error.ts";
import { packageFields, type Template, templateFiles } from "./template.ts";

export interface Initialized {
  /** Paths from the folder. */
  readonly written: readonly string[];
  /** Those that were there, and are as they were. */
  readonly kept: readonly string[];
  /** Fields that package.json has got, such as `scripts.plan`. */
  readonly added: readonly string[];
}

const PACKAGE = "package.json";

/**
 * Writes what a project needs into a folder; a file that is there stays as it is, and package.json keeps every field
 * that it has.
 * @throws UserError before anything is written, where the folder's package.json cannot be extended
 */
export function initProject(folder: string, template: Template): Initialized {
  const { text, added } = packageJson(folder, template);
  const files = Object.entries(templateFiles(template));
  const written = files.filter(([path]) => !existsSync(join(folder, path)));
  for (const [path, content] of written) write(join(folder, path), content);
  if (text !== undefined) write(join(folder, PACKAGE), text);
  const isNew = (path: string) => written.some(([one]) => one === path);
  return {
    written: written.map(([path]) => path),
    kept: files.map(([path]) => path).filter((path) => !isNew(path)),
    added,
  };
}

/** A name for the project, from the folder's: Pulumi and Databricks take letters, digits and hyphens. */
export function nameFor(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "");
  return name === "" ? "lakehouse" : name;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  // Another process may have written it in the meantime; package.json alone is written over, with all it had.
  writeFileSync(path, text, { flag: basename(path) === PACKAGE ? "w" : "wx" });
}

function packageJson(
  folder: string,
  template: Template,
): { readonly text?: string; readonly added: readonly string[] } {
  const path = join(folder, PACKAGE);
  const text = existsSync(path) ? readFileSync(path, "utf8") : "{}\n";
  const given = parsed(text, path);
  if (given["type"] !== undefined && given["type"] !== "module") {
    throw new UserError(
      `${path}: type: got ${JSON.stringify(given["type"])}; the program is an ES module: set it to "module", or init in a folder of its own. Nothing was written.`,
    );
  }
  const added: string[] = [];
  const whole = merged(given, packageFields(template), (field) => added.push(field));
  if (added.length === 0) return { added };
  const [, indent = "  "] = /^([ \t]+)"/m.exec(text) ?? [];
  return { text: `${JSON.stringify(whole, undefined, indent)}\n`, added };
}

function parsed(text: string, path: string): Readonly<Record<string, unknown>> {
  try {
    const given: unknown = JSON.parse(text);
    if (isObject(given)) return given;
  } catch {
    // Said below.
  }
  throw new UserError(`${path}: it is no JSON object; mend it first. Nothing was written.`);
}

/** The fields of both; where both have one, the first one's. */
function merged(
  given: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
  tell: (field: string) => void,
): Readonly<Record<string, unknown>> {
  const all: Record<string, unknown> = { ...given };
  for (const [field, value] of Object.entries(wanted)) {
    const here = all[field];
    if (here === undefined) {
      all[field] = value;
      tell(field);
    } else if (isObject(here) && isObject(value)) {
      all[field] = merged(here, value, (inner) => {
        tell(`${field}.${inner}`);
      });
    }
  }
  return all;
}
