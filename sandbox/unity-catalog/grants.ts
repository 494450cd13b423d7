import { invalid, missing, notServed } from "../http/errors.ts";
import { text, texts, type JsonObject } from "../http/json.ts";
import type { Grants, Securable } from "./metadata.ts";
import { key, known } from "./table-routes.ts";
import type { UnityCatalog } from "./types.ts";

const ON_TABLE = ["ALL_PRIVILEGES", "APPLY_TAG", "MANAGE", "MODIFY", "REFRESH", "SELECT"];
const ON_SCHEMA = [
  ...ON_TABLE,
  "CREATE_FUNCTION",
  "CREATE_MATERIALIZED_VIEW",
  "CREATE_MODEL",
  "CREATE_MODEL_VERSION",
  "CREATE_TABLE",
  "CREATE_VOLUME",
  "EXECUTE",
  "EXTERNAL_USE_SCHEMA",
  "READ_VOLUME",
  "USE_SCHEMA",
  "WRITE_VOLUME",
];
const PRIVILEGES: Readonly<Record<Securable, readonly string[]>> = {
  table: ON_TABLE,
  schema: ON_SCHEMA,
  catalog: [...ON_SCHEMA, "BROWSE", "CREATE_SCHEMA", "USE_CATALOG"],
};

/** What grants are held on. */
export interface Target {
  readonly type: Securable;
  /** The name below the catalog. */
  readonly name: string;
}

/** @throws ApiError for what is not there, or holds no grants here. */
export async function target(catalog: UnityCatalog, named: string, full: string): Promise<Target> {
  const type = named.toLowerCase();
  switch (type) {
    case "catalog":
      catalog.names.expectCatalog(full);
      return { type, name: "" };
    case "schema": {
      const name = catalog.names.schema(full);
      if (!(name in (await catalog.engine.schemas()))) throw missing(`Schema '${full}' does not exist.`);
      return { type, name };
    }
    case "table": {
      const name = catalog.names.table(full);
      await known(catalog, name);
      return { type, name: key(name) };
    }
    default:
      throw notServed(`grants on a ${type}`);
  }
}

/** Adds to and takes from what each principal holds. @throws ApiError for a privilege that does not apply. */
export function changeGrants(
  { metadata }: UnityCatalog,
  { type, name }: Target,
  changes: readonly JsonObject[],
): void {
  const changed = changes.reduce<Grants>(
    (grants, change) => changedGrants(grants, change, type),
    metadata.grants(type, name),
  );
  metadata.setGrants(type, name, changed);
}

/** Whether a privilege can be held on such an object, and so is inherited by it. */
export const applies = (privilege: string, type: Securable): boolean => PRIVILEGES[type].includes(privilege);

/** The grants after one change: a principal left without privileges is gone. */
function changedGrants(grants: Grants, change: JsonObject, type: Securable): Grants {
  const principal = text(change, "principal") ?? "";
  const add = texts(change, "add").map((privilege) => expectPrivilege(privilege, type));
  const remove = texts(change, "remove").map(normal);
  // A principal may be called as what every object has, such as `constructor`.
  const before = new Map(Object.entries(grants)).get(principal) ?? [];
  const held = new Set([...before, ...add]);
  // ALL PRIVILEGES taken away takes all of them.
  const left = remove.includes("ALL_PRIVILEGES") ? add : [...held].filter((one) => !remove.includes(one));
  const others = Object.entries(grants).filter(([name]) => name !== principal);
  return Object.fromEntries(left.length === 0 ? others : [...others, [principal, left.toSorted()]]);
}

function expectPrivilege(privilege: string, type: Securable): string {
  const name = normal(privilege);
  if (applies(name, type)) return name;
  throw invalid(
    `Privilege ${privilege} is not applicable to a ${type}. It must be one of ${PRIVILEGES[type].join(", ")}.`,
  );
}

const normal = (privilege: string): string => privilege.toUpperCase().replaceAll(" ", "_");
