import { mkdirSync } from "node:fs";
import { join } from "node:path";
import bundled from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

/** Chromium, where npm's package has it for this machine; elsewhere the Chrome that is installed. */
export async function openBrowser(): Promise<Browser> {
  if (process.platform !== "linux" || process.arch !== "x64") return chromium.launch({ channel: "chrome" });
  const folder = join(import.meta.dirname, "..", "..", ".sandbox", "chromium");
  mkdirSync(folder, { recursive: true });
  // It unpacks itself where temporary files go.
  process.env["TMPDIR"] = folder;
  return chromium.launch({ executablePath: await bundled.executablePath(), args: ARGS });
}

const ARGS = [
  ...["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"],
  // Nothing asks the network.
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"],
];
