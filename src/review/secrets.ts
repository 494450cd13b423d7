import { SECRET } from "./preview/values.ts";

/** What stands in the place of a secret. */
export const HIDDEN = "(secret)";

/** Names whose values Spark hides in its own pages and logs (`spark.redaction.regex`), and those of Databricks' credentials. */
const SECRET_NAME =
  /secret|password|passphrase|token|credential|access[.-]?key|api[._-]?key|private[._-]?key/i;

/** Fields of which every value is hidden: nobody marks what stands in an environment. */
const HIDDEN_FIELDS = new Set(["sparkEnvVars", "spark_env_vars", "envVars"]);

/** Texts that are secrets wherever they stand: Databricks' tokens, bearer tokens, credentials in an address, keys. */
const SECRET_TEXTS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:dapi|dose|dkea)[0-9a-f]{16,}(?:-\d+)?\b/gi, HIDDEN],
  [/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${HIDDEN}`],
  [/(:\/\/[^\s/:@]+:)[^\s/@]+@/g, `$1${HIDDEN}@`],
  [/\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g, HIDDEN],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, HIDDEN],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, HIDDEN],
  [
    /\b([\w.-]*(?:secret|password|passphrase|token|access[._-]?key|api[._-]?key)[\w.-]*["']?\s*[=:]\s*)(?!\{\{secrets\/)("[^"]*"|'[^']*'|[^\s,;)"']+)/gi,
    `$1${HIDDEN}`,
  ],
  // Escape sequences of a terminal are no secret, but have no place in a text either.

  [/\u001b\[[0-9;]*m/g, ""],
];

/** Keeps secrets out of what is written: those that Pulumi marks, those the caller knows, and what looks like one. */
export class Secrets {
  readonly #known: readonly string[];

  /** @param known secret texts, such as the caller's credentials; short ones are left out, as they would be found anywhere */
  constructor(known: readonly string[] = []) {
    this.#known = known.filter((text) => text.length >= SHORTEST).sort((a, b) => b.length - a.length);
  }

  /** The text without secrets. */
  text(text: string): string {
    let clean = text.replaceAll(SECRET, HIDDEN);
    for (const secret of this.#known) clean = clean.replaceAll(secret, HIDDEN);
    for (const [pattern, instead] of SECRET_TEXTS) clean = clean.replace(pattern, instead);
    return clean;
  }

  /** A value as one line, without secrets. @param path names on the way to it */
  value(value: unknown, path: readonly string[]): string {
    if (path.some((name) => HIDDEN_FIELDS.has(name)) && !isContainer(value)) return HIDDEN;
    if (SECRET_NAME.test(path.at(-1) ?? "") && !isContainer(value) && !isReference(value)) return HIDDEN;
    const clean = this.#cleaned(value, path);
    return typeof clean === "string" ? clean : JSON.stringify(clean);
  }

  #cleaned(value: unknown, path: readonly string[]): unknown {
    if (typeof value === "string") return this.text(value);
    if (Array.isArray(value)) return value.map((item) => this.#cleaned(item, path));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => !key.startsWith("__"))
        .map(([key, inner]) => [
          key,
          isContainer(inner) ? this.#cleaned(inner, [...path, key]) : this.#leaf(inner, [...path, key]),
        ]),
    );
  }

  #leaf(value: unknown, path: readonly string[]): unknown {
    return typeof value === "string" ? this.value(value, path) : value;
  }
}

/** A password of fewer characters would blank out ordinary words. */
const SHORTEST = 6;

function isContainer(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

/** Databricks' way of naming a secret without telling it. */
function isReference(value: unknown): boolean {
  return typeof value === "string" && /^\{\{secrets\/[^}]+\}\}$/.test(value);
}
