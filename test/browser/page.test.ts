import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page as Tab } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Page } from "../../src/html/model.ts";
import { renderPage } from "../../src/html/render.ts";
import { openBrowser } from "./browser.ts";
import { isTooWide, type Opened, openFile, seen } from "./opened.ts";
import { driftOf, kineo, planOf } from "./pages.ts";

const PHONE = { viewport: { width: 360, height: 740 } };
const UNFOLD = "for (const each of document.querySelectorAll('details')) each.open = true";

let browser: Browser;
let folder = "";
const all: Opened[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "lakewright-page-"));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});
afterEach(async () => {
  const opened = all.splice(0);
  for (const { tab } of opened) await tab.close();
  expect(opened.flatMap(({ complaints }) => complaints)).toEqual([]);
});

async function openAt(file: string, options: Parameters<Browser["newPage"]>[0] = {}): Promise<Tab> {
  const opened = await openFile(browser, file, options);
  all.push(opened);
  return opened.tab;
}

async function open(page: Page, options: Parameters<Browser["newPage"]>[0] = {}): Promise<Tab> {
  const file = join(folder, "page.html");
  writeFileSync(file, renderPage(page));
  return await openAt(file, options);
}

test("the filters show what fits, and say how much that is", async () => {
  const page = driftOf(planOf(40, "prod"));
  const tab = await open(page);
  const marked = page.tables.filter(({ marks }) => marks.length > 0).map(({ name }) => name);
  const filter = (of: string, field: string) => tab.locator(`[data-filters="${of}"] ${field}`);
  expect([await seen(tab, "article"), await seen(tab, "#tables tbody tr")]).toEqual([4, 40]);

  await filter("items", '[value="changed outside"]').uncheck();
  expect(await seen(tab, "article")).toBe(2);
  expect(await filter("items", "output").textContent()).toBe("2 of 4");
  await filter("items", "[name=text]").fill("TABLE_0020 appendonly");
  expect(await seen(tab, "article")).toBe(1);

  await filter("tables", "[name=marked]").check();
  expect(marked.length).toBeLessThan(40);
  expect(await seen(tab, "#tables tbody tr")).toBe(marked.length);
  await filter("tables", "[name=text]").fill("gold.table_001");
  const fits = marked.filter((name) => name.startsWith("gold.table_001"));
  expect([await seen(tab, "#tables tbody tr"), await seen(tab, "#tables h3")]).toEqual([fits.length, 1]);
  await filter("tables", "[name=text]").fill("no such table");
  expect(await filter("tables", "output").textContent()).toBe("0 of 40");
  expect(await seen(tab, "#tables h3")).toBe(0);
});

test("values are text, whatever they hold", async () => {
  const tab = await open(driftOf(planOf(1, "prod")));
  expect(await tab.locator("article ins").textContent()).toBe("<script>alert(1)</script>");
  expect(await tab.locator("script").count()).toBe(1);
});

test("Kineo's lakehouse: tables and views with their maintenance, the week with its windows", async () => {
  const tab = await open(kineo());
  const row = (name: string) => tab.locator("#tables tbody tr", { hasText: name });
  expect(await row("fact_course_history").locator("td").allInnerTexts()).toEqual([
    "partition by fiscal_year\nZ-order by user_id, course_id",
    ...["24,000", "2.0 MB"],
    "weekly\nlast turn 2026-11-22",
    "weekly\nlast turn 2026-11-22",
    "weekly\nlast run 2026-11-22",
  ]);
  expect(await row("mv_certification_status").locator("td").last().innerText()).toBe(
    "materialized view, refreshed when its tables change, at most every 1 h",
  );
  const bar = async (selector: string) => {
    const [own, track] = await Promise.all([
      tab.locator(selector).boundingBox(),
      tab.locator(`${selector} >> xpath=..`).boundingBox(),
    ]);
    const part = (value = 0) => Math.round((value / (track?.width ?? 1)) * 1000) / 1000;
    return [part((own?.x ?? 0) - (track?.x ?? 0)), part(own?.width)];
  };
  // Sunday, 03:00 to 09:00.
  const [begin, length] = await bar(".week .band");
  expect(begin).toBeCloseTo((6 * 24 + 3) / (7 * 24), 2);
  expect(length).toBeCloseTo(6 / (7 * 24), 2);
  expect((await bar(".window .run"))[0]).toBe(0);
  expect(await tab.locator(".window .hours span").allInnerTexts()).toEqual([
    "03:00",
    "04:00",
    "05:00",
    "06:00",
    "07:00",
    "08:00",
  ]);
});

test("it is light or dark as the reader has it, and what is written can be read on it", async () => {
  const colours = async (colorScheme: "light" | "dark") => {
    const tab = await open(kineo(), { colorScheme });
    return await tab.evaluate<readonly string[]>(
      "['backgroundColor', 'color'].map((property) => getComputedStyle(document.body)[property])",
    );
  };
  expect([await colours("light"), await colours("dark")]).toEqual([
    ["rgb(255, 255, 255)", "rgb(27, 34, 48)"],
    ["rgb(18, 22, 28)", "rgb(227, 231, 238)"],
  ]);
});

