import { UNKNOWN, type Unknown, type Value, type Values } from "../pulumi-rpc/value.ts";
import type { CheckFailure } from "../pulumi-rpc/resource.ts";

export type Fail = (property: string, reason: string) => void;

/** Collects the faults of a resource's inputs; unknown ones are the first. */
export function collectFailures(type: string, inputs: Values, known: readonly string[]) {
  const failures: CheckFailure[] = [];
  const fail: Fail = (property, reason) => {
    failures.push({ property, reason });
  };
  for (const name of Object.keys(inputs)) {
    if (!known.includes(name)) fail(name, `unknown input "${name}"; a ${type} has ${known.join(", ")}`);
  }
  return { failures, fail };
}

export function shown(value: Value | undefined): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}

export function readWarehouse(value: Value | undefined, fail: Fail): string | Unknown | undefined {
  if (value === undefined || value === null) return undefined;
  if (value === UNKNOWN || (typeof value === "string" && value !== "")) return value;
  fail("warehouseId", `${shown(value)} is no SQL warehouse id`);
  return undefined;
}

export function readComment(value: Value | undefined, fail: Fail): string | Unknown | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string" || value === UNKNOWN) return value;
  fail("comment", `${shown(value)} is no text`);
  return undefined;
}

/** @param other what a resource does on its removal besides forgetting */
export function readOnRemoval<Other extends string>(
  value: Value | undefined,
  other: Other,
  fail: Fail,
): "forget" | Other | Unknown | undefined {
  if (value === undefined || value === null) return undefined;
  const choice = (["forget", other, UNKNOWN] as const).find((one) => one === value);
  if (choice === undefined) fail("onRemoval", `${shown(value)} is neither "forget" nor "${other}"`);
  return choice;
}
