import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { GENERATED } from "./generated.ts";

const repository = join(import.meta.dirname, "..", "..");
for (const { path, text } of GENERATED) writeFileSync(join(repository, path), text());
