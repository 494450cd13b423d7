// What is packed starts with this. Any Node can read this file, so that an old one says what it lacks.
import * as nodeModule from "node:module";

const oldest = 22;
if (Number(process.versions.node.split(".")[0]) < oldest) {
  console.error(
    `lakewright needs Node ${oldest} or newer on the search path and finds ${process.version}: https://nodejs.org`,
  );
  process.exit(1);
}
// Halves the time to start. A folder given by NODE_COMPILE_CACHE stays in force; before 22.1 there is none.
nodeModule.enableCompileCache?.();
await import("./main.js");
