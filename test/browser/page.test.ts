import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page as Tab } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Page } from "../../page/model.ts";
import { renderPage } from "../../page/render.ts";
import { openBrowser } from "./browser.ts";
import { manyTables } from "./pages.ts";

let browser: Browser;
let folder = "";
let tab: Tab | undefined;
/** Everything the browser complains of, and everything it asks for besides the page. */
const complaints: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "lakewright-page-"));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});
afterEach(async () => {
  await tab?.close();
  expect(complaints.splice(0)).toEqual([]);
});

async function open(page: Page, options: Parameters<Browser["newPage"]>[0] = {}): Promise<Tab> {
  const file = join(folder, "page.html");
  writeFileSync(file, renderPage(page));
  const opened = await browser.newPage(options);
  tab = opened;
  opened.on("console", (message) => complaints.push(message.text()));
  opened.on("pageerror", (error) => complaints.push(error.message));
  opened.on("request", (request) => {
    if (!request.url().startsWith("file:") && !request.url().startsWith("data:"))
      complaints.push(request.url());
  });
  await opened.goto(pathToFileURL(file).href);
  return opened;
}

const seen = (opened: Tab, selector: string) => opened.locator(`${selector}:visible`).count();

test("the filters show what fits, and say how much that is", async () => {
  const opened = await open(manyTables(40));
  expect([await seen(opened, "article"), await seen(opened, "#tables tbody tr")]).toEqual([4, 40]);

  await opened.locator('[data-filters="items"] [value="Could lose data"]').uncheck();
  expect(await seen(opened, "article")).toBe(2);
  expect(await opened.locator('[data-filters="items"] output').textContent()).toBe("2 of 4");
  await opened.locator('[data-filters="items"] input[type=search]').fill("TABLE_0020 metadata");
  expect(await seen(opened, "article")).toBe(1);

  await opened.locator('[data-filters="tables"] [name=marked]').check();
  expect(await seen(opened, "#tables tbody tr")).toBe(4);
  await opened.locator('[data-filters="tables"] input[type=search]').fill("table_001");
  expect(await seen(opened, "#tables tbody tr")).toBe(1);
  await opened.locator('[data-filters="tables"] input[type=search]').fill("no such table");
  expect(await opened.locator('[data-filters="tables"] output').textContent()).toBe("0 of 40");
});

test("values are text, whatever they hold", async () => {
  const opened = await open(manyTables(1));
  expect(await opened.locator("article ins").textContent()).toBe("<script>alert(1)</script>");
  expect(await opened.locator("script").count()).toBe(1);
});

test("it is light or dark as the reader has it", async () => {
  const background = async (colorScheme: "light" | "dark") => {
    const opened = await open(manyTables(3), { colorScheme });
    const color = await opened.evaluate<string>("getComputedStyle(document.body).backgroundColor");
    await opened.close();
    return color;
  };
  expect([await background("light"), await background("dark")]).toEqual([
    "rgb(255, 255, 255)",
    "rgb(20, 24, 29)",
  ]);
});

test("a phone reads it without moving sideways", async () => {
  const opened = await open(manyTables(40), { viewport: { width: 360, height: 740 } });
  const wide = await opened.evaluate<number>("document.documentElement.scrollWidth");
  expect(wide).toBeLessThanOrEqual(360);
});

test("on paper everything is open and the filters are gone", async () => {
  const opened = await open(manyTables(40));
  await opened.emulateMedia({ media: "print" });
  expect([await seen(opened, "form"), await seen(opened, "nav"), await seen(opened, "article")]).toEqual([
    0, 0, 4,
  ]);
  expect(await opened.locator("article pre").first().isVisible()).toBe(true);
});

/** Scrolls down frame by frame; the median of the time a frame takes, in milliseconds, and how far it came. */
const SCROLL = `(async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const times = [];
  let before = await frame();
  for (let at = 0; at < 90; at += 1) {
    scrollBy(0, 300);
    const now = await frame();
    times.push(now - before);
    before = now;
  }
  return [times.sort((a, b) => a - b)[45], scrollY];
})()`;

test("1,000 tables scroll as smoothly as a few", async () => {
  const median = async (tables: number) => {
    const opened = await open(manyTables(tables), { viewport: { width: 1200, height: 900 } });
    const [time = 0, reached = 0] = await opened.evaluate<readonly number[]>(SCROLL);
    await opened.close();
    return { time, reached };
  };
  const [few, many] = [await median(30), await median(1_000)];
  expect(many.reached).toBeGreaterThan(20_000);
  // A page that lays out everything for each frame takes ten times as long and more.
  expect(many.time).toBeLessThan(3 * Math.max(few.time, 17));
});
