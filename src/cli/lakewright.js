#!/usr/bin/env node
// A project's files are TypeScript that Node runs as it is; older versions would stop at the first type.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18) || (major === 23 && minor < 6)) {
  process.stderr.write(
    `lakewright needs Node 22.18 or newer; this is ${process.version}: https://nodejs.org\n`,
  );
  // No command's code for what it found.
  process.exit(3);
}
// Halves the time to start. A folder that NODE_COMPILE_CACHE names stays in force.
const { enableCompileCache } = await import("node:module");
const { default: envPaths } = await import("env-paths");
enableCompileCache(`${envPaths("lakewright", { suffix: "" }).cache}/node-compile-cache`);
await import("./main.ts");
