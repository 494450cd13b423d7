import { readFileSync } from "node:fs";
import { createProvider } from "./provider.ts";
import { serve } from "./rpc/server.ts";

const PACKAGE = new URL("../package.json", import.meta.url);
const { version } = JSON.parse(readFileSync(PACKAGE, "utf8")) as { version: string };

// The engine puts its address last, after flags for logging and tracing.
const engineAddress = process.argv.slice(2).findLast((argument) => !argument.startsWith("-"));
const { port } = await serve(createProvider(), { engineAddress, version });

// The engine reads the port from the first line.
process.stdout.write(`${port}\n`);

// The engine holds our standard input open as long as it lives. An engine that was killed closes nothing
// else, and a plugin left behind would run on with nobody to answer.
process.stdin.resume();
process.stdin.once("close", () => {
  process.exit(0);
});
