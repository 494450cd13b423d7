import { type Json, list, object, text } from "../model/json.ts";

/** Somebody in an access control list of the Permissions API. */
export interface Principal {
  readonly kind: "user" | "group" | "service principal";
  readonly name: string;
}

const FIELDS = [
  ["user", "user_name"],
  ["group", "group_name"],
  ["service principal", "service_principal_name"],
] as const;

/** Whom an entry is for. */
export function principalOf(entry: Json): Principal {
  const [kind, field] = FIELDS.find((each) => (text(entry[each[1]]) ?? "") !== "") ?? FIELDS[0];
  return { kind, name: text(entry[field]) ?? "" };
}

/** An entry for somebody, without a level. */
export function entryFor({ kind, name }: Principal): Json {
  return Object.fromEntries(FIELDS.filter((each) => each[0] === kind).map((each) => [each[1], name]));
}

/** A level that somebody was given on the object itself; inherited ones are not set there. */
export interface GivenLevel {
  readonly principal: Principal;
  readonly level: string;
}

/** @param found what the API answers of an object's permissions */
export function givenLevels(found: Json | undefined): readonly GivenLevel[] {
  return list(found?.["access_control_list"])
    .map(object)
    .flatMap((entry) =>
      list(entry["all_permissions"])
        .map(object)
        .filter(({ inherited }) => inherited !== true)
        .map(({ permission_level }) => ({
          principal: principalOf(entry),
          level: text(permission_level) ?? "",
        })),
    );
}
