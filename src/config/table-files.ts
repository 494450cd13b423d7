import { readdirSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../model/user-error.ts";

/** Table files and the index of tables that do not name the same tables. */
export class TableIndexError extends UserError {
  override readonly name = "TableIndexError";
}

/**
 * Holds `tables/<schema>/<table>.ts` against the tables that the index exports.
 * @throws TableIndexError naming every file that is not in the index and every name that has no file
 */
export function checkTableFiles(directory: string, names: readonly string[]): void {
  const files = tableFiles(directory);
  const faults = [
    ...files
      .filter((name) => !names.includes(name))
      .map(
        (name) =>
          `tables/${name.replace(".", "/")}.ts is not in tables/index.ts; import it there and add it to the list`,
      ),
    ...names
      .filter((name) => !files.includes(name))
      .map(
        (name) =>
          `${name} is in tables/index.ts, but tables/${name.replace(".", "/")}.ts does not exist; name and path must agree`,
      ),
  ];
  if (faults.length > 0) throw new TableIndexError(faults.join("\n"));
}

function tableFiles(directory: string): readonly string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((schema) =>
      readdirSync(join(directory, schema.name))
        .filter((file) => file.endsWith(".ts"))
        .map((file) => `${schema.name}.${file.slice(0, -3)}`),
    );
}
