import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parse } from "yaml";
import { object } from "../model/json.ts";
import { firstLineOf, UserError } from "../model/user-error.ts";

/** The Pulumi project that a command was called in. */
export interface Project {
  /** Folder of `Pulumi.yaml`. */
  readonly root: string;
  /** As `Pulumi.yaml` has it. */
  readonly name: string;
  /** Folder of `Pulumi.<stack>.yaml`. */
  readonly stackFiles: string;
}

/** As Pulumi looks for them. */
const FILES = ["Pulumi.yaml", "Pulumi.yml"];

/**
 * Finds the project as Pulumi does: in this folder, or the nearest one above.
 * @throws UserError where there is none, or its file cannot be read
 */
export function findProject(from: string): Project {
  const start = resolve(from);
  for (let folder = start; ; folder = dirname(folder)) {
    const file = FILES.find((name) => existsSync(join(folder, name)));
    if (file !== undefined) return readProject(folder, file);
    if (folder === dirname(folder)) break;
  }
  throw new UserError(
    `no Pulumi.yaml in ${start} or a folder above it; call lakewright in a project, name one with --project DIR, or make one with "npx lakewright init"`,
  );
}

function readProject(root: string, file: string): Project {
  const path = join(root, file);
  const { name, stackConfigDir } = object(parsed(path));
  if (typeof name !== "string" || !/^[\w.-]{1,100}$/.test(name)) {
    throw new UserError(
      `${path}: name: got ${name === undefined ? "nothing" : JSON.stringify(name)}; a project's name has letters, digits, ".", "_" and "-", at most 100`,
    );
  }
  return { root, name, stackFiles: typeof stackConfigDir === "string" ? join(root, stackConfigDir) : root };
}

function parsed(path: string): unknown {
  try {
    return parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new UserError(`${path}: it cannot be read: ${firstLineOf(error)}`);
  }
}
