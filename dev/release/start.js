// What is packed starts with this. Any Node can read this file, so that an old one says what it lacks.
import * as nodeModule from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";

const oldest = 22;
if (Number(process.versions.node.split(".")[0]) < oldest) {
  console.error(
    `lakewright needs Node ${oldest} or newer on the search path and finds ${process.version}: https://nodejs.org`,
  );
  process.exit(1);
}
// Halves the time to start. A folder given by NODE_COMPILE_CACHE stays in force; before 22.1 there is none.
const caches = process.platform === "darwin" ? join("Library", "Caches") : ".cache";
const cache = process.env.XDG_CACHE_HOME || join(homedir(), caches);
nodeModule.enableCompileCache?.(join(cache, "lakewright", "node-compile-cache"));
await import("./main.js");
