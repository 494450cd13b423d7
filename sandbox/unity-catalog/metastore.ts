import { invalid } from "../http/errors.ts";
import { object, text, texts, type JsonObject } from "../http/json.ts";
import { USER } from "../identity/user.ts";
import type { Metastore } from "../spark/engine.ts";
import { applies, changeGrants, target, type Target } from "./grants.ts";
import type { Securable } from "./metadata.ts";
import type { UnityCatalog } from "./types.ts";

/** Answers the engine's questions: what statements show and change that the server keeps. */
export function metastore(catalog: UnityCatalog): Metastore {
  const { metadata, names } = catalog;

  /** The object and those that contain it, whose grants it inherits. */
  const lineage = ({ type, name }: Target): readonly Target[] => {
    if (type === "catalog") return [{ type, name }];
    const parent = type === "schema" ? ({ type: "catalog", name: "" } as const) : schemaOf(name);
    return [{ type, name }, ...lineage(parent)];
  };

  const shown = (on: Target): readonly (readonly string[])[] =>
    lineage(on).flatMap(({ type, name }) =>
      Object.entries(metadata.grants(type, name)).flatMap(([principal, privileges]) =>
        privileges
          .filter((privilege) => applies(privilege, on.type))
          .map((privilege) => [
            principal,
            privilege.replaceAll("_", " "),
            type.toUpperCase(),
            [names.catalog, ...(name === "" ? [] : [name])].join("."),
          ]),
      ),
    );

  /** What the API was told; what it was not told the engine knows itself. */
  const kept = (type: Securable, name: string): JsonObject => {
    const { owner, created_at, updated_at, created_by, updated_by } = metadata.of(type, name);
    return { owner, created_at, updated_at, created_by, updated_by };
  };

  return async (question) => {
    switch (text(question, "about") ?? "") {
      case "grants":
        return shown(await on(catalog, question));
      case "change of grants":
        changeGrants(catalog, await on(catalog, question), [object(question, "change") ?? {}]);
        return null;
      case "objects":
        return {
          schemas: texts(question, "schemas").map((name) => kept("schema", name)),
          tables: texts(question, "tables").map((name) => kept("table", name)),
        };
      case "dropped":
        metadata.forget(securable(question), text(question, "name") ?? "");
        return null;
      case "renamed":
        metadata.rename(securable(question), text(question, "name") ?? "", text(question, "to") ?? "");
        return null;
      case "comment on the catalog":
        metadata.change("catalog", "", {
          by: text(question, "by") ?? USER.name,
          extra: { comment: text(question, "comment") ?? null },
        });
        return null;
      default:
        throw invalid(`The engine asks what is not known: ${JSON.stringify(question)}`);
    }
  };
}

const on = (catalog: UnityCatalog, question: JsonObject): Promise<Target> =>
  target(catalog, text(question, "type") ?? "", text(question, "name") ?? "");

const securable = (question: JsonObject): Securable =>
  text(question, "type") === "schema" ? "schema" : "table";

const schemaOf = (table: string): Target => ({ type: "schema", name: table.split(".")[0] ?? "" });
