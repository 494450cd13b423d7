import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { LakewrightProvider } from "../../components/provider.ts";
import { loadWorkspace } from "../../src/config/load.ts";
import { record } from "./record.ts";

/** How the engine is told that a value is secret. */
const secret = (value: string) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

test("the plugin is configured with what stands under databricks: and concerns it", async () => {
  const seen = await record(() => {
    pulumi.runtime.setAllConfig({
      "databricks:host": "h",
      "databricks:clientId": "i",
      "databricks:clientSecret": "s",
      "databricks:azureUseMsi": "false",
      "databricks:retryTimeoutSeconds": "120",
      "kineo:settings": "{}",
    });
    return new LakewrightProvider("lakewright", { ...loadWorkspace(), statementsAtOnce: 4 });
  });
  expect(seen).toEqual([
    {
      type: "pulumi:providers:lakewright",
      name: "lakewright",
      inputs: {
        host: "h",
        clientId: "i",
        clientSecret: secret("s"),
        azureUseMsi: "false",
        statementsAtOnce: 4,
      },
    },
  ]);
});

test("a secret is marked as such when the program did not", async () => {
  const seen = await record(() => new LakewrightProvider("lakewright", { host: "h", token: "t" }));
  expect(seen.map(({ inputs }) => inputs)).toEqual([{ host: "h", token: secret("t") }]);
});