test("a phone reads it without moving sideways, the tables and the week, too", async () => {
  const tab = await open(kineo(), PHONE);
  // Schemas are folded until something is looked for.
  expect([await seen(tab, "#tables summary"), await seen(tab, "#tables tbody tr")]).toEqual([2, 0]);
  await tab.locator('[data-filters="tables"] [name=text]').fill("dim_fy_began");
  expect(await seen(tab, "#tables tbody tr")).toBe(1);
  await tab.locator('[data-filters="tables"] [name=text]').fill("");
  expect(await seen(tab, "#tables tbody tr")).toBe(0);
  await tab.evaluate(UNFOLD);
  expect(await isTooWide(tab)).toBe(false);
  const sideways = await tab.evaluate<number>(
    "[...document.querySelectorAll('body *')].filter((each) => each.scrollWidth > each.clientWidth + 1 && getComputedStyle(each).overflowX !== 'visible' && each.className !== 'track').length",
  );
  expect(sideways).toBe(0);
  // Columns are lines, each behind its name.
  expect(await tab.locator("#tables thead:visible").count()).toBe(0);
  const label = "getComputedStyle(document.querySelector('#tables td.maintenance'), '::before').content";
  expect(await tab.evaluate<string>(label)).toBe('"OPTIMIZE "');
  // One under the other, and a bar beside its value.
  const box = async (selector: string) => await tab.locator(selector).first().boundingBox();
  const lines = tab.locator("#tables tr", { hasText: "dim_fy_began" }).locator(".maintenance");
  const [optimize, analyze] = [await lines.nth(0).boundingBox(), await lines.nth(1).boundingBox()];
  expect((analyze?.y ?? 0) - (optimize?.y ?? 0)).toBeGreaterThan(10);
  expect(analyze?.x).toBe(optimize?.x);
  const [value, bar] = [await box("#compute td.number"), await box("#compute .scale")];
  expect(bar?.x).toBeGreaterThan((value?.x ?? 0) + (value?.width ?? 0));
  expect(Math.abs((bar?.y ?? 0) - (value?.y ?? 0))).toBeLessThan(16);
});

test("on paper everything is open, white, and the filters are gone", async () => {
  const tab = await open(driftOf(planOf(40, "prod")), { colorScheme: "dark" });
  await tab.emulateMedia({ media: "print" });
  expect([await seen(tab, "form"), await seen(tab, "nav"), await seen(tab, "article")]).toEqual([0, 0, 4]);
  expect(await tab.locator("article pre").first().isVisible()).toBe(true);
  expect(await tab.evaluate<string>("getComputedStyle(document.body).color")).toBe("rgb(27, 34, 48)");
  const paper = await tab.pdf({ format: "A4" });
  expect(paper.subarray(0, 5).toString()).toBe("%PDF-");
});

test("the page that lakewright review writes of 1,000 planned tables is one of them", async () => {
  const [plan, page] = [join(folder, "plan.json"), join(folder, "review.html")];
  writeFileSync(plan, JSON.stringify(planOf(1_000, "dev")));
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      ...["src/cli/lakewright.js", "review", "test/scenarios/review/many-tables/preview.dev.json"],
      ...["--after", plan, "--html", page],
    ],
    { encoding: "utf8" },
  );
  expect([status, stderr]).toEqual([0, ""]);
  const tab = await openAt(page, PHONE);
  await tab.evaluate(UNFOLD);
  const changes = await seen(tab, "article");
  expect(changes).toBeGreaterThan(5);
  expect([await seen(tab, "#tables tbody tr"), await isTooWide(tab)]).toEqual([1_000, false]);
  await tab.locator('[data-filters="items"] [value="Metadata only"]').uncheck();
  expect(await seen(tab, "article")).toBeLessThan(changes);
  await tab.locator('[data-filters="tables"] [name=text]').fill("silver.table_0777");
  expect(await seen(tab, "#tables tbody tr")).toBe(1);
  expect(await tab.locator("#tables .note").innerText()).toBe("When maintenance last ran was not read.");
});

const FRAMES = 90;

/** Scrolls down frame by frame, and gives how far it came. */
const SCROLL = `(async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  for (let at = 0; at < ${FRAMES}; at += 1) {
    scrollBy(0, 600);
    await frame();
  }
  return scrollY;
})()`;

test("1,000 tables and a hundred changes scroll smoothly: a frame has its time, and nothing is laid out anew", async () => {
  const tab = await open(driftOf(planOf(1_000, "prod")), { viewport: { width: 1200, height: 900 } });
  const session = await tab.context().newCDPSession(tab);
  // The processor's time, which other programs do not make longer.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const measured = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? NaN;
    return { layouts: of("LayoutCount"), seconds: of("TaskDuration") };
  };
  const before = await measured();
  expect(await tab.evaluate<number>(SCROLL)).toBeGreaterThan(40_000);
  const after = await measured();
  // With `content-visibility` on the changes these were 34, and four times the time.
  expect(after.layouts - before.layouts).toBeLessThan(5);
  expect(((after.seconds - before.seconds) * 1000) / FRAMES).toBeLessThan(1000 / 60);
});
