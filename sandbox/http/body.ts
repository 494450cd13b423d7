import { malformed } from "./errors.ts";

/** As deep as protobuf, which the workspace reads JSON into; deeper ones run the readers here out of stack. */
const DEEPEST = 100;

/**
 * The JSON of a request; no body is an empty object, for clients send one where there is nothing to say.
 * @throws ApiError MALFORMED_REQUEST
 */
export function parseBody(text: string): unknown {
  if (text === "") return {};
  if (isDeeperThan(DEEPEST, text)) {
    throw malformed(`Could not parse request object: the body is nested deeper than ${DEEPEST} levels`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : "";
    throw malformed(`Could not parse request object: the body is not JSON. ${why}`);
  }
}

/** A loop, no pattern: one over a string of megabytes with escapes runs out of stack itself. */
function isDeeperThan(most: number, text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') at = endOfString(text, at);
    else if (char === "[" || char === "{") depth += 1;
    else if (char === "]" || char === "}") depth -= 1;
    if (depth > most) return true;
  }
  return false;
}

/** @returns where the string that begins at `start` ends; the text's end for one that does not. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at;
  }
  return text.length;
}
