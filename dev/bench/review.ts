import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { reviewMarkdown } from "../../src/review/markdown/markdown.ts";
import { readPreviews } from "../../src/review/preview/read.ts";
import { reviewOf } from "../../src/review/review.ts";
import { SANDBOX } from "../start/places.ts";
import { main } from "../start/steps.ts";
import { ensureToolchain } from "../toolchain/toolchain.ts";
import { Project } from "./project.ts";
import { BenchWorkspace } from "./workspace.ts";

/** npm run bench:review -- 100 */
const TABLES = Number(process.argv[2] ?? 1_000);
const ROUNDS = 5;
const NAME = "review";

const PROGRAM = `
import { readFileSync } from "node:fs";
import { TableLayout } from "../../../components/table-layout.ts";
const { names, properties } = JSON.parse(readFileSync("declared.json", "utf8"));
for (const table of names) new TableLayout(table.split(".").slice(1).join("."), { table, warehouseId: "w1", properties });
`;

// npm run bench:review: what it takes to review the real engine's preview of many changed tables, after the preview.
await main(async () => {
  const toolchain = await ensureToolchain((line) => process.stderr.write(`${line}\n`));
  const names = Array.from({ length: TABLES }, (_, at) => `dev.gold.t${at}`);
  const workspace = await BenchWorkspace.open(names);
  try {
    const project = await Project.open({ name: NAME, program: PROGRAM, toolchain, url: workspace.url });
    const declare = (properties: Readonly<Record<string, string>>) => {
      writeFileSync(join(SANDBOX, "bench", NAME, "declared.json"), JSON.stringify({ names, properties }));
    };
    const before = { "delta.appendOnly": "false", "delta.checkpointInterval": "20" };
    declare(before);
    await project.run("up", "--yes", "--skip-preview");
    workspace.properties = before;
    declare({ "delta.appendOnly": "true", "delta.checkpointInterval": "20" });
    const started = performance.now();
    const preview = await project.print("preview", "--json");
    const previewed = performance.now() - started;
    const file = join(SANDBOX, "bench", NAME, "preview.json");
    writeFileSync(file, preview);
    const commands: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) commands.push(await project.review(file));
    const rounds = Array.from({ length: ROUNDS }, () => measure(preview));
    const { changes, characters } = rounds[0] ?? { changes: 0, characters: 0 };
    process.stdout.write(
      `preview of ${TABLES} tables ${previewed.toFixed(0)} ms, ${(preview.length / 1e6).toFixed(1)} MB of JSON\n` +
        `review of ${changes} changes, ${characters} characters: ${rounds.map(({ took }) => took.toFixed(0)).join(", ")} ms\n` +
        `lakewright review, from the command line to the exit code: ${commands.map((took) => (took * 1000).toFixed(0)).join(", ")} ms\n`,
    );
  } finally {
    await workspace.close();
  }
});

function measure(preview: string) {
  const start = performance.now();
  const review = reviewOf({ previews: readPreviews(preview, "preview") });
  const text = reviewMarkdown(review);
  return {
    took: performance.now() - start,
    changes: review.stacks.flatMap(({ changes }) => changes).length,
    characters: text.length,
  };
}
