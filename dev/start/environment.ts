import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Toolchain } from "../toolchain/toolchain.ts";
import type { SandboxAddress } from "./places.ts";

/**
 * What Pulumi needs to deploy to a local workspace: the programs, a state in the folder `state`, the address.
 * The passphrase is empty because the state holds no secret.
 */
export function pulumiEnvironment(
  toolchain: Toolchain,
  { url, token }: SandboxAddress,
  state: string,
): Readonly<Record<string, string>> {
  const temporary = join(state, "tmp");
  mkdirSync(temporary, { recursive: true });
  return {
    ...toolchain.env,
    // The Node language host leaves a folder in it for every place that it ran a program in.
    TMPDIR: temporary,
    // Without the file beside each state file: a kill while that is written leaves it empty, and no state can be read.
    PULUMI_BACKEND_URL: `file://${state}?metadata=skip`,
    PULUMI_CONFIG_PASSPHRASE: "",
    DATABRICKS_HOST: url,
    DATABRICKS_TOKEN: token,
    // What the environment holds for other workspaces does not count here.
    DATABRICKS_AUTH_TYPE: "pat",
    DATABRICKS_CONFIG_PROFILE: "",
  };
}
