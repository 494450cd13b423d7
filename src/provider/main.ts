import { readFileSync } from "node:fs";
import * as nodeModule from "node:module";
import type { Repository } from "./download-url.ts";
import { createProvider } from "./provider.ts";
import { packageSchema } from "./schema.ts";
import { announce, engineAddressIn } from "../pulumi-rpc/listen.ts";
import { serve } from "../pulumi-rpc/server.ts";

const PACKAGE = new URL("../../package.json", import.meta.url);
const { version, repository } = JSON.parse(readFileSync(PACKAGE, "utf8")) as {
  version: string;
  repository?: Repository;
};

const engineAddress = engineAddressIn(process.argv.slice(2));
const schema = packageSchema(version, repository);
const { port } = await serve(createProvider(), { engineAddress, version, schema });
announce(port, engineAddress);
// The engine kills its plugins, and Node writes its compile cache at the end of a process only: without this every
// start would strip and compile anew, which takes longer than all else of it. Node has it since 22.10.
if ("flushCompileCache" in nodeModule) nodeModule.flushCompileCache();
