import { Notebook } from "@pulumi/databricks/notebook.js";
import { WorkspaceFile } from "@pulumi/databricks/workspaceFile.js";
import type * as pulumi from "@pulumi/pulumi";
import { scriptInputs } from "../src/plan/inputs/script.ts";
import type { ScriptPlan } from "../src/plan/maintenance.ts";
import { type Transform, transformed } from "./transform.ts";

/** What a SQL file and a notebook are told alike. */
export interface ScriptArgs {
  /** Absolute path in the workspace. */
  path: pulumi.Input<string>;
  /** The text, in Base64. */
  contentBase64: pulumi.Input<string>;
}

/** A planned script in the workspace. */
export function createScript(
  name: string,
  plan: ScriptPlan,
  {
    transform,
    ...opts
  }: pulumi.CustomResourceOptions & { readonly transform: Transform<ScriptArgs> | undefined },
): WorkspaceFile | Notebook {
  const child = transformed(transform, [name, scriptInputs(plan), opts]);
  switch (plan.kind) {
    case "file":
      return new WorkspaceFile(...child);
    case "notebook":
      return new Notebook(...child);
  }
}
