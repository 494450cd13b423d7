import { ensureToolchain } from "../toolchain/toolchain.ts";
import { main } from "../start/steps.ts";
import { Project } from "./project.ts";
import { least, ROUNDS, table } from "./rounds.ts";
import { ensureTerraform, TerraformProject } from "./terraform.ts";
import { BenchWorkspace } from "./workspace.ts";

const SIZES = [30, 100, 1_000];
const SCHEMAS = ["bronze", "silver", "gold", "mart"];

/** What a remote workspace takes to answer, in milliseconds. */
const REMOTE = 50;

const declared = { "delta.appendOnly": "false", "delta.checkpointInterval": "20" };

const EMPTY = "export {};\n";

const layouts = (names: readonly string[]) => `
import { tuneSdk } from "../../../components/sdk-performance.ts";
import { TableLayout } from "../../../components/table-layout.ts";
tuneSdk();
for (const table of ${JSON.stringify(names)}) {
  new TableLayout(table.split(".")[2], { table, warehouseId: "w1", properties: ${JSON.stringify(declared)} });
}
Error.stackTraceLimit = 0; // as in index.ts
`;

const sqlTables = (names: readonly string[]) => `
import { SqlTable } from "@pulumi/databricks/sqlTable.js";
for (const [catalogName, schemaName, name] of ${JSON.stringify(names)}.map((full) => full.split("."))) {
  new SqlTable(name, {
    catalogName, schemaName, name, tableType: "MANAGED", dataSourceFormat: "DELTA",
    columns: [{ name: "id", type: "bigint" }], properties: ${JSON.stringify(declared)},
  });
}
`;

// npm run bench: what a preview, an up and a refresh of many tables cost, beside an empty program, beside
// databricks.SqlTable, and beside Terraform's plan of databricks_sql_table. All sides take turns within one
// run; the least of a few rounds is printed.
await main(async () => {
  const report = (line: string) => {
    process.stderr.write(`${line}\n`);
  };
  const toolchain = await ensureToolchain(report);
  const terraform = await ensureTerraform(report);
  const { GOGC } = toolchain.env;
  const previews: string[][] = [
    [
      ...["tables", "empty program", "TableLayout", "databricks.SqlTable"],
      ...["databricks_sql_table (tofu plan)", `the same with GOGC=${GOGC ?? "100"}, as Pulumi has it here`],
    ],
  ];
  const works: string[][] = [
    ["tables", "step", `seconds at ${REMOTE} ms an answer`, "REST calls", "of these statements"],
  ];
  for (const size of SIZES) {
    report(`${size} tables …`);
    const names = Array.from({ length: size }, (_, at) => `dev.${SCHEMAS[at % SCHEMAS.length] ?? ""}.t${at}`);
    const workspace = await BenchWorkspace.open(names);
    const open = (name: string, program: string) =>
      Project.open({ name: `${name}-${size}`, program, toolchain, url: workspace.url });
    try {
      const sides = [
        await open("empty", EMPTY),
        await open("layouts", layouts(names)),
        await open("sql-tables", sqlTables(names)),
      ];
      const configuration = new TerraformProject({
        name: `terraform-${size}`,
        terraform,
        tables: names,
        properties: declared,
        url: workspace.url,
      });
      const figures = await least([
        ...sides.map((project) => () => project.run("preview")),
        () => configuration.plan(),
        () => configuration.plan({ GOGC }),
      ]);
      previews.push([String(size), ...figures.map(seconds)]);

      const [, project] = sides;
      if (project === undefined) continue;
      workspace.delay = REMOTE;
      const measure = async (step: string, ...args: readonly string[]) => {
        let took = 0;
        const { requests, statements } = await workspace.count(async () => {
          took = await project.run(...args);
        });
        works.push([String(size), step, seconds(took), String(requests), String(statements)]);
      };
      await measure("first up", "up", "--yes", "--skip-preview");
      workspace.properties = declared;
      await measure("up, nothing to do", "up", "--yes", "--skip-preview", "--expect-no-changes");
      await measure("refreshing preview", "preview", "--refresh", "--expect-no-changes");
      await measure("refresh", "refresh", "--yes", "--skip-preview", "--expect-no-changes");
    } finally {
      await workspace.close();
    }
  }
  process.stdout.write(
    `Preview of a new stack, in seconds (least of ${ROUNDS})\n\n${table(previews)}\nWork on the workspace\n\n${table(works)}`,
  );
});

function seconds(value: number): string {
  return value.toFixed(1);
}
