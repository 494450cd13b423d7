import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { reporter } from "../../sandbox/report.ts";
import { PINS, type Runtime } from "../../sandbox/spark/setup.ts";
import { ENGINE_PINS, GENERATE } from "./engines.ts";
import { REPOSITORY, SANDBOX } from "./places.ts";
import { setUpSandbox } from "./sandbox.ts";
import { main, StepFailed } from "./steps.ts";

interface EngineFacts {
  /** Version of Spark. */
  readonly spark: string;
  /** Fields by name of the file in the engine's folder of `src/catalog/`; one of them holds the entries. */
  readonly facts: Readonly<Record<string, FileFacts>>;
}

interface FileFacts {
  readonly entries: Readonly<Record<string, object>>;
  readonly [field: string]: unknown;
}

const SOURCES: Readonly<Record<string, string>> = {
  "spark-conf": "ConfigEntry.knownConfigs",
  "delta-properties": "DeltaConfigs.getAllConfigs",
  "delta-features": "TableFeature.allSupportedFeaturesMap",
  "delta-reserved": "ALTER TABLE … SET TBLPROPERTIES",
  "property-effects": "ALTER TABLE … SET and UNSET TBLPROPERTIES on a table with rows",
};

// npm run catalog: writes the generated files of src/catalog/spark-4.0 from the sandbox's pinned Spark. With
// --engine 3.5, or all, it makes a second virtual environment for the other Spark and asks that one. With --print
// it prints the files as one JSON object: standard output then holds that alone, so progress goes to the other channel.
await main(async () => {
  const { values } = parseArgs({
    options: { engine: { type: "string", default: "4.0" }, print: { type: "boolean", default: false } },
  });
  const files: Record<string, string> = {};
  for (const engine of engines(values.engine)) Object.assign(files, filesOf(engine, await ask(engine)));
  if (values.print) {
    process.stdout.write(JSON.stringify(files));
    return;
  }
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(REPOSITORY, name)), { recursive: true });
    writeFileSync(join(REPOSITORY, name), text);
  }
});

function engines(asked: string): readonly string[] {
  if (asked === "all") return Object.keys(ENGINE_PINS);
  if (Object.hasOwn(ENGINE_PINS, asked)) return [asked];
  throw new StepFailed(
    `--engine ${asked}: there is no such engine. Allowed: ${[...Object.keys(ENGINE_PINS), "all"].join(", ")}.`,
  );
}

async function ask(engine: string): Promise<EngineFacts> {
  return readEngine(await setUpSandbox(reporter(process.stderr), ENGINE_PINS[engine] ?? PINS));
}

function readEngine({ python, javaHome, jars }: Runtime): EngineFacts {
  mkdirSync(SANDBOX, { recursive: true });
  const { status, stdout, stderr } = spawnSync(
    python,
    [join(GENERATE, "engine.py"), jars.join(",")],
    // Spark leaves its warehouse and logs where it is started.
    {
      cwd: SANDBOX,
      env: { ...process.env, JAVA_HOME: javaHome },
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  if (status !== 0) throw new StepFailed(stderr.split("\n").slice(-20).join("\n"));
  // Delta writes of each table whose protocol it raises to the same channel; the facts are one line, the last.
  return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as EngineFacts;
}

/** Texts by path: one line an entry, sorted, so that a new engine shows as the lines that changed. */
function filesOf(engine: string, { spark, facts }: EngineFacts): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, { entries, ...rest }]) => {
      const source = `Spark ${spark} with Delta: ${SOURCES[name] ?? name} of a running JVM`;
      const head = Object.entries({ source, ...rest }).map(
        ([field, value]) => `  ${JSON.stringify(field)}: ${JSON.stringify(value)},\n`,
      );
      const lines = Object.keys(entries)
        .sort()
        .map((key) => `    ${JSON.stringify(key)}: ${JSON.stringify(entries[key])}`);
      const text = `{\n${head.join("")}  "entries": {\n${lines.join(",\n")}\n  }\n}\n`;
      return [`src/catalog/spark-${engine}/${name}.json`, text];
    }),
  );
}
