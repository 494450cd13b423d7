import { parseArgs } from "node:util";
import { FORCE_VARIABLE } from "./choose.ts";
import { ensureExampleTools } from "./examples.ts";
import type { Report } from "./progress.ts";
import { ensureToolchain, messageOf, type Toolchain, ToolchainError } from "./toolchain.ts";

const HELP = `Makes Pulumi, its Node language host and the Databricks plugin ready.

  node dev/toolchain/main.ts [--json | --exports] [--examples]

  --json      print path, environment and versions as JSON
  --exports   print the environment as shell commands: eval "$(node dev/toolchain/main.ts --exports)"
  --examples  with the language hosts for YAML and Python, and where they are built, the program "sdk", which writes
              what \`pulumi package gen-sdk --local\` does: sdk nodejs|python SCHEMA_FILE FOLDER

Environment
  ${FORCE_VARIABLE}         path | installer | build: only that way, instead of the first that works
  LAKEWRIGHT_KEEP_GO_CACHE=1   keep Go's caches (about 9 GB) after a build
  XDG_CACHE_HOME               moves the cache folder (~/.cache)
`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: "boolean" },
      exports: { type: "boolean" },
      examples: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help === true) {
    process.stdout.write(HELP);
    return;
  }
  // Progress goes to stderr, so that stdout holds the answer alone.
  const ready = await ensureToolchain(report);
  const toolchain = values.examples === true ? await withExamples(ready) : ready;
  if (values.json === true) console.log(JSON.stringify(toolchain, null, 2));
  else if (values.exports === true) console.log(exports(toolchain.env));
  else
    console.log(`Pulumi ${toolchain.version} (${toolchain.source}), Databricks plugin ${toolchain.provider}`);
}

async function withExamples(toolchain: Toolchain): Promise<Toolchain> {
  return { ...toolchain, env: (await ensureExampleTools(toolchain, report)).env };
}

/** Progress is one line that is rewritten on a terminal, and nothing elsewhere. */
const report: Report = (line, kind) => {
  const clear = process.stderr.isTTY ? "\r\u001B[K" : "";
  if (kind === undefined) process.stderr.write(`${clear}${line}\n`);
  else if (clear !== "") process.stderr.write(`${clear}${line}`);
};

function exports(env: Readonly<Record<string, string>>): string {
  return Object.entries(env)
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'`)
    .join("\n");
}

try {
  await main();
} catch (error) {
  const known = error instanceof ToolchainError || (error instanceof TypeError && "code" in error);
  console.error(known ? messageOf(error) : error);
  process.exitCode = 1;
}
