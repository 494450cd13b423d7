import { readFileSync } from "node:fs";
import { createProvider } from "./provider.ts";
import { announce } from "./rpc/listen.ts";
import { serve } from "./rpc/server.ts";

const PACKAGE = new URL("../package.json", import.meta.url);
const { version } = JSON.parse(readFileSync(PACKAGE, "utf8")) as { version: string };

// The engine puts its address last, after flags for logging and tracing.
const engineAddress = process.argv.slice(2).findLast((argument) => !argument.startsWith("-"));
const { port } = await serve(createProvider(), { engineAddress, version });
announce(port);
