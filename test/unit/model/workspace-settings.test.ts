import { Config } from "@databricks/sdk-experimental/dist/config/index.js";
import type { ProviderArgs } from "@pulumi/databricks/provider.js";
import { expect, expectTypeOf, test } from "vitest";
import { type WorkspaceSettingName, workspaceSettings } from "../../../src/model/workspace-settings.ts";

const attributes = [...new Config({}).attributes];

test("names, variables and secrets are the SDK's own", () => {
  const sdk = attributes.map(({ name, envVar, sensitive }) => ({ name, env: envVar, secret: sensitive }));
  for (const [name, { env, secret = false }] of workspaceSettings) {
    expect(sdk).toContainEqual({ name, env, secret });
  }
});

test("nothing is left out that the SDK signs in with", () => {
  const names = workspaceSettings.map(([name]) => name as string);
  const signing = attributes.filter(({ auth }) => auth !== undefined).map(({ name }) => name);
  expect(signing.filter((name) => !names.includes(name))).toEqual([]);
});

test("all are inputs of the Databricks provider", () => {
  expectTypeOf<WorkspaceSettingName>().toExtend<keyof ProviderArgs>();
});
