import { join, relative } from "node:path";
import { API_REPORT, writeApiReport } from "./api-report.ts";
import { ROOT } from "./compile.ts";
import { layOut } from "./npm-package.ts";

const { folder } = await layOut(join(ROOT, "dist"));
await writeApiReport(folder);
console.log(relative(process.cwd(), API_REPORT));
