import { join, relative } from "node:path";
import { packPlugin } from "./plugin.ts";

const { archive, bytes, version } = await packPlugin(join(import.meta.dirname, "..", "dist"));
const file = relative(process.cwd(), archive);
console.log(`${file}, ${Math.round(bytes / 1000)} kB

Install it on a machine with
  pulumi plugin install resource lakewright ${version} --file ${file}`);
