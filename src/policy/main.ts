import { readFileSync } from "node:fs";
import { announce, engineAddressIn } from "../pulumi-rpc/listen.ts";
import { PolicyPack } from "./pack.ts";
import { servePolicies } from "./server.ts";

const PACKAGE = new URL("../../package.json", import.meta.url);
const { version } = JSON.parse(readFileSync(PACKAGE, "utf8")) as { version: string };

const { port } = await servePolicies(new PolicyPack(), version);
announce(port, engineAddressIn(process.argv.slice(2)));
