import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { strangeCases, type StrangeCase } from "../../test/sandbox/support/strange-cases.ts";
import { runCase, STRANGE_SCHEMA, type Verdict } from "../../test/sandbox/support/strange-run.ts";
import { startWorkspace, testFolder } from "../../test/sandbox/support/workspace.ts";
import { main } from "../start/steps.ts";
import { table } from "./rounds.ts";

/** As many tables at once: Spark waits as often as it works. */
const LANES = 4;

// npm run bench:strange-tables -- [--cases 500] [--seed 1] [--only 17 | --only case.json]: tables of all types, names,
// properties and histories, whose declarations change, on real Delta. A deployment reaches the declaration or refuses
// before it sends anything, says in the preview what it does, leaves nothing to do, and loses no value; nor do the
// scripts that a refusal prints. A case that is not as it must be is printed as JSON, which --only runs again.
await main(async () => {
  const { values } = parseArgs({
    options: {
      ...{ cases: { type: "string" }, seed: { type: "string" }, only: { type: "string" } },
      verbose: { type: "boolean" },
    },
  });
  const seed = Number(values.seed ?? 1);
  const cases = chosen(values.only, seed, Number(values.cases ?? 500));
  const folder = testFolder("strange-tables");
  const verdicts: Verdict[] = [];
  const workspace = await startWorkspace(join(folder, "home"), "dev");
  const began = performance.now();
  try {
    await workspace.rows(`CREATE SCHEMA ${STRANGE_SCHEMA}`);
    const left = [...cases];
    const lane = async () => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        const [at, strange] = next;
        const verdict = await runCase(workspace, `t${at}`, strange);
        verdicts.push(verdict);
        if (verdicts.length % 20 === 0) process.stderr.write(`${verdicts.length} of ${cases.length}\n`);
        if (values.verbose === true || verdict.faults.length > 0) say(at, strange, verdict);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
  } finally {
    await workspace.stop();
    rmSync(folder, { recursive: true });
  }
  const seconds = (performance.now() - began) / 1000;
  const came = [...new Set(verdicts.map((verdict) => verdict.came))].sort();
  const rows = came.map((each) => {
    const these = verdicts.filter((verdict) => verdict.came === each);
    return [each, these.length, these.filter(({ faults }) => faults.length > 0).length];
  });
  process.stdout.write(table([["came to", "cases", "not as it must be"], ...rows]));
  process.stdout.write(
    `seed ${seed}: ${verdicts.length} cases, ${(seconds / verdicts.length).toFixed(1)} s each\n`,
  );
  const said = verdicts
    .filter(({ came }) => came === "script refused")
    .map(({ about }) => about.slice(0, 90));
  process.stdout.write([...new Set(said)].map((line) => `${line}\n`).join(""));
  if (verdicts.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
});

function chosen(
  only: string | undefined,
  seed: number,
  count: number,
): readonly (readonly [number, StrangeCase])[] {
  if (only?.endsWith(".json") === true) {
    return [[0, JSON.parse(readFileSync(only, "utf8")) as StrangeCase]];
  }
  const all = strangeCases(seed, only === undefined ? count : Number(only) + 1).map(
    (strange, at) => [at, strange] as const,
  );
  return only === undefined ? all : all.slice(-1);
}

function say(at: number, strange: StrangeCase, { came, faults, about }: Verdict): void {
  process.stdout.write(
    `--- case ${at}: ${came}\n${[...faults, about].join("\n")}\n${JSON.stringify(strange)}\n`,
  );
}
