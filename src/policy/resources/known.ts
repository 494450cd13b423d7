import { isList, isValues, type Value, type Values } from "../../pulumi-rpc/value.ts";

// What is unknown or secret reads as nothing, so that nobody judges it.

/** A scalar as the provider sends it. */
export function knownText(value: Value | undefined): string | undefined {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : undefined;
}

/** A text that a run fills in holds a reference, to a secret or a parameter, that is not the value. */
function finalText(value: Value | undefined): string | undefined {
  const found = knownText(value);
  return found?.includes("{{") === true ? undefined : found;
}

export function knownNumber(value: Value | undefined): number | undefined {
  const found = knownText(value);
  return found === undefined || found.trim() === "" || Number.isNaN(Number(found))
    ? undefined
    : Number(found);
}

export function knownMap(value: Value | undefined): Values {
  return isValues(value) ? value : {};
}

export function knownList(value: Value | undefined): readonly Value[] {
  return isList(value) ? value : [];
}

/** @returns `undefined` for a list of which anything is not known, or that has nothing in it */
export function texts(value: Value | undefined): readonly string[] | undefined {
  const found = knownList(value).map(knownText);
  return found.length === 0 || found.includes(undefined)
    ? undefined
    : found.filter((one) => one !== undefined);
}

/** A map's texts, and the keys whose value is not known. */
export function entriesOf(value: Value | undefined): {
  readonly known: readonly (readonly [key: string, text: string])[];
  readonly unknown: readonly string[];
} {
  const entries = Object.entries(knownMap(value)).filter(([, item]) => item !== null);
  return {
    known: entries.flatMap(([key, item]) => {
      const found = finalText(item);
      return found === undefined ? [] : [[key, found] as const];
    }),
    unknown: entries.flatMap(([key, item]) => (finalText(item) === undefined ? [key] : [])),
  };
}

/** Whether a program sets an input, to whatever it may turn out to be. */
export function isSet(value: Value | undefined): boolean {
  return value !== undefined && value !== null && value !== "";
}
