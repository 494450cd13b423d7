/** What the engine does not know yet: at preview, an output of a resource that is still to be created. */
export const UNKNOWN: unique symbol = Symbol("unknown");

/** A property value as the engine and this plugin exchange it; secrets arrive opened. */
export type Value =
  null | boolean | number | string | typeof UNKNOWN | readonly Value[] | { readonly [key: string]: Value };

export type Values = Readonly<Record<string, Value>>;

export type Unknown = typeof UNKNOWN;

export function isValues(value: Value | undefined): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A map without one of its keys. */
export function withoutKey(values: Values, key: string): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name !== key));
}

/** `Array.isArray` does not narrow readonly lists. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function hasUnknown(value: Value | undefined): boolean {
  if (value === UNKNOWN) return true;
  if (isList(value)) return value.some(hasUnknown);
  return isValues(value) && Object.values(value).some(hasUnknown);
}
