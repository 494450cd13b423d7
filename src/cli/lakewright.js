#!/usr/bin/env node
// The command is TypeScript that Node runs as it is; older versions would stop at its first type.
if (Number(process.versions.node.split(".")[0]) < 24) {
  process.stderr.write(
    `lakewright needs Node 24 or later; this is ${process.version}. In a clone, run it as "npx lakewright".\n`,
  );
  process.exit(1);
}
// Halves the time to start. A folder that NODE_COMPILE_CACHE names stays in force.
const { enableCompileCache } = await import("node:module");
const { default: envPaths } = await import("env-paths");
enableCompileCache(`${envPaths("lakewright", { suffix: "" }).cache}/node-compile-cache`);
await import("./main.ts");
