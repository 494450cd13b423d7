import type { MissingPlace } from "../databricks/places.ts";
import { nearest } from "../model/nearest.ts";
import { RefusedLayout } from "../pulumi-rpc/resource.ts";

/** A table or view of which not even the schema is there. */
export class MissingPlaceError extends RefusedLayout {
  /** Whether it was said already, of another table. */
  readonly repeated: boolean;

  constructor(message: string, { repeated }: { readonly repeated: boolean }) {
    super(repeated ? "not done, for the same reason as the others: its schema does not exist" : message);
    this.repeated = repeated;
  }
}

type Find = (table: string, moment: "now" | "lately") => Promise<MissingPlace | undefined>;

/** Catalogs and schemas of declared tables and views. A missing one is told once, whatever stands in it. */
export class RequiredPlaces {
  readonly #said = new Set<string>();

  /** @throws {MissingPlaceError} where the catalog or the schema does not exist */
  async require(table: string, moment: "now" | "lately", find: Find): Promise<void> {
    const missing = await find(table, moment);
    if (missing === undefined) return;
    const repeated = this.#said.has(missing.name);
    this.#said.add(missing.name);
    throw new MissingPlaceError(refusal(table, missing), { repeated });
  }
}

function refusal(table: string, { kind, name, others }: MissingPlace): string {
  const own = name.slice(name.lastIndexOf(".") + 1);
  const meant = nearest(own, others);
  const shown = others.slice(0, MOST_NAMES).join(", ") + (others.length > MOST_NAMES ? ", …" : "");
  const found =
    others.length === 0
      ? ""
      : ` Found ${kind === "catalog" ? "in the workspace" : `in ${table.split(".")[0] ?? ""}`}: ${shown}.`;
  return (
    `${table}: the ${kind} ${name} does not exist.${meant === undefined ? "" : ` Did you mean ${meant}?`}${found} ` +
    `Nothing was sent for what is declared in it: correct the name, or create the ${kind}. ` +
    `Where this program creates it, build the table's name from its output, such as \`\${schema.id}.${table.split(".")[2] ?? ""}\`.`
  );
}

const MOST_NAMES = 10;
