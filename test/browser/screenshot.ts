import { join } from "node:path";
import { runJob } from "../scenarios/support/maintenance.ts";
import { REPOSITORY } from "../scenarios/support/sandbox.ts";
import { Bench } from "../scenarios/support/workbench.ts";
import { openBrowser } from "./browser.ts";
import { openFile } from "./opened.ts";

const PICTURE = join(REPOSITORY, "docs", "drift-page.png");

// npm run screenshot: the picture in the README. Deploys Kineo's production to a workspace of its own, runs its weekly
// maintenance, changes a table and the warehouse by hand, and takes the page that `drift` writes.
const bench = await Bench.open({ name: "screenshot", stack: "prod" });
try {
  await bench.up();
  const { sandbox } = bench;
  await runJob(bench, "weekly-small");
  await sandbox.sql(
    "ALTER TABLE prod.gold.dim_user SET TBLPROPERTIES ('delta.autoOptimize.autoCompact' = 'false')",
  );
  const warehouse = await bench.output<string>("warehouseId");
  await sandbox.send("POST", `/api/2.0/sql/warehouses/${warehouse}/edit`, {
    ...{ min_num_clusters: 2, max_num_clusters: 4 },
  });
  const file = join(bench.directory, "drift.html");
  const { code, stderr } = await bench.lakewright("drift", "--html", file);
  if (code !== 2) throw new Error(`lakewright drift ended with ${code}\n${stderr}`);
  const browser = await openBrowser();
  try {
    const { tab } = await openFile(browser, file, { viewport: { width: 1100, height: 1400 } });
    await tab.screenshot({ path: PICTURE });
  } finally {
    await browser.close();
  }
} finally {
  await bench.sandbox.stop();
}
