import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { catalogueFor, DEFAULT_ENGINE, type Engine, ENGINES } from "../../src/catalog/engine.ts";
import { deltaPropertyFault } from "../../src/catalog/property-values.ts";
import { sparkConfEntry, sparkConfKeys } from "../../src/catalog/spark-conf.ts";
import { sparkConfFault } from "../../src/catalog/spark-conf-values.ts";
import { ensureRuntime, PLACES } from "../../sandbox/spark/setup.ts";
import { ENGINE_PINS, GENERATE } from "../../dev/start/engines.ts";
import { SANDBOX } from "../../dev/start/places.ts";

// Some two hundred changes of tables among them.
const LONG = { timeout: 1_200_000 };

test(
  "the generated files of src/catalog/ are what the pinned engine says (npm run catalog writes them)",
  LONG,
  () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["dev/start/catalog.ts", "--print"], {
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    expect(status, stderr).toBe(0);
    const files = JSON.parse(stdout) as Record<string, string>;
    expect(Object.keys(files).sort()).toEqual([
      "src/catalog/spark-4.0/delta-features.json",
      "src/catalog/spark-4.0/delta-properties.json",
      "src/catalog/spark-4.0/delta-reserved.json",
      "src/catalog/spark-4.0/property-effects.json",
      "src/catalog/spark-4.0/spark-conf.json",
    ]);
    for (const [path, text] of Object.entries(files)) {
      expect(JSON.parse(readFileSync(path, "utf8")), path).toEqual(JSON.parse(text));
    }
  },
);

// Another seed asks other questions: SEED=2 npx vitest run --project sandbox test/sandbox/catalog.test.ts
const seed = Number(process.env["SEED"] ?? 1);
// ENGINE=3.5 asks them of the other engine, and downloads it the first time.
const engine: Engine = ENGINES.find((known) => known === process.env["ENGINE"]) ?? DEFAULT_ENGINE;

/** Texts near the border of what some parser takes, and some far from it. */
const number = fc.oneof(
  fc.integer({ min: -3, max: 130 }).map(String),
  fc.constantFrom("2147483647", "2147483648", "-2147483648", "9223372036854775807", "9223372036854775808"),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
  fc.constantFrom(
    "1.5",
    "0.5",
    ".5",
    "5.",
    "1e3",
    "0x1p3",
    "NaN",
    "infinity",
    "Infinity",
    "1d",
    "1f",
    "+7",
    "٣",
    "--1",
  ),
);
const suffix = fc.constantFrom(
  "",
  "",
  "b",
  "k",
  "kb",
  "KB",
  "mb",
  "g",
  "T",
  "pb",
  "kib",
  "us",
  "ms",
  "s",
  "m",
  "min",
  "H",
  "d",
  "ns",
);
const space = fc.constantFrom("", "", "", " ", "\t", "\u00a0", "\u2003");
const word = fc.constantFrom(
  "true",
  "FALSE",
  "True",
  "yes",
  "1",
  "auto",
  "none",
  "NONE",
  "zstd",
  "Snappy",
  "ERROR",
  "json",
  "",
);
const value = fc.oneof(
  fc.tuple(space, number, space, suffix, space).map((parts) => parts.join("")),
  fc.tuple(space, word, space).map((parts) => parts.join("")),
  fc.string({ unit: "grapheme", maxLength: 8 }),
);

test("a value is taken by src/catalog/ exactly where the key's own parser takes it", async () => {
  // Free text is checked by nobody here, and what the engine loads by a name is not known without it.
  const keys = sparkConfKeys(engine).filter(
    (key) => !["list", "regex", "text"].includes(sparkConfEntry(key, engine)?.type ?? ""),
  );
  const pairs = fc.sample(fc.tuple(fc.constantFrom(...keys), value), { numRuns: 6_000, seed });
  const taken = await takenByEngine(pairs);
  const differ = pairs.filter(([key, text], at) => {
    const fact = sparkConfEntry(key, engine);
    return fact !== undefined && (sparkConfFault(fact, text) === undefined) !== taken[at];
  });
  expect(differ.slice(0, 20), `Spark ${engine}, seed ${seed}`).toEqual([]);
});

