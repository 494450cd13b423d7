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
      if (clean.includes(form)) clean = clean.replaceAll(form, quoted(form) ? `'${HIDDEN}'` : HIDDEN);
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

/** As it is, in JSON, in SQL, in HTML and in an address; a text of several lines also line by line, set in somewhere. */
function formsOf(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  return [...new Set([text, ...lines])].flatMap((part) => {
    const written = [part, inJson(part), inSql(part)];
    const bare = [...written, inHtml(part), inAddress(part)].filter((form) => form.length >= SHORTEST);
    return part === text ? [...bare, ...written.flatMap((form) => [`'${form}'`, `"${form}"`])] : bare;
  });
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** As a SQL literal has it between its quotes. */
function inSql(text: string): string {
  return text
    .replaceAll("\\", "\\\\")
    .replaceAll("'", "\\'")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("${", "\\u0024{");
}

function inHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

function inAddress(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
