import { main } from "../start/steps.ts";
import { ensureToolchain } from "../toolchain/toolchain.ts";
import { Project } from "./project.ts";
import { planOfMany } from "./upkeep-plan.ts";
import { BenchWorkspace } from "./workspace.ts";

const TABLES = 1_200;
const ROUNDS = 3;

const EMPTY = "export {};\n";

const PROGRAM = `
import { planOfMany } from "../../../bench/upkeep-plan.ts";
import { Lakehouse } from "../../../components/lakehouse.ts";
import { prepareForManyResources } from "../../../components/many-resources.ts";
import { LakewrightProvider } from "../../../components/provider.ts";
prepareForManyResources();
new Lakehouse("bench", { plan: planOfMany(${TABLES}), provider: new LakewrightProvider("lakewright", {}) });
Error.stackTraceLimit = 0; // as in index.ts
`;

// npm run bench:upkeep: what it takes to plan the upkeep of 1,200 tables, and to preview a new stack of their layouts
// and jobs, beside an empty program. The sides take turns; the least of a few rounds is printed.
await main(async () => {
  const toolchain = await ensureToolchain((line) => process.stderr.write(`${line}\n`));
  const workspace = await BenchWorkspace.open([]);
  try {
    const open = (name: string, program: string) =>
      Project.open({ name: `upkeep-${name}`, program, toolchain, url: workspace.url });
    const empty = await open("empty", EMPTY);
    const upkeep = await open("jobs", PROGRAM);
    const least = { plan: Infinity, empty: Infinity, upkeep: Infinity };
    for (let round = 0; round < ROUNDS; round += 1) {
      least.plan = Math.min(
        least.plan,
        seconds(() => planOfMany(TABLES)),
      );
      least.empty = Math.min(least.empty, await empty.run("preview"));
      least.upkeep = Math.min(least.upkeep, await upkeep.run("preview"));
    }
    const { jobs } = planOfMany(TABLES).maintenance;
    const tasks = jobs.reduce((sum, job) => sum + job.tasks.length, 0);
    const figures = [least.plan, least.upkeep, least.empty].map((value) => value.toFixed(2));
    process.stdout.write(
      [
        `Seconds, least of ${ROUNDS}`,
        "",
        "| tables | jobs | tasks | planning alone | preview of a new stack | preview of an empty program |",
        "| --- | --- | --- | --- | --- | --- |",
        `| ${[TABLES, jobs.length, tasks, ...figures].join(" | ")} |`,
        "",
      ].join("\n"),
    );
  } finally {
    await workspace.close();
  }
});

function seconds(step: () => unknown): number {
  const started = performance.now();
  step();
  return (performance.now() - started) / 1000;
}
