import * as config from "../src/config/load.ts";
import type { Settings } from "../src/config/settings.ts";
import { decided } from "./run-error.ts";

/**
 * The settings of the stack being deployed: what stands under `<project>:settings` in its file.
 * @throws pulumi.RunError naming every fault by its path
 */
export function loadSettings(): Settings {
  return decided(config.configuredSettings);
}
