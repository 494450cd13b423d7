import * as pulumi from "@pulumi/pulumi";
import { redactText } from "../src/redaction/redact-text.ts";
import type { LakewrightProvider } from "./provider.ts";

/**
 * Makes sure, before a deployment asks anything of the workspace, that it answers and takes the token.
 * Otherwise every resource would find out by itself, some after minutes, each in its own words. A preview
 * asks nothing.
 * @throws pulumi.RunError, which ends the program with its message alone
 */
export async function requireWorkspace(provider: LakewrightProvider): Promise<void> {
  if (pulumi.runtime.isDryRun()) return;
  try {
    await pulumi.runtime.invoke("lakewright:index:currentUser", {}, { provider });
  } catch (error) {
    throw new pulumi.RunError(
      redactText(error instanceof Error ? withoutPreamble(error.message) : String(error)),
    );
  }
}

/** Pulumi puts its own call before the message of the plugin. */
function withoutPreamble(message: string): string {
  return message.replace(/^.*?lakewright:index:currentUser\S*[^:]*: (?:\d+ [A-Z_]+: )?/s, "");
}
