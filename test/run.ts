import { mkdir } from "node:fs/promises";
import { parseArgs } from "node:util";
import { add, line, NOTHING, type Count } from "./runner/count.ts";
import { RESULTS } from "./runner/paths.ts";
import { STEPS, withNeeds, type StepName } from "./runner/steps.ts";

const HELP = `Runs every check and every test of the repository: npm test [-- --only STEP …]

Steps, in order
${STEPS.map(({ name, about }) => `  ${name.padEnd(10)} ${about}`).join("\n")}

  --only STEP   only this step and what it needs; may be given several times
  --help

The last line is "N passed, N failed": each test counts as one, and each step that is not tests.
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { only: { type: "string", multiple: true }, help: { type: "boolean", short: "h" } },
  });
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const wanted = readOnly(values.only);
  if (typeof wanted === "string") {
    console.error(wanted);
    return 2;
  }
  await mkdir(RESULTS, { recursive: true });
  const total = await runSteps(wanted);
  console.log(`\n${line(total)}`);
  return total.failed > 0 ? 1 : 0;
}

function readOnly(only: readonly string[] | undefined): readonly StepName[] | string {
  if (only === undefined) return STEPS.map(({ name }) => name);
  const names: StepName[] = [];
  for (const text of only) {
    const step = STEPS.find(({ name }) => name === text);
    if (step === undefined)
      return `--only ${text}: the steps are ${STEPS.map(({ name }) => name).join(", ")}.`;
    names.push(step.name);
  }
  return withNeeds(names);
}

async function runSteps(wanted: readonly StepName[]): Promise<Count> {
  let total: Count = NOTHING;
  let env: Readonly<Record<string, string>> = {};
  const failed = new Set<StepName>();
  const summary: string[] = [];
  for (const { name, about, needs, run } of STEPS.filter((step) => wanted.includes(step.name))) {
    console.log(`\n── ${name}: ${about}`);
    const started = Date.now();
    const missing = needs.filter((other) => failed.has(other));
    const result =
      missing.length > 0
        ? { passed: 0, failed: 1, note: `not run: ${missing.join(", ")} failed` }
        : await run(env);
    if (result.env !== undefined) env = { ...env, ...result.env };
    if (result.failed > 0) failed.add(name);
    total = add(total, result);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    const note = result.note === undefined ? "" : ` (${result.note})`;
    console.log(`── ${name}: ${line(result)}${note}, ${seconds} s`);
    summary.push(`${result.failed > 0 ? "✖" : "✔"} ${name.padEnd(10)} ${line(result)}${note}, ${seconds} s`);
  }
  console.log(`\n${summary.join("\n")}`);
  return total;
}

process.exitCode = await main();
