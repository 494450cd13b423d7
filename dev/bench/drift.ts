import { main } from "../start/steps.ts";
import { ensureToolchain } from "../toolchain/toolchain.ts";
import { Project } from "./project.ts";
import { table } from "./rounds.ts";
import { BenchWorkspace } from "./workspace.ts";

const SIZES = [100, 1_000];
const SCHEMAS = ["bronze", "silver", "gold", "mart"];

/** What a remote workspace takes to answer, in milliseconds. */
const REMOTE = 50;

const declared = { "delta.appendOnly": "false", "delta.checkpointInterval": "20" };

const program = (names: readonly string[]) => `
import { TableLayout } from "../../../components/table-layout.ts";
Reflect.deleteProperty(Error, "prepareStackTrace"); // as in index.ts
for (const table of ${JSON.stringify(names)}) {
  new TableLayout(table.split(".")[2], { table, warehouseId: "w1", properties: ${JSON.stringify(declared)} });
}
`;

// npm run bench:drift: what detecting the drift of many tables takes, from the command line to the
// exit code, where none has drifted and where every twentieth and every one has. A table that has drifted takes a
// statement more, eight at a time.
await main(async () => {
  const report = (line: string) => {
    process.stderr.write(`${line}\n`);
  };
  const toolchain = await ensureToolchain(report);
  const rows: (string | number)[][] = [
    ["tables", "drifted", `seconds at ${REMOTE} ms an answer`, "REST calls", "of these statements"],
  ];
  for (const size of SIZES) {
    report(`${size} tables …`);
    const names = Array.from({ length: size }, (_, at) => `dev.${SCHEMAS[at % SCHEMAS.length] ?? ""}.t${at}`);
    const workspace = await BenchWorkspace.open(names);
    try {
      const project = await Project.open({
        ...{ name: `drift-${size}`, program: program(names), toolchain, url: workspace.url },
      });
      await project.run("up", "--yes", "--skip-preview");
      workspace.properties = declared;
      workspace.delay = REMOTE;
      for (const every of [0, 20, 1]) {
        workspace.drifted = every === 0 ? [] : names.filter((_, at) => at % every === 0);
        let took = 0;
        const { requests, statements } = await workspace.count(async () => {
          took = await project.drift();
        });
        rows.push([size, workspace.drifted.length, took.toFixed(1), requests, statements]);
      }
    } finally {
      await workspace.close();
    }
  }
  process.stdout.write(table(rows));
});
