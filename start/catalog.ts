import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ensureRuntime, type Runtime } from "../sandbox/spark/setup.ts";
import { REPOSITORY, SANDBOX } from "./places.ts";
import { main, StepFailed } from "./steps.ts";

interface EngineFacts {
  /** Version of Spark. */
  readonly spark: string;
  /** Entries by name of the file in `catalog/`. */
  readonly facts: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

const SOURCES: Readonly<Record<string, string>> = {
  "spark-conf": "ConfigEntry.knownConfigs",
  "delta-properties": "DeltaConfigs.getAllConfigs",
  "delta-features": "TableFeature.allSupportedFeaturesMap",
};

// npm run catalog: writes the generated files of catalog/ from the sandbox's pinned Spark. With --print,
// prints them as one JSON object: standard output then holds that alone, so progress goes to the other channel.
await main(async () => {
  const files = filesOf(readEngine(await runtime()));
  if (process.argv.includes("--print")) {
    process.stdout.write(JSON.stringify(files));
    return;
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(REPOSITORY, name), text);
});

async function runtime(): Promise<Runtime> {
  try {
    return await ensureRuntime((line) => process.stderr.write(`${line}\n`));
  } catch (error) {
    throw new StepFailed(error instanceof Error ? error.message : String(error));
  }
}

function readEngine({ python, javaHome, jars }: Runtime): EngineFacts {
  mkdirSync(SANDBOX, { recursive: true });
  const { status, stdout, stderr } = spawnSync(
    python,
    [join(REPOSITORY, "catalog", "generate", "engine.py"), jars.join(",")],
    // Spark leaves its warehouse and logs where it is started.
    {
      cwd: SANDBOX,
      env: { ...process.env, JAVA_HOME: javaHome },
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  if (status !== 0) throw new StepFailed(stderr.split("\n").slice(-20).join("\n"));
  return JSON.parse(stdout) as EngineFacts;
}

/** Texts by path: one line an entry, sorted, so that a new engine shows as the lines that changed. */
function filesOf({ spark, facts }: EngineFacts): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, entries]) => {
      const source = `Spark ${spark} with Delta: ${SOURCES[name] ?? name} of a running JVM`;
      const lines = Object.keys(entries)
        .sort()
        .map((key) => `    ${JSON.stringify(key)}: ${JSON.stringify(entries[key])}`);
      const text = `{\n  "source": ${JSON.stringify(source)},\n  "entries": {\n${lines.join(",\n")}\n  }\n}\n`;
      return [`catalog/${name}.json`, text];
    }),
  );
}
