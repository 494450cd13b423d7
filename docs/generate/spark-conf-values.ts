import { databricksConf, databricksConfKeys } from "../../src/catalog/databricks-conf.ts";
import { type Engine, ENGINES } from "../../src/catalog/engine.ts";
import { sparkConfEntry, sparkConfHistory, sparkConfKeys } from "../../src/catalog/spark-conf.ts";
import { keysReadByName } from "../../src/catalog/spark-conf-unregistered.ts";
import type { SparkConfFact } from "../../src/catalog/entries.ts";

/** The source of `src/model/spark-conf-values.ts`: what an editor and the compiler know of a cluster's Spark conf. */
export function sparkConfValues(): string {
  const keys = [...new Set([...ENGINES.flatMap(sparkConfKeys), ...databricksConfKeys()])].sort();
  return [
    "// Written by `npm run docs` from src/catalog/; do not edit.",
    "",
    "/** `true` or `false`. */",
    "type Bool = `${boolean}`;",
    "/** Units of bytes, in powers of 1,024. */",
    'type SizeUnit = "" | "b" | "k" | "kb" | "m" | "mb" | "g" | "gb" | "t" | "tb" | "p" | "pb";',
    "/** Units of time. */",
    'type TimeUnit = "" | "us" | "ms" | "s" | "m" | "min" | "h" | "d";',
    "/** A whole number and a unit, without a space or a fraction. */",
    "type Size = `${bigint}${SizeUnit | Uppercase<SizeUnit>}`;",
    "/** A whole number and a unit, without a space or a fraction. */",
    "type Time = `${bigint}${TimeUnit}`;",
    "/** A word as it is written, or in capitals or small letters. */",
    "type Word<W extends string> = W | Uppercase<W> | Lowercase<W>;",
    "",
    "/**",
    " * Every public Spark conf key, with the values that Spark 3.5 or 4.0, Delta or Databricks takes. Keys that Spark",
    " * deprecates are left out; one that Databricks does not document is added where it is used:",
    ' * `interface SparkConfValues { readonly "spark.databricks.some.key": string }`.',
    " */",
    "export interface SparkConfValues {",
    ...keys.flatMap(member),
    ...keysReadByName()
      .filter((key) => !keys.includes(key))
      .flatMap((key) => [
        key.endsWith(".") ? "  /** Any key that begins so. */" : `  /** ${UNDESCRIBED} */`,
        key.endsWith(".")
          ? `  readonly [key: \`${key.replace("*", "${string}")}\${string}\`]: string;`
          : `  readonly "${key}": string;`,
      ]),
    "}",
    "",
  ].join("\n");
}

const UNDESCRIBED = "The engine does not describe it.";

function member(key: string): readonly string[] {
  const facts = ENGINES.flatMap((engine) => published(key, engine) ?? []);
  const newest = facts.at(-1);
  const own = databricksConf(key);
  if (newest === undefined && own === undefined) return [];
  const about = sentence(newest?.about ?? own?.about ?? "") || UNDESCRIBED;
  const doc = `${about} @default ${defaultOf(newest?.default ?? own?.default)}`.trim();
  const types = [...facts, ...(newest === undefined && own !== undefined ? [ofDatabricks(own)] : [])].map(
    typeOf,
  );
  const also = (own?.alsoTakes ?? []).map((value) => JSON.stringify(value));
  const union = types.includes("string") ? "string" : [...new Set([...types, ...also])].join(" | ");
  return [`  /** ${doc} */`, `  readonly ${JSON.stringify(key)}: ${union};`];
}

/** What a key takes; `undefined` where this Spark has none of it for users. */
function published(key: string, engine: Engine): SparkConfFact | undefined {
  const fact = sparkConfEntry(key, engine);
  const { deprecated, renamed } = sparkConfHistory(key, engine);
  return fact?.internal === true || deprecated !== undefined || renamed !== undefined ? undefined : fact;
}

function ofDatabricks({ type = "text", values }: NonNullable<ReturnType<typeof databricksConf>>) {
  return { type, ...(values === undefined ? {} : { values }) };
}

function typeOf({
  type,
  values,
  caseSensitive,
}: Pick<SparkConfFact, "type" | "values" | "caseSensitive">): string {
  const listed = values?.map((value) => JSON.stringify(value)).join(" | ");
  switch (type) {
    case "boolean":
      return "Bool";
    case "int":
    case "long":
      return listed ?? "`${bigint}`";
    case "double":
      return "`${number}`";
    case "size":
      return "Size";
    case "time":
      return "Time";
    case "word":
      return listed === undefined ? "string" : caseSensitive === true ? listed : `Word<${listed}>`;
    case "list":
    case "regex":
    case "text":
      return "string";
  }
}

function defaultOf(text: string | undefined): string {
  if (text === undefined) return "not documented";
  return text === "<undefined>"
    ? "none"
    : text === ""
      ? "empty"
      : text.replace(/^<value of (.*)>$/, "that of $1");
}

/** One line, and no end of the comment in it. */
function sentence(text: string): string {
  return text.replaceAll("*/", "* /").replace(/\s+/g, " ").trim();
}
