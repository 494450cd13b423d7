import { reporter } from "../../../sandbox/report.ts";
import { startSandbox } from "../../../dev/start/sandbox.ts";
import { main } from "../../../dev/start/steps.ts";

// What `npm start` does for its workspace, in the folder that LAKEWRIGHT_SANDBOX names.
await main(async () => {
  const { url } = await startSandbox("sandbox", reporter(process.stderr));
  process.stdout.write(url);
});
