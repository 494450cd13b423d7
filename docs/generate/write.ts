import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { kineoPage } from "./kineo.ts";

writeFileSync(join(import.meta.dirname, "..", "kineo.md"), kineoPage());