const unit = fc.constantFrom(
  ...["year", "MONTH", "week", "day", "Hour", "minute", "second", "millisecond", "microsecond", "us"],
);
/** What is often, so that a text of several parts is one that somebody could mean. */
const often = <T>(usual: T, ...rare: T[]) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, fc.constantFrom(...rare));
const part = fc
  .tuple(
    often("", "-", "+", "- "),
    fc.oneof({ weight: 9, arbitrary: fc.nat(400).map(String) }, number),
    often("", ".", ".5", ".123456789", ".1234567890"),
    often(" ", "  ", "\t", "", "\u00a0"),
    unit,
    often("s", "", "x"),
  )
  .map((parts) => parts.join(""));
const interval = fc
  .tuple(
    fc.constantFrom("", "", "", "interval ", "INTERVAL ", " interval  ", "interval\t", "interval"),
    fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(" ")),
    often("", " ", "\u007f", "\u00a0"),
  )
  .map((parts) => parts.join(""));
const truth = fc.constantFrom("true", "FALSE", "True", "false", "true ", "t");
const words = fc
  .array(
    fc.constantFrom(
      ...[
        "iceberg",
        "hudi",
        "Iceberg",
        "",
        "classic",
        "v2",
        "V2",
        "name",
        "ID",
        "none",
        "serializable",
        "true",
      ],
    ),
    { maxLength: 3 },
  )
  .map((found) => found.join(","));
const json = fc.oneof(
  fc.json({ maxDepth: 2 }),
  fc
    .tuple(
      fc.dictionary(fc.string(), fc.string()).map((found) => JSON.stringify(found)),
      space,
    )
    .map((parts) => parts.join("")),
);

const LIKELY = {
  boolean: truth,
  bytes: value,
  integer: number,
  interval,
  json,
  list: words,
  text: value,
  word: words,
};

test("a table property's value is taken by src/catalog/ exactly where Delta's own validator takes it", async () => {
  const properties = Object.entries(catalogueFor(engine).deltaProperties);
  const pairs = properties.flatMap(([key, { kind }]) => {
    // Delta reads column names there with the whole SQL grammar.
    if (kind === "text") return [];
    const texts = fc.sample(fc.oneof({ weight: 3, arbitrary: LIKELY[kind] }, value), { numRuns: 150, seed });
    return texts.map((text) => [key, text] as const);
  });
  const taken = await takenByEngine(pairs);
  const facts = new Map(properties);
  const differ = pairs.filter(([key, text], at) => {
    const fact = facts.get(key);
    return fact !== undefined && (deltaPropertyFault({ key, ...fact }, text) === undefined) !== taken[at];
  });
  expect(differ.slice(0, 20), `Spark ${engine}, seed ${seed}`).toEqual([]);
  // A test in which everything is refused would prove little.
  expect(taken.filter(Boolean).length).toBeGreaterThan(pairs.length / 10);
});

/** Whether the engine takes each text as the value of its Spark conf or table property. */
async function takenByEngine(
  pairs: readonly (readonly [key: string, text: string])[],
): Promise<readonly boolean[]> {
  const { python, javaHome, jars } = await ensureRuntime(() => undefined, PLACES, ENGINE_PINS[engine]);
  mkdirSync(SANDBOX, { recursive: true });
  const { status, stdout, stderr } = spawnSync(
    python,
    [join(GENERATE, "engine.py"), jars.join(","), "values"],
    {
      cwd: SANDBOX,
      env: { ...process.env, JAVA_HOME: javaHome },
      input: JSON.stringify(pairs),
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  expect(status, stderr).toBe(0);
  return (JSON.parse(stdout) as { facts: readonly boolean[] }).facts;
}
