import { Notebook } from "@pulumi/databricks/notebook.js";
import { WorkspaceFile } from "@pulumi/databricks/workspaceFile.js";
import type * as pulumi from "@pulumi/pulumi";
import type { ScriptPlan } from "../src/plan/maintenance.ts";

/** A planned script in the workspace. */
export function createScript(
  name: string,
  { kind, path, content }: ScriptPlan,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const contentBase64 = Buffer.from(content).toString("base64");
  switch (kind) {
    case "file":
      return new WorkspaceFile(name, { path, contentBase64 }, opts).path;
    case "notebook":
      return new Notebook(name, { path, contentBase64, language: "SQL", format: "SOURCE" }, opts).path;
  }
}
