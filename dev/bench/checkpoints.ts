import { main } from "../start/steps.ts";
import { ensureToolchain } from "../toolchain/toolchain.ts";
import { Project } from "./project.ts";
import { table } from "./rounds.ts";
import { BenchWorkspace } from "./workspace.ts";

/** npm run bench:checkpoints -- 30 100 */
const SIZES = process.argv.slice(2).map(Number);

/** What a remote workspace takes to answer, in milliseconds. */
const REMOTE = 50;

const program = (names: readonly string[]) => `
import { tuneSdk } from "../../../components/sdk-performance.ts";
import { TableLayout } from "../../../components/table-layout.ts";
tuneSdk();
for (const table of ${JSON.stringify(names)}) {
  new TableLayout(table.split(".")[2], { table, warehouseId: "w1", properties: { "delta.appendOnly": "false" } });
}
Error.stackTraceLimit = 0; // as in index.ts
`;

const SIDES = [
  { name: "checkpoints", env: {} },
  { name: "none", env: { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" } },
] as const;

// npm run bench:checkpoints: what Pulumi's file backend adds to a first up, since it writes the whole state at each step.
// The other side writes it once, at the end, which loses what was done when an up is killed: for comparison only.
await main(async () => {
  const toolchain = await ensureToolchain((line) => process.stderr.write(`${line}\n`));
  const rows: (readonly (string | number)[])[] = [
    ["tables", "with a state at each step (s)", "one at the end (s)", "checkpoints (s)", "of the whole"],
  ];
  for (const size of SIZES.length > 0 ? SIZES : [30, 100, 300, 1_000]) {
    const names = Array.from({ length: size }, (_, at) => `dev.gold.t${at}`);
    const workspace = await BenchWorkspace.open(names);
    workspace.delay = REMOTE;
    try {
      const seconds: number[] = [];
      for (const { name, env } of SIDES) {
        const project = await Project.open({
          ...{ name: `${name}-${size}`, program: program(names), toolchain, url: workspace.url, env },
        });
        seconds.push(await project.run("up", "--yes", "--skip-preview"));
      }
      const [all = 0, once = 0] = seconds;
      const share = `${Math.round((100 * (all - once)) / all)} %`;
      rows.push([size, all.toFixed(1), once.toFixed(1), (all - once).toFixed(1), share]);
    } finally {
      await workspace.close();
    }
  }
  process.stdout.write(`First up at ${REMOTE} ms an answer\n\n${table(rows)}`);
});
