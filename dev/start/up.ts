import { readStackSettings } from "../../src/config/stack-file.ts";
import { tables } from "../../tables/index.ts";
import { ensureToolchain } from "../toolchain/toolchain.ts";
import { pulumiEnvironment } from "./environment.ts";
import { loadTables } from "./load.ts";
import { REPOSITORY, STACK, STATE } from "./places.ts";
import { setUpSandbox, startSandbox } from "./sandbox.ts";
import { SandboxStack } from "./stack.ts";
import { main, Steps } from "./steps.ts";
import { summary } from "./summary.ts";

await main(async () => {
  const { catalog } = readStackSettings(REPOSITORY, STACK);
  const steps = new Steps(6);
  const report = (line: string): void => void process.stdout.write(`      ${line}\n`);
  await steps.run(
    "Python packages and Delta's jars for the sandbox",
    () => setUpSandbox(report),
    () => "ready",
  );
  const toolchain = await steps.run(
    "Pulumi and the Databricks provider",
    () => ensureToolchain(report),
    ({ version, provider }) => `Pulumi ${version}, Databricks plugin ${provider}`,
  );
  const address = await steps.run(
    "A workspace on this machine",
    () => startSandbox(catalog),
    ({ url }) => url,
  );
  await steps.run(
    `Kineo's ${tables.length} tables, as a nightly pipeline leaves them`,
    () => loadTables(tables, { catalog, address }),
    (written) => (written === 0 ? "all there" : `${written} tables written`),
  );
  const stack = new SandboxStack(toolchain.pulumi, pulumiEnvironment(toolchain, address, STATE));
  await steps.run(
    `pulumi up, stack ${STACK}`,
    () => stack.deploy(),
    () => "deployed",
  );
  await steps.run(
    "A second preview, which must have nothing to do",
    () => stack.expectNoChanges(),
    () => "no changes",
  );
  process.stdout.write(summary(await stack.outputs(), address));
});
