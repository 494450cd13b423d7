import { z } from "zod";
import { nearest } from "../model/nearest.ts";
import { UserError } from "../model/user-error.ts";
import { type Settings, settingsSchema } from "./settings.ts";

/** Project namespace and key under which a stack file holds its settings. */
export const SETTINGS_KEY = "kineo-lakehouse:settings";

/** Every fault of one stack file, in one message that a person can act on. */
export class SettingsError extends UserError {
  override readonly name = "SettingsError";
  readonly faults: readonly string[];

  constructor(source: string, faults: readonly string[]) {
    const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
    super(`${source}: ${count} in ${SETTINGS_KEY}\n${faults.map((fault) => `  - ${fault}`).join("\n")}`);
    this.faults = faults;
  }
}

/**
 * Reads settings, strictly and all at once.
 * @param source the file to name in errors, such as `Pulumi.prod.yaml`
 * @throws SettingsError naming every fault by its path
 */
export function parseSettings(value: unknown, source: string): Settings {
  const result = settingsSchema.safeParse(value, { reportInput: true });
  if (result.success) return result.data;
  throw new SettingsError(source, result.error.issues.flatMap(describe));
}

function describe(issue: z.core.$ZodIssue): readonly string[] {
  const path = issue.path.map(String).join(".") || "(settings)";
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey([...issue.path.map(String), key]));
    case "invalid_type":
      return issue.input === undefined
        ? [`${path}: missing; expected ${issue.expected}`]
        : [`${path}: got ${show(issue.input)}; expected ${issue.expected}`];
    case "invalid_value":
      return [
        `${path}: got ${show(issue.input)}; allowed: ${issue.values.map(show).join(", ")}${hint(issue)}`,
      ];
    case "too_small":
      return [`${path}: got ${show(issue.input)}; at least ${String(issue.minimum)}`];
    case "too_big":
      return [`${path}: got ${show(issue.input)}; at most ${String(issue.maximum)}`];
    case "custom":
      return [
        typeof issue.input === "object"
          ? `${path}: ${issue.message}`
          : `${path}: got ${show(issue.input)}; ${issue.message}`,
      ];
    case "invalid_format":
      return [`${path}: got ${show(issue.input)}; expected ${issue.message}`];
    case "not_multiple_of":
    case "invalid_union":
    case "invalid_key":
    case "invalid_element":
      return [`${path}: ${issue.message}`];
  }
}

function hint(issue: z.core.$ZodIssueInvalidValue): string {
  const guess = nearest(String(issue.input), issue.values.map(String));
  return guess === undefined ? "" : ` (did you mean ${show(guess)}?)`;
}

function unknownKey(path: readonly string[]): string {
  const key = path.at(-1) ?? "";
  const known = keysAt(path.slice(0, -1));
  const guess = nearest(key, known);
  const rest = guess === undefined ? `known here: ${known.join(", ")}` : `did you mean "${guess}"?`;
  return `${path.join(".")}: unknown key; ${rest}`;
}

/** The keys the schema has at a path of objects. */
function keysAt(path: readonly string[]): readonly string[] {
  let shape: Readonly<Record<string, unknown>> = settingsSchema.shape;
  for (const step of path) {
    const inner = withoutDefault(shape[step]);
    if (typeof inner !== "object" || inner === null || !("shape" in inner)) return [];
    shape = inner.shape as Readonly<Record<string, unknown>>;
  }
  return Object.keys(shape);
}

/** A key that may be left out holds its object inside. */
function withoutDefault(schema: unknown): unknown {
  return schema instanceof z.ZodDefault || schema instanceof z.ZodOptional ? schema.unwrap() : schema;
}

function show(value: unknown): string {
  return JSON.stringify(value);
}
