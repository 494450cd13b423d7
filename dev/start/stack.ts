import { run } from "./child.ts";
import { STACK, STATE } from "./places.ts";
import { isLockedByTheDead } from "./stale-lock.ts";
import { StepFailed } from "./steps.ts";

/** Far more than any takes; what reaches it would never end. */
const DEPLOY_MS = 30 * 60_000;
const LOOK_MS = 5 * 60_000;

/** Takes the state's lock away when the Pulumi that holds it was killed. */
export async function unlockAfterKill(pulumi: string, env: Readonly<Record<string, string>>): Promise<void> {
  if (!isLockedByTheDead(STATE, STACK)) return;
  process.stderr.write("An earlier Pulumi was killed; taking its lock away.\n");
  const { code } = await run(pulumi, ["cancel", STACK, "--yes"], { env, timeout: LOOK_MS });
  if (code !== 0) throw new StepFailed("The lock could not be taken away; see above.");
}

/** Stack `sandbox`, driven by the `pulumi` program. */
export class SandboxStack {
  readonly #program: string;
  readonly #env: Readonly<Record<string, string>>;

  constructor(program: string, env: Readonly<Record<string, string>>) {
    this.#program = program;
    this.#env = env;
  }

  async deploy(): Promise<void> {
    await this.#pulumi(["stack", "select", STACK, "--create"], "The stack could not be selected; see above.");
    await unlockAfterKill(this.#program, this.#env);
    await this.#pulumi(
      ["up", "--yes", "--skip-preview", "--suppress-outputs", "--stack", STACK],
      `The deployment failed; see above. What was done is recorded, and "npm start" goes on from there. ` +
        `If it was interrupted before: npm run recover`,
    );
  }

  async expectNoChanges(): Promise<void> {
    await this.#pulumi(
      ["preview", "--expect-no-changes", "--stack", STACK],
      "The preview after the deployment still has something to do. That is a fault of this repository.",
    );
  }

  async outputs(): Promise<Readonly<Record<string, unknown>>> {
    const args = ["stack", "output", "--json", "--stack", STACK];
    const { code, stdout } = await run(this.#program, args, {
      env: this.#env,
      capture: true,
      timeout: LOOK_MS,
    });
    if (code !== 0) throw new StepFailed("The stack's outputs could not be read; see above.");
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  async #pulumi(args: readonly string[], failure: string): Promise<void> {
    const { code } = await run(this.#program, args, { env: this.#env, timeout: DEPLOY_MS });
    if (code !== 0) throw new StepFailed(failure);
  }
}
