import databricks from "./databricks-properties.json" with { type: "json" };
import delta from "./delta-properties.json" with { type: "json" };

/**
 * How the engine reads a property's text. `word` is compared without regard to case, `text` as it stands.
 */
export type PropertyKind = "boolean" | "bytes" | "integer" | "interval" | "word" | "text";

/** One table property that Delta or Databricks knows. */
export interface DeltaPropertyFact {
  /** Its own spelling; the engine looks keys up without regard to case. */
  readonly key: string;
  readonly kind: PropertyKind;
  /** What values are accepted, in the engine's words. */
  readonly rule: string;
}

const facts = new Map(
  Object.entries({ ...delta.entries, ...databricks.entries }).map(([key, { kind, rule }]) => [
    key.toLowerCase(),
    // The first file is generated and compared with the engine by a test, the second is held by the same type.
    { key, kind: kind as PropertyKind, rule } satisfies DeltaPropertyFact,
  ]),
);

/** What is known of a property; `undefined` for one that neither Delta nor Databricks declares. */
export function deltaProperty(key: string): DeltaPropertyFact | undefined {
  return facts.get(key.toLowerCase());
}

/** Keys in the engine's spelling. */
export function deltaPropertyKeys(): readonly string[] {
  return [...facts.values()].map(({ key }) => key);
}
