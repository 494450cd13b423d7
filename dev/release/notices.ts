import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Licences that ask for no more than that their text goes with the code. Source: https://spdx.org/licenses/ */
export const LICENSES: ReadonlySet<string> = new Set([
  ...[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BlueOak-1.0.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "Unlicense",
  ],
  ...["(Apache-2.0 AND BSD-3-Clause)", "(BSD-3-Clause AND Apache-2.0)", "Python-2.0"],
]);

/**
 * The licence of every package that a bundled module is of, with its text: what an archive has to have beside the code.
 * @throws Error where one is under a licence that is not in `LICENSES`
 */
export async function noticesOf(modules: readonly string[]): Promise<string> {
  const folders = modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id) ?? []);
  const texts = [...new Set(folders)].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(
      await readFile(join(folder, "package.json"), "utf8"),
    ) as Readonly<Partial<Record<string, string>>>;
    if (license === undefined || !LICENSES.has(license)) {
      throw new Error(`${name ?? folder} is under ${license ?? "no licence"}, which nobody has looked at`);
    }
    const files = globSync("{LICEN[CS]E,NOTICE}*", { cwd: folder });
    const said = await Promise.all(files.map((one) => readFile(join(folder, one), "utf8")));
    return `${name ?? ""} ${version ?? ""}, ${license}\n\n${said.join("\n\n")}`;
  });
  return (await Promise.all(texts)).join(`\n\n${"-".repeat(80)}\n\n`);
}
