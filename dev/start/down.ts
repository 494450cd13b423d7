import { stopSandbox } from "./sandbox.ts";
import { main } from "./steps.ts";

await main(stopSandbox);
