import type { LayoutDeclaration } from "../model/layout.ts";
import type { MaterializedViewDeclaration } from "../model/materialized-view.ts";
import { isEnvelope, SECRET_SIGNATURE } from "../redaction/envelope.ts";
import type { LiveView } from "../provider/materialized-view/plan.ts";
import { entryOf } from "../provider/table-layout/keys.ts";
import type { LiveLayout } from "../provider/table-layout/live.ts";
import { MARK } from "../provider/table-layout/mark.ts";
import type { Values } from "../pulumi-rpc/value.ts";
import type { Fields } from "./sides.ts";

/**
 * What is secret in the state is not compared: the state has it encrypted, and the live value is told to nobody. It
 * counts as being what is live.
 */

/** Properties of the state with one text in the place of every secret. */
export function markSecrets(value: unknown): unknown {
  if (isEnvelope(value)) return SECRET_SIGNATURE;
  if (Array.isArray(value)) return value.map(markSecrets);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, markSecrets(inner)]));
}

/** Whether a value is or holds a secret of the state. */
export function hasSecret(value: unknown): boolean {
  return value !== undefined && JSON.stringify(value).includes(SECRET_SIGNATURE);
}

/** The note that tells a reader what was left out. */
export function secretsNote(name: string, fields: Fields): readonly string[] {
  const paths = Object.keys(fields).filter((path) => hasSecret(fields[path]));
  if (paths.length === 0) return [];
  const those = paths.map((path) => path.replace(`["${SECRET_SIGNATURE}"]`, "") || "all of it").join(", ");
  return [`${name}: ${those} ${paths.length === 1 ? "is" : "are"} secret, not compared`];
}

/** A map of which all is secret, as a map. */
export function secretMaps(properties: Values, names: readonly string[]): Values {
  const whole = names.filter((name) => properties[name] === SECRET_SIGNATURE);
  return {
    ...properties,
    ...Object.fromEntries(whole.map((name) => [name, { [SECRET_SIGNATURE]: SECRET_SIGNATURE }])),
  };
}

/** Values by path, with what is live where they are secret: there, and at every path within. */
export function fieldsLikeLive(fields: Fields, live: Fields): Fields {
  const secret = Object.keys(fields).filter((path) => hasSecret(fields[path]));
  if (secret.length === 0) return fields;
  const covers = (path: string) =>
    secret.some(
      (root) => path === root || root === "" || path.startsWith(`${root}.`) || path.startsWith(`${root}[`),
    );
  const own = Object.entries(fields).filter(([path]) => !covers(path));
  return Object.fromEntries([...own, ...Object.entries(live).filter(([path]) => covers(path))]);
}

export function layoutLikeLive(layout: LayoutDeclaration, live: LiveLayout): LayoutDeclaration {
  if (!hasSecret(layout)) return layout;
  const known = Object.entries(layout).filter(([, value]) => !hasSecret(value));
  return {
    ...(Object.fromEntries(known) as Partial<LayoutDeclaration>),
    table: layout.table,
    properties: mapLikeLive(layout.properties, live.properties),
    ...(layout.tags === undefined ? {} : { tags: mapLikeLive(layout.tags, live.tags ?? {}) }),
  };
}

/** Under a secret key stands what is live; a map that is secret as a whole is the live one. */
function mapLikeLive(
  declared: Readonly<Record<string, string>>,
  live: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (Object.hasOwn(declared, SECRET_SIGNATURE)) {
    return Object.fromEntries(Object.entries(live).filter(([key]) => key !== MARK));
  }
  const entries = Object.entries(declared).flatMap(([key, value]) => {
    const now = hasSecret(value) ? entryOf(live, key)?.value : value;
    return now === undefined ? [] : [[key, now] as const];
  });
  return Object.fromEntries(entries);
}

export function viewLikeLive(view: MaterializedViewDeclaration, live: LiveView): MaterializedViewDeclaration {
  if (!hasSecret(view)) return view;
  const known = Object.entries(view).filter(([, value]) => !hasSecret(value));
  return {
    query: live.query,
    ...(Object.fromEntries(known) as Partial<MaterializedViewDeclaration>),
    view: view.view,
  };
}
