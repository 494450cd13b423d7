import { type Json, object } from "../../model/json.ts";
import { isEnvelope } from "../../redaction/envelope.ts";
import { SECRET_MARK } from "../../redaction/redactor.ts";

/** What stands in a step's values where the engine does not tell one; for a secret it is `SECRET_MARK`. */
export const NOT_KNOWN = "(known after the deployment)";

/** How the engine writes down what it does not know yet, by the kind of value. */
const UNKNOWN = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/**
 * The values with secrets and unknowns by one mark each, whichever form the preview has.
 * @param found gets every secret that the preview tells, so that it can be kept out of other texts as well
 */
export function plainValues(value: unknown, found: Set<string>): Json {
  return object(plain(value, found));
}

function plain(value: unknown, found: Set<string>): unknown {
  if (typeof value === "string") return UNKNOWN.has(value) ? NOT_KNOWN : value;
  if (Array.isArray(value)) return value.map((item) => plain(item, found));
  if (typeof value !== "object" || value === null) return value;
  const entries = value as Json;
  if (isEnvelope(value)) {
    tell(entries["plaintext"] ?? entries["value"], found);
    return SECRET_MARK;
  }
  return Object.fromEntries(Object.entries(entries).map(([key, inner]) => [key, plain(inner, found)]));
}

/** A secret's text is JSON; every text in it is one. */
function tell(value: unknown, found: Set<string>): void {
  if (typeof value === "string") {
    found.add(value);
    try {
      const inner: unknown = JSON.parse(value);
      if (inner !== value) tell(inner, found);
    } catch {
      // No JSON, so the text itself.
    }
  } else if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) tell(inner, found);
  }
}
