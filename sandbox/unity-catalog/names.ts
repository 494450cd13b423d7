import { invalid, missing } from "../http/errors.ts";

/** A table's name below the catalog. */
export interface TableName {
  readonly schema: string;
  readonly table: string;
}

/** Names as the metastore keeps them: in lower case, below the one catalog of the sandbox. */
export class Names {
  readonly catalog: string;

  constructor(catalog: string) {
    this.catalog = catalog.toLowerCase();
  }

  /** @throws ApiError unless it is the sandbox's catalog. */
  expectCatalog(name: string): void {
    if (name.toLowerCase() !== this.catalog) throw missing(`Catalog '${name}' does not exist.`);
  }

  /** `catalog.schema` → `schema`. @throws ApiError for another catalog, or a name of another form. */
  schema(full: string): string {
    const [catalog, schema] = this.#parts(full, 2);
    this.expectCatalog(catalog ?? "");
    return schema ?? "";
  }

  /** `catalog.schema.table` → its parts below the catalog. @throws ApiError as `schema`. */
  table(full: string): TableName {
    const [catalog, schema = "", table = ""] = this.#parts(full, 3);
    this.expectCatalog(catalog ?? "");
    return { schema, table };
  }

  #parts(full: string, count: number): readonly string[] {
    const parts = full.toLowerCase().split(".");
    if (parts.length !== count || parts.includes("")) {
      throw invalid(`'${full}' is not a valid name: ${count} parts separated by dots are expected.`);
    }
    return parts;
  }
}

/** An identifier in SQL. */
export const identifier = (name: string): string => `\`${name.replaceAll("`", "``")}\``;

/** A string in SQL. */
export const literal = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
