import { reporter } from "../../sandbox/report.ts";
import { findProject } from "../../src/project/find.ts";
import { readStackSettings } from "../../src/project/stack-settings.ts";
import { ensureToolchain } from "../toolchain/toolchain.ts";
import { pulumiEnvironment } from "./environment.ts";
import { loadTables } from "./load.ts";
import { REPOSITORY, STACK, STATE } from "./places.ts";
import { healSandbox, setUpSandbox, startSandbox } from "./sandbox.ts";
import { SandboxStack } from "./stack.ts";
import { INDENT, main, Steps } from "./steps.ts";
import { summary } from "./summary.ts";
import { planOf, tables } from "./kineo.ts";

await main(async () => {
  const { catalog } = readStackSettings(findProject(REPOSITORY), STACK);
  const steps = new Steps(6);
  const report = reporter(process.stdout, INDENT);
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
  let address = await steps.run(
    "A workspace on this machine",
    () => startSandbox(catalog, report),
    ({ url }) => url,
  );
  const stack = (): SandboxStack =>
    new SandboxStack(toolchain.pulumi, pulumiEnvironment(toolchain, address, STATE));

  /** A step is done again when it failed because the workspace broke down under it. */
  const healing = async <T>(step: () => Promise<T>): Promise<T> => {
    try {
      return await step();
    } catch (error) {
      const healed = await healSandbox({ catalog, address }, report);
      if (healed === undefined) throw error;
      address = healed;
      return await step();
    }
  };

  await steps.run(
    `Kineo's ${tables.length} tables, as a nightly pipeline leaves them`,
    () => healing(() => loadTables(tables, { catalog, address })),
    (written) => (written === 0 ? "all there" : `${written} tables written`),
  );
  await steps.run(
    `pulumi up, stack ${STACK}`,
    () => healing(() => stack().deploy()),
    () => "deployed",
  );
  await steps.run(
    "A second preview, which must have nothing to do",
    () => healing(() => stack().expectNoChanges()),
    () => "no changes",
  );
  process.stdout.write(
    summary(await stack().outputs(), { address, took: steps.took(), plan: planOf("sandbox") }),
  );
});
