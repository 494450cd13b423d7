import { pathToFileURL } from "node:url";
import type { Browser, Page as Tab } from "playwright-core";

/** A page in a browser, with all that it complains of and all that it asks for besides itself. */
export interface Opened {
  readonly tab: Tab;
  readonly complaints: readonly string[];
}

export async function openFile(
  browser: Browser,
  file: string,
  options: Parameters<Browser["newPage"]>[0] = {},
): Promise<Opened> {
  const tab = await browser.newPage(options);
  const complaints: string[] = [];
  tab.on("console", (message) => complaints.push(message.text()));
  tab.on("pageerror", (error) => complaints.push(error.message));
  tab.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith("file:") && !url.startsWith("data:")) complaints.push(url);
  });
  await tab.goto(pathToFileURL(file).href);
  return { tab, complaints };
}

/** How many of what is there can be seen. */
export function seen(tab: Tab, selector: string): Promise<number> {
  return tab.locator(`${selector}:visible`).count();
}

/** Whether any of it has to be moved sideways to be read. */
export async function isTooWide(tab: Tab): Promise<boolean> {
  return await tab.evaluate<boolean>("document.documentElement.scrollWidth > innerWidth");
}
