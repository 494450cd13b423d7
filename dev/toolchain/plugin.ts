import { accessSync, constants, existsSync } from "node:fs";
import { join } from "node:path";
import { pluginFolder } from "./cache.ts";
import { probe, throughProxy } from "./download.ts";
import { ToolchainError } from "./error.ts";
import { installPlugin, PULUMI_SITE } from "./install.ts";
import { withLock } from "./lock.ts";

export interface PluginOptions {
  readonly pulumi: string;
  readonly home: string;
  readonly version: string;
  readonly report: (line: string) => void;
}

/** The official Databricks plugin for a `pulumi` that was there already. */
export async function ensurePlugin({ pulumi, home, version, report }: PluginOptions): Promise<void> {
  if (isInstalled(home, version)) return;
  const waiting = (seconds: number): void => {
    report(`Another start is installing the Databricks plugin; waiting for it (${seconds} s) …`);
  };
  await withLock(join(home, "install"), { waiting }, async () => {
    if (isInstalled(home, version)) return;
    // The engine tries several times for a minute or more before it says that there is no network.
    const answer = await throughProxy(() => probe(`${PULUMI_SITE}/`.replace("/releases/sdk/", "/")));
    if ("unreachable" in answer) {
      throw new ToolchainError(
        `${pulumi} is not used: its Databricks plugin would come from Pulumi's site, which is out of reach: ${answer.unreachable}.`,
      );
    }
    report(`Installing the Databricks plugin ${version} …`);
    await installPlugin(pulumi, home, version);
  });
}

function isInstalled(home: string, version: string): boolean {
  const folder = pluginFolder(home, version);
  try {
    accessSync(join(folder, "pulumi-resource-databricks"), constants.X_OK);
  } catch {
    return false;
  }
  // The engine's own sign that an installation was begun and not finished.
  return !existsSync(`${folder}.partial`);
}
