import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { HIDDEN, KnownSecrets } from "../redaction/known-secrets.ts";
import { withoutSecretTexts } from "../redaction/patterns.ts";
import { visible } from "../text/visible.ts";
import type { CheckFailure, Console } from "./resource.ts";
import { fromStruct, toStruct } from "./structs.ts";
import { isList, isValues, UNKNOWN, type Value, type Values } from "./value.ts";

/**
 * The secrets of one request. They arrive marked and are opened for those who work with them; on the way back they are
 * marked again, and what people read holds none.
 */
export class Seal {
  readonly #paths = new Set<string>();
  readonly #texts = new Set<string>();
  /** Of the plugin's settings, which are secrets of every request. */
  readonly #settings: Seal | undefined;
  #known: KnownSecrets | undefined;

  constructor(settings?: Seal) {
    this.#settings = settings;
  }

  /**
   * A map of properties with its secrets opened.
   * @param counts whether what is secret in it is so at its place from now on; what was secret before may be open now
   */
  open(struct: Struct | undefined, counts: "here" | "before" = "here"): Values {
    return fromStruct(struct, (path, value) => {
      if (counts === "here") this.#paths.add(JSON.stringify(path));
      for (const text of textsIn(value)) this.#texts.add(text);
      this.#known = undefined;
    });
  }

  /** A map of properties for the engine: what was secret, by place or by text, is so again. */
  close(values: Values): Struct {
    if (this.#paths.size === 0) return toStruct(values);
    const known = this.#hides();
    return toStruct(
      values,
      (path, value) =>
        value !== UNKNOWN &&
        (this.#paths.has(JSON.stringify(path)) || (typeof value === "string" && known.within(value))),
    );
  }

  /** A text for people. */
  hide(text: string): string {
    return visible(withoutSecretTexts(this.#hides().hide(text)));
  }

  /** A property path as a diff has it; what is secret as a whole has no keys. */
  path(path: string): string {
    const [name = path] = path.split(/[.[]/, 1);
    return this.#paths.has(JSON.stringify([name])) ? name : path;
  }

  console(console: Console): Console {
    return {
      info: (message) => console.info(this.hide(message)),
      warn: (message) => console.warn(this.hide(message)),
    };
  }

  /** The reason of a refused input may show its value, which may be a number as well. */
  failure({ property, reason }: CheckFailure): CheckFailure {
    const [name] = property.split(/[.[]/, 1);
    const isSecret = [...this.#paths].some((path) => (JSON.parse(path) as readonly string[])[0] === name);
    const shortest = isSecret ? this.#all() : [];
    const hidden = shortest.reduce((text, secret) => text.replaceAll(secret, HIDDEN), this.hide(reason));
    return { property: this.hide(property), reason: hidden };
  }

  #all(): readonly string[] {
    return [...(this.#settings === undefined ? [] : this.#settings.#texts), ...this.#texts];
  }

  /** Most requests have no secret of their own. */
  #hides(): KnownSecrets {
    if (this.#settings !== undefined && this.#texts.size === 0) return this.#settings.#hides();
    this.#known ??= new KnownSecrets(this.#all());
    return this.#known;
  }
}

function textsIn(value: Value): readonly string[] {
  if (isList(value)) return value.flatMap(textsIn);
  if (isValues(value)) return Object.entries(value).flatMap(([key, inner]) => [key, ...textsIn(inner)]);
  return value === null || value === UNKNOWN || value === "" ? [] : [String(value)];
}
