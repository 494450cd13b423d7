import { readFile, writeFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { rolldown } from "rolldown";
import { ROOT } from "./compile.ts";
import { noticesOf } from "./notices.ts";
import { replaced } from "./replaced.ts";

const SDK = "@databricks/sdk-experimental/dist/config/index.js";
const IMPORTER = join("src", "databricks", "sdk-access.js");
const FILE = "databricks-sdk.js";
/** Its path in the package. */
export const BUNDLED = `src/databricks/${FILE}`;

/**
 * Puts what signs in to Databricks into one file of the package. The SDK it is from weighs 20 MB with what it installs,
 * the file half a megabyte.
 */
export async function bundleSdk(folder: string): Promise<void> {
  const bundle = await rolldown({
    input: join(ROOT, "node_modules", SDK),
    platform: "node",
    transform: { target: "node22" },
  });
  const file = join(folder, BUNDLED);
  const { output } = await bundle.write({ file, format: "esm", minify: true, codeSplitting: false });
  await bundle.close();
  const chunks = output.filter((each) => each.type === "chunk");
  const others = chunks.flatMap(({ imports }) => imports).filter((name) => !isBuiltin(name));
  if (others.length > 0) throw new Error(`${BUNDLED} still imports ${others.join(", ")}`);
  const modules = chunks.flatMap(({ moduleIds }) => moduleIds);
  await writeFile(file.replace(/js$/, "licenses.txt"), await noticesOf(modules));
  const importer = join(folder, IMPORTER);
  await writeFile(importer, replaced(await readFile(importer, "utf8"), SDK, `./${FILE}`));
}
