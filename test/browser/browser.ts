import { mkdirSync, writeFileSync } from "node:fs";
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
  const executablePath = await bundled.executablePath();
  const fonts = join(folder, "fonts.conf");
  writeFileSync(fonts, fontConfiguration(folder));
  return chromium.launch({ executablePath, args: ARGS, env: { ...process.env, FONTCONFIG_FILE: fonts } });
}

const ARGS = [
  ...["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"],
  // Nothing asks the network.
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"],
];

/** The package's own font comes first, so that a page is as wide on every machine. */
function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, "fonts")}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, "font-cache")}</cachedir>
  <alias binding="strong"><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
  <alias binding="strong"><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <alias binding="strong"><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
</fontconfig>
`;
}
