import { readFileSync } from "node:fs";
import { isObject } from "../http/json.ts";
import type { Fault } from "./front.ts";

const FIELDS: Readonly<Record<string, { readonly is: (value: unknown) => boolean; readonly what: string }>> =
  {
    method: { is: (value) => typeof value === "string", what: "a method such as POST" },
    path: {
      is: (value) => typeof value === "string" && value.startsWith("/"),
      what: "the start of a path, from /",
    },
    after: { is: isCount, what: "a whole number" },
    times: { is: isCount, what: "a whole number" },
    delay: { is: isCount, what: "milliseconds, a whole number" },
    drop: { is: (value) => value === "before" || value === "after", what: '"before" or "after"' },
    status: {
      is: (value) => isCount(value) && Number(value) >= 200 && Number(value) <= 599,
      what: "a status, 200 to 599",
    },
    heard: { is: (value) => typeof value === "boolean", what: "true or false" },
    headers: { is: isObject, what: "an object of texts" },
    body: { is: () => true, what: "JSON" },
  };

/**
 * Reads a file of faults: a JSON list.
 * @throws Error naming everything that is wrong with it
 */
export function readFaults(file: string): readonly Fault[] {
  let faults: unknown;
  try {
    faults = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  if (!Array.isArray(faults)) throw new Error(`${file}: a JSON list of faults is wanted.`);
  const wrong = faults.flatMap((fault, at) => mistakes(fault).map((mistake) => `  ${at + 1}. ${mistake}`));
  if (wrong.length > 0) throw new Error([`${file}:`, ...wrong].join("\n"));
  return faults as readonly Fault[];
}

function mistakes(fault: unknown): readonly string[] {
  if (!isObject(fault)) return ["is no object"];
  const given = Object.entries(fault).flatMap(([name, value]) => {
    const field = FIELDS[name];
    if (field === undefined) return [`unknown field "${name}"; there are ${Object.keys(FIELDS).join(", ")}`];
    return field.is(value) ? [] : [`${name} is ${JSON.stringify(value)}; it is ${field.what}`];
  });
  return "path" in fault ? given : [...given, "path is missing; it is the start of a path, from /"];
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0;
}
