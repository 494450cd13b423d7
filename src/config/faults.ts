import { z } from "zod";
import { nearest } from "../model/nearest.ts";
import { redactText } from "../redaction/redact-text.ts";
import { UserError } from "../model/user-error.ts";

/** What is wrong at one place of an input. */
export interface InputFault {
  /** Keys that lead to the place, joined by dots; empty for the whole. */
  readonly path: string;
  /** What was given, and what is allowed. */
  readonly message: string;
}

/** Every fault of one input, in one message that a person can act on. */
export class InputError extends UserError {
  readonly faults: readonly string[];

  constructor(source: string, what: string, faults: readonly string[]) {
    const count = faults.length === 1 ? "1 fault" : `${faults.length} faults`;
    super(`${source}: ${count} in ${what}\n${faults.map((fault) => `  - ${fault}`).join("\n")}`);
    this.faults = faults;
  }
}

/** Holds a value against a schema: what it is read as, or every fault at once. */
export function read<T>(
  schema: z.ZodType<T>,
  value: unknown,
): { readonly faults: readonly InputFault[]; readonly data?: T } {
  const result = schema.safeParse(value, { reportInput: true, error: allowed });
  if (result.success) return { faults: [], data: result.data };
  return { faults: result.error.issues.flatMap((issue) => describe(issue, [])) };
}

/** `got "Smal"; allowed: "Small", "Large" (did you mean "Small"?)` */
export function notAllowed(
  given: unknown,
  values: readonly unknown[],
  others: readonly string[] = [],
): string {
  const words = values.slice(0, MOST_SHOWN).map(show);
  const more = values.length > MOST_SHOWN ? [`${values.length - MOST_SHOWN} more`] : [];
  const guess = typeof given === "string" ? nearest(given, values.map(String)) : undefined;
  const hint = guess === undefined ? "" : ` (did you mean ${show(guess)}?)`;
  return `got ${show(given)}; allowed: ${[...words, ...more, ...others].join(", ")}${hint}`;
}

/** So many names fit into a line. */
const MOST_SHOWN = 40;

type Issue = z.core.$ZodIssue;

/** What the schema would take, as the text of an issue, which does not carry its schema any further. */
function allowed({ code, inst }: z.core.$ZodRawIssue): string | undefined {
  if (code === "unrecognized_keys" && inst instanceof z.ZodObject) return Object.keys(inst.shape).join(", ");
  return code === "invalid_type" && inst instanceof z.ZodType ? inst.description : undefined;
}

function describe(issue: Issue, above: readonly PropertyKey[]): readonly InputFault[] {
  const keys = [...above, ...issue.path];
  const path = keys.map(String).join(".");
  const one = (message: string) => [{ path, message }];
  const given = show(issue.input);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => ({
        path: path === "" ? key : `${path}.${key}`,
        message: unknownKey(key, issue.message.split(", ")),
      }));
    case "invalid_type":
      return one(
        `${issue.input === undefined ? "missing" : `got ${given}`}; expected ${expected(issue)}${quoted(issue)}`,
      );
    case "invalid_value":
      return one(issue.input === undefined ? missing(issue) : notAllowed(issue.input, issue.values));
    case "too_small":
      return one(`got ${given}; at least ${count(issue.minimum, issue.origin)}`);
    case "too_big":
      return one(`got ${given}; at most ${count(issue.maximum, issue.origin)}`);
    case "custom":
      return one(typeof issue.input === "object" ? issue.message : `got ${given}; ${issue.message}`);
    case "invalid_format":
      return one(`got ${given}; expected ${issue.message}`);
    case "invalid_union":
      return unionFaults(issue, keys, path);
    case "not_multiple_of":
    case "invalid_key":
    case "invalid_element":
      return one(issue.message);
  }
}

/** The choice that the value was meant to be has faults inside; where it is none of them, all are named. */
function unionFaults(
  issue: z.core.$ZodIssueInvalidUnion,
  keys: readonly PropertyKey[],
  path: string,
): readonly InputFault[] {
  const [meant] = issue.errors
    .filter((faults) => !faults.some(isAnotherKind))
    .sort((a, b) => a.length - b.length);
  if (meant !== undefined) return meant.flatMap((inner) => describe(inner, keys));
  const faults = issue.errors.flat();
  const values = faults.flatMap((inner) => (inner.code === "invalid_value" ? inner.values : []));
  const others = faults.flatMap((inner) =>
    inner.code === "invalid_type"
      ? [expected(inner)]
      : inner.code === "invalid_format"
        ? [inner.message]
        : [],
  );
  const every = [...new Set(others)];
  const message =
    issue.input === undefined
      ? `missing; allowed: ${[...values.map(show), ...every].join(", ")}`
      : notAllowed(issue.input, values, every);
  return [{ path, message }];
}

function isAnotherKind({ code, path }: Issue): boolean {
  return path.length === 0 && ["invalid_type", "invalid_value", "invalid_format"].includes(code);
}

/** A schema with a description says what it takes in words; zod's own message begins with "Invalid input". */
function expected({ message, expected: type }: z.core.$ZodIssueInvalidType): string {
  return message.startsWith("Invalid input") ? (WORDS[type] ?? type) : message;
}

/** YAML and JavaScript take 17.3 for a number. */
function quoted({ input, expected: type, message }: z.core.$ZodIssueInvalidType): string {
  const isPlain = typeof input === "number" || typeof input === "boolean";
  const anyText = type === "string" && message.startsWith("Invalid input");
  return anyText && isPlain ? `, in quotes: "${String(input)}"` : "";
}

const WORDS: Readonly<Record<string, string>> = {
  array: "a list",
  int: "a whole number",
  object: "an object",
  record: "an object",
  string: "a text",
};

function missing({ values }: z.core.$ZodIssueInvalidValue): string {
  return `missing; allowed: ${values.map(show).join(", ")}`;
}

function count(limit: number | bigint, origin: string): string {
  if (origin === "string") return `${String(limit)} ${limit === 1 ? "character" : "characters"}`;
  return origin === "array" ? `${String(limit)} in the list` : String(limit);
}

function unknownKey(key: string, known: readonly string[]): string {
  const guess = nearest(key, known);
  return `unknown key; ${guess === undefined ? `known here: ${known.join(", ")}` : `did you mean "${guess}"?`}`;
}

/** A program can hold what JSON cannot: a function, a bigint, an object that holds itself. */
function show(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return "a function";
  if (value === undefined || typeof value === "number" || typeof value === "symbol") return String(value);
  try {
    // A secret that is cut would be known no more.
    const text = redactText(JSON.stringify(value));
    return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
  } catch {
    return "an object";
  }
}

const LONGEST_SHOWN = 100;
