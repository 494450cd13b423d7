import { join } from "node:path";
import { expect } from "vitest";
import { openBrowser } from "../../browser/browser.ts";
import { openFile, seen } from "../../browser/opened.ts";
import type { EndedRun } from "./maintenance.ts";
import type { Bench } from "./workbench.ts";
import { lakehouse } from "../../../dev/start/kineo.ts";

/** The page of a drift report, in a browser: whose maintenance ran and whose failed, in the words of the workspace's own runs. */
export async function pageShows(bench: Bench, run: EndedRun): Promise<void> {
  const file = join(bench.directory, "drift.html");
  const jobs = Object.keys(await bench.output<Readonly<Record<string, string>>>("jobIds"));
  const before = await bench.sandbox.requestCount();
  const { code } = await bench.lakewright("drift", "--html", file);
  // The table without its column has drifted.
  expect(code).toBe(2);
  const asked = await bench.sandbox.requestsSince(before);
  // Once for each job of the stack, whatever it is there for.
  expect(asked.filter(({ path }) => path.includes("/runs/")).map(({ path }) => path.split("?")[0])).toEqual(
    jobs.map(() => "/api/2.2/jobs/runs/list"),
  );
  const browser = await openBrowser();
  try {
    const { tab, complaints } = await openFile(browser, file);
    const today = new Date().toISOString().slice(0, 10);
    const cells = async (table: string) =>
      await tab.locator("#tables tbody tr", { hasText: table }).locator(".maintenance").allInnerTexts();
    const lines = (await cells("dim_fy_began")).map((cell) => cell.split("\n"));
    expect(lines).toEqual([
      ["weekly", `failed ${today}`, `last turn ${today}`],
      ["weekly", `not run ${today}`, `last turn ${today}`],
      ["weekly", `not run ${today}`, `last run ${today}`],
    ]);
    expect((await cells("dim_user")).map((cell) => cell.split("\n")[1])).toEqual([
      ...[`last turn ${today}`, `last turn ${today}`, `last run ${today}`],
    ]);
    const tables = await seen(tab, "#tables tbody tr");
    expect(tables).toBe(lakehouse.tables.length + (lakehouse.materializedViews ?? []).length);
    const failed = new Set(
      run.tasks.filter(({ result }) => result !== "SUCCESS").map(({ key }) => key.split("-")[1]),
    );
    expect(await tab.locator(".figures li", { hasText: "maintenance failed" }).locator("b").innerText()).toBe(
      String(failed.size),
    );
    await tab.locator('[data-filters="tables"] [name=text]').fill("gold.fact_program_progress");
    expect(await seen(tab, "#tables tbody tr")).toBe(1);
    expect(await seen(tab, "article")).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
}
