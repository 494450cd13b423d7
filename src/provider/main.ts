import { readFileSync } from "node:fs";
import * as nodeModule from "node:module";
import { createProvider } from "./provider.ts";
import { packageSchema } from "./schema.ts";
import { announce, engineAddressIn } from "../pulumi-rpc/listen.ts";
import { serve } from "../pulumi-rpc/server.ts";

const PACKAGE = new URL("../../package.json", import.meta.url);
const { version } = JSON.parse(readFileSync(PACKAGE, "utf8")) as { version: string };

const engineAddress = engineAddressIn(process.argv.slice(2));
const { port } = await serve(createProvider(), { engineAddress, version, schema: packageSchema(version) });
announce(port, engineAddress);
// The engine kills its plugins, and Node writes its compile cache at the end of a process only: without this every
// start would strip and compile anew, which takes longer than all else of it. Node has it since 22.10.
if ("flushCompileCache" in nodeModule) nodeModule.flushCompileCache();
