import { existsSync } from "node:fs";
import { join } from "node:path";
import { reporter } from "../../sandbox/report.ts";
import { findProject } from "../../src/project/find.ts";
import { readStackSettings } from "../../src/project/stack-settings.ts";
import { ensureToolchain } from "../toolchain/toolchain.ts";
import { run } from "./child.ts";
import { pulumiEnvironment } from "./environment.ts";
import { REPOSITORY, STACK, STATE } from "./places.ts";
import { startSandbox } from "./sandbox.ts";
import { unlockAfterKill } from "./stack.ts";
import { main, StepFailed } from "./steps.ts";

/**
 * Runs `pulumi` or `lakewright` against stack `sandbox`: starts the workspace if it sleeps, sets the
 * environment, and passes the exit code on. The npm scripts `preview`, `up`, `drift` … are this.
 */
await main(async () => {
  if (!existsSync(join(STATE, ".pulumi"))) throw new StepFailed("Nothing is deployed here yet: npm start");
  const [program = "", ...args] = process.argv.slice(2);
  const { catalog } = readStackSettings(findProject(REPOSITORY), STACK);
  const report = reporter(process.stderr);
  const toolchain = await ensureToolchain(report);
  const address = await startSandbox(catalog, report);
  const env = {
    ...pulumiEnvironment(toolchain, address, STATE),
    PULUMI_STACK: STACK,
    LAKEWRIGHT_UP: "npm run up --",
  };
  // Detecting drift takes no lock, and so leaves one alone.
  if (args[0] !== "drift") await unlockAfterKill(toolchain.pulumi, env);
  const commands: Readonly<Record<string, readonly [string, ...string[]]>> = {
    pulumi: [toolchain.pulumi, ...args],
    lakewright: [
      process.execPath,
      join(REPOSITORY, "src", "cli", "lakewright.js"),
      ...args,
      "--stack",
      STACK,
    ],
  };
  const command = commands[program];
  if (command === undefined) {
    throw new StepFailed(`"${program}" is not one of ${Object.keys(commands).join(", ")}`);
  }
  const [executable, ...rest] = command;
  process.exitCode = (await run(executable, rest, { env })).code;
});
