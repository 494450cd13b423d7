import { main } from "../start/steps.ts";
import { ensureToolchain } from "../toolchain/toolchain.ts";
import { Project } from "./project.ts";
import { least, ROUNDS, table } from "./rounds.ts";
import { planOfMany } from "./maintenance-plan.ts";
import { BenchWorkspace } from "./workspace.ts";

/** npm run bench:maintenance -- 100 */
const TABLES = Number(process.argv[2] ?? 1_200);

const lakehouse = (maintained: boolean) => `
import { argumentsOfMany } from "../../../dev/bench/maintenance-plan.ts";
import { Lakehouse } from "../../../components/lakehouse.ts";
import { tuneSdk } from "../../../components/sdk-performance.ts";
import { LakewrightProvider } from "../../../components/provider.ts";
tuneSdk();
new Lakehouse("bench", {
  ...argumentsOfMany(${TABLES}, ${maintained}),
  provider: new LakewrightProvider("lakewright", {}),
});
Error.stackTraceLimit = 0; // as in index.ts
`;

// npm run bench:maintenance: what it takes to plan the maintenance of 1,200 tables, and to preview a new stack of their
// layouts alone and of layouts and jobs. The sides take turns; the least of a few rounds is printed.
await main(async () => {
  const toolchain = await ensureToolchain((line) => process.stderr.write(`${line}\n`));
  const workspace = await BenchWorkspace.open([]);
  try {
    const tasks = planOfMany(TABLES).maintenance.jobs.map((job) => job.tasks.length);
    const sides: readonly (readonly [string, string])[] = [
      ["empty", "export {};\n"],
      ["layouts", lakehouse(false)],
      ["jobs", lakehouse(true)],
    ];
    const projects = await Promise.all(
      sides.map(([name, program]) =>
        Project.open({ name: `maintenance-${name}`, program, toolchain, url: workspace.url }),
      ),
    );
    const figures = await least([
      () => seconds(() => planOfMany(TABLES)),
      ...projects.map((project) => () => project.run("preview")),
    ]);
    const sum = tasks.reduce((all, count) => all + count, 0);
    const columns = ["the plan alone", "empty program", "layouts", "layouts and jobs", "ratio"];
    const ratio = (figures.at(-1) ?? 0) / (figures.at(-2) ?? 1);
    const rows = [
      ["tables", "jobs", "tasks", ...columns],
      [TABLES, tasks.length, sum, ...figures.map((figure) => figure.toFixed(1)), ratio.toFixed(2)],
    ];
    process.stdout.write(`Preview of a new stack, in seconds (least of ${ROUNDS})\n\n${table(rows)}`);
  } finally {
    await workspace.close();
  }
});

function seconds(step: () => unknown): number {
  const started = performance.now();
  step();
  return (performance.now() - started) / 1000;
}
