import { SECRET_SIGNATURE } from "./envelope.ts";
import { HIDDEN, KnownSecrets } from "./known-secrets.ts";
import { isSecretName } from "./assignments.ts";
import { withoutSecretTexts } from "./patterns.ts";

/** Stands in data where a secret was: state and previews do not tell what it is. */
export const SECRET_MARK = "[secret]";

/** Fields of which every value is hidden: nobody marks what stands in an environment. */
const HIDDEN_FIELD = /^(spark)?_?env_?vars(\.|$)/i;

/** Fields that hold a text in base64. */
const ENCODED_FIELD = /^content_?base64$/i;

/**
 * Keeps secrets out of everything that is written: what Pulumi marks, what the caller knows, what stands under a
 * telling name, and what looks like one. Drift, reviews, plans, findings, errors and pages go through it.
 */
export class Redactor {
  readonly #known: KnownSecrets;
  readonly #cleaned = new Map<string, string>();

  /** @param known secret texts, such as the caller's credentials */
  constructor(known: readonly string[] = []) {
    this.#known = new KnownSecrets(known);
  }

  /** The text without secrets. */
  text(text: string): string {
    const before = this.#cleaned.get(text);
    if (before !== undefined) return before;
    const open = text.replaceAll(SECRET_MARK, HIDDEN).replaceAll(SECRET_SIGNATURE, HIDDEN);
    const clean = withoutSecretTexts(this.#known.hide(open));
    if (this.#cleaned.size < MOST_KEPT) this.#cleaned.set(text, clean);
    return clean;
  }

  /**
   * The text without the secrets that are known: for one that was made of clean data, in which our own words may stand
   * behind a telling name (`fs.s3a.secret.key: a secret stands …`).
   */
  withoutKnown(text: string): string {
    return this.#known.hide(text);
  }

  /** A value as one line, without secrets. @param path names on the way to it */
  value(value: unknown, path: readonly string[]): string {
    const clean: unknown = this.data(parsed(value), path);
    return typeof clean === "string" ? clean : JSON.stringify(clean);
  }

  /** Data of the same shape without secrets; without what Pulumi keeps for itself as well. @param path as for `value` */
  data<T>(value: T, path?: readonly string[]): T;
  data(value: unknown, path: readonly string[] = []): unknown {
    if (Array.isArray(value)) return value.map((item: unknown) => this.data(item, path));
    if (typeof value === "object" && value !== null) {
      const entries = Object.entries(value).filter(([key]) => !key.startsWith("__"));
      return Object.fromEntries(
        entries.map(([key, inner]) => [this.text(key), this.data(inner, [...path, named(value, key)])]),
      );
    }
    if (isHidden(value, path)) return HIDDEN;
    if (typeof value !== "string") return value;
    return this.text(ENCODED_FIELD.test(path.at(-1) ?? "") ? Buffer.from(value, "base64").toString() : value);
  }
}

/** `{ key: "db.password", value: "…" }` names its value beside it. */
function named(entry: object, field: string): string {
  if (field !== "value" && field !== "default") return field;
  const { key, name }: { readonly key?: unknown; readonly name?: unknown } = entry;
  return [key, name].find((one) => typeof one === "string") ?? field;
}

/** A list or an object that is written as a text. */
function parsed(value: unknown): unknown {
  if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** The same few texts come again and again. */
const MOST_KEPT = 10_000;

function isHidden(value: unknown, path: readonly string[]): boolean {
  if (typeof value !== "string" && typeof value !== "number") return false;
  if (value === "" || value === HIDDEN || isReference(String(value))) return false;
  if (path.some((name) => HIDDEN_FIELD.test(name))) return true;
  // A column's name says nothing of its type, which stands under it.
  if (path.at(-2) === "columns") return false;
  const last = path.findLast((name) => !/^(value|default|default_?value)$/i.test(name)) ?? "";
  return isSecretName(last);
}

/** Databricks' way of naming a secret without telling it. */
function isReference(value: string): boolean {
  return /^\{\{secrets\/[^/{}]+\/[^{}]+\}\}$/.test(value);
}
