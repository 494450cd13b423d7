import * as pulumi from "@pulumi/pulumi";
import { type WorkspaceSettings, workspaceSettings } from "../src/model/workspace-settings.ts";

/** Which workspace and who signs in: the Databricks provider's inputs under its own names. */
export type LakewrightProviderArgs = {
  readonly [Name in keyof WorkspaceSettings]?: pulumi.Input<NonNullable<WorkspaceSettings[Name]>> | undefined;
} & {
  /** Statements that run on the warehouse at once, 1 to 64. @default 8 */
  readonly statementsAtOnce?: number | undefined;
};

/** The plugin that serves `TableLayout`, with the workspace it talks to. */
export class LakewrightProvider extends pulumi.ProviderResource {
  constructor(name: string, args: LakewrightProviderArgs, opts?: pulumi.ResourceOptions) {
    const inputs: pulumi.Inputs = { ...args };
    for (const [setting, { secret }] of workspaceSettings) {
      if (secret === true && args[setting] !== undefined) inputs[setting] = pulumi.secret(args[setting]);
    }
    super("lakewright", name, inputs, opts);
  }
}
