import { main } from "../start/steps.ts";
import { ensureToolchain } from "../toolchain/toolchain.ts";
import { Project } from "./project.ts";
import { least, ROUNDS, table } from "./rounds.ts";
import { planOfMany } from "./maintenance-plan.ts";
import { BenchWorkspace } from "./workspace.ts";

/** npm run bench:maintenance -- 100 */
const TABLES = Number(process.argv[2] ?? 1_200);

const LAKEHOUSE = `
import { argumentsOfMany } from "../../../dev/bench/maintenance-plan.ts";
import { Lakehouse } from "../../../components/lakehouse.ts";
import { tuneSdk } from "../../../components/sdk-performance.ts";
import { LakewrightProvider } from "../../../components/provider.ts";
tuneSdk();
new Lakehouse("bench", { ...argumentsOfMany(${TABLES}), provider: new LakewrightProvider("lakewright", {}) });
Error.stackTraceLimit = 0; // as in index.ts
`;

/** As many tasks in as many jobs as the plan has, with nothing in them but what a task must have. */
const jobs = (tasks: readonly number[]) => `
import { Job } from "@pulumi/databricks/job.js";
import { tuneSdk } from "../../../components/sdk-performance.ts";
tuneSdk();
for (const [at, count] of ${JSON.stringify(tasks)}.entries()) {
  const task = (_, at) => ({ taskKey: "t" + at, sqlTask: { warehouseId: "w1", file: { path: "/run.sql" } } });
  new Job("job" + at, { tasks: Array.from({ length: count }, task).sort((a, b) => (a.taskKey < b.taskKey ? -1 : 1)) });
}
Error.stackTraceLimit = 0;
`;

// npm run bench:maintenance: what it takes to plan the maintenance of 1,200 tables, and to preview a new stack of their layouts
// and jobs, beside an empty program and bare jobs of as many tasks. The sides take turns; the least of a few rounds
// is printed.
await main(async () => {
  const toolchain = await ensureToolchain((line) => process.stderr.write(`${line}\n`));
  const workspace = await BenchWorkspace.open([]);
  try {
    const tasks = planOfMany(TABLES).maintenance.jobs.map((job) => job.tasks.length);
    const sides: readonly (readonly [string, string])[] = [
      ["empty", "export {};\n"],
      ["bare", jobs(tasks)],
      ["lakehouse", LAKEHOUSE],
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
    const columns = ["the plan alone", "empty program", "databricks.Job alone", "layouts and jobs"];
    const rows = [
      ["tables", "jobs", "tasks", ...columns],
      [TABLES, tasks.length, sum, ...figures.map((figure) => figure.toFixed(1))],
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
