import type { ScriptPlan } from "../maintenance.ts";

/** A script in the workspace, as the arguments of `databricks.WorkspaceFile` or `databricks.Notebook`. */
export function scriptInputs({ kind, path, content }: ScriptPlan) {
  const contentBase64 = Buffer.from(content).toString("base64");
  switch (kind) {
    case "file":
      return { path, contentBase64 };
    case "notebook":
      return { path, contentBase64, language: "SQL", format: "SOURCE" };
  }
}
