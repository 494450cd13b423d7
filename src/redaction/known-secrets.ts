import { htmlEscaped, sqlEscaped } from "../text/escapes.ts";

/** What stands in the place of a secret. */
export const HIDDEN = "(secret)";

/** A text of fewer characters would blank out ordinary words; it is found between quotes alone. */
const SHORTEST = 6;

/** Secret texts, found in every form in which another text may hold them. */
export class KnownSecrets {
  readonly #forms: readonly string[];

  constructor(texts: Iterable<string> = []) {
    const forms = new Set([...texts].filter((text) => text.trim() !== "").flatMap(formsOf));
    // What holds another one goes first.
    this.#forms = [...forms].sort((a, b) => b.length - a.length);
  }

  /** The text without them. */
  hide(text: string): string {
    let clean = text;
    for (const form of this.#forms) {
      if (clean.includes(form))
        clean = clean.replaceAll(form, quoted(form) ? `${form[0] ?? ""}${HIDDEN}${form[0] ?? ""}` : HIDDEN);
    }
    return clean;
  }

  /** Whether the text holds one of them. */
  within(text: string): boolean {
    return this.#forms.some((form) => text.includes(form));
  }
}

function quoted(form: string): boolean {
  return form.length >= 2 && /^(['"]).*\1$/s.test(form);
}

/** A line of fewer characters is an ordinary one. */
const SHORTEST_LINE = 12;

/**
 * As it is, in JSON, in SQL with its two ways of quotes, in HTML, in an address and in base64; without line feeds; and
 * line by line, set in somewhere.
 */
function formsOf(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const parts = [
    text,
    text.replaceAll(/\s+/g, " "),
    ...(lines.length > 1 ? lines.filter((line) => line.length >= SHORTEST_LINE) : []),
  ];
  return [...new Set(parts)].flatMap((part) => {
    const written = [part, inJson(part), sqlEscaped(part), part.replaceAll("'", "''")];
    const others = [
      htmlEscaped(part),
      inAddress(part),
      Buffer.from(part).toString("base64").replace(/=+$/, ""),
    ];
    const bare = [...written, ...others].filter((form) => form.length >= SHORTEST);
    return part === text ? [...bare, ...written.flatMap((form) => [`'${form}'`, `"${form}"`])] : bare;
  });
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function inAddress(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
