import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { UserError } from "../model/user-error.ts";
import { findProject, type Project } from "../project/find.ts";
import { loadLakehouse } from "../project/lakehouse.ts";
import { expectPackages } from "../project/optional-packages.ts";
import { SERVED_WITH } from "../project/sandbox.ts";
import { readStackSettings, stacksIn } from "../project/stack-settings.ts";

/** One thing that preview, up or the sandbox needs. */
export interface Check {
  /** What was checked. */
  readonly what: string;
  /** What needs it. */
  readonly for: "all" | "preview and up" | "sandbox";
  readonly ok: boolean;
  /** What is there, or what is missing and how to get it. */
  readonly says: string;
}

/** Checks everything that a project needs, one after the other; what is missing stops nothing. */
export async function examineProject(folder: string): Promise<readonly Check[]> {
  const found = attempt("project", "all", () => {
    const project = findProject(folder);
    return { says: `${project.name} in ${project.root}`, value: project };
  });
  const { value: project } = found;
  return [
    node(),
    found.check,
    ...(project === undefined ? [] : await ofProject(project)),
    await pulumi(),
    attempt("packages of the sandbox", "sandbox", () => {
      expectPackages("the sandbox", SERVED_WITH);
      return { says: SERVED_WITH.join(", "), value: undefined };
    }).check,
    await program("java", ["-version"], { for: "sandbox", missing: "install Java 17 or 21" }),
    await program("python3", ["--version"], {
      for: "sandbox",
      missing: "install Python 3.10 or newer, with venv",
    }),
  ];
}

function node(): Check {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const ok = major > 22 || (major === 22 && minor >= 18);
  const says = ok
    ? process.version
    : `${process.version}; install Node 22.18 or newer, which runs TypeScript itself`;
  return { what: "Node", for: "all", ok, says };
}

async function ofProject(project: Project): Promise<readonly Check[]> {
  const stacks = stacksIn(project);
  const plugin = join(project.root, "node_modules", "lakewright", "plugin");
  return [
    await lakehouse(project),
    stacks.length === 0
      ? {
          what: "stacks",
          for: "all",
          ok: false,
          says: "there is no Pulumi.<stack>.yaml; write Pulumi.dev.yaml",
        }
      : { what: "stacks", for: "all", ok: true, says: stacks.join(", ") },
    ...stacks.map(
      (stack) =>
        attempt(`settings of ${stack}`, "all", () => {
          return { says: `catalog ${readStackSettings(project, stack).catalog}`, value: stack };
        }).check,
    ),
    existsSync(plugin) || existsSync(join(project.root, "src", "provider"))
      ? { what: "plugin lakewright", for: "preview and up", ok: true, says: "in the package" }
      : { what: "plugin lakewright", for: "preview and up", ok: false, says: "run npm install" },
  ];
}

async function lakehouse(project: Project): Promise<Check> {
  try {
    const { name, tables, materializedViews = [] } = await loadLakehouse(project);
    const says = `${name}: ${tables.length} tables, ${materializedViews.length} materialized views`;
    return { what: "lakehouse.ts", for: "all", ok: true, says };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { what: "lakehouse.ts", for: "all", ok: false, says: error.message };
  }
}

async function pulumi(): Promise<Check> {
  return await program("pulumi", ["version"], {
    for: "preview and up",
    missing: "install Pulumi: https://www.pulumi.com/docs/install/, and have it on PATH",
  });
}

async function program(
  what: string,
  args: readonly string[],
  { for: purpose, missing }: { readonly for: Check["for"]; readonly missing: string },
): Promise<Check> {
  try {
    const { stdout, stderr } = await promisify(execFile)(what, args, { timeout: 20_000 });
    const [line = ""] = `${stdout}${stderr}`.trim().split("\n");
    return { what, for: purpose, ok: true, says: line };
  } catch {
    return { what, for: purpose, ok: false, says: `not on PATH; ${missing}` };
  }
}

function attempt<T>(
  what: string,
  purpose: Check["for"],
  check: () => { readonly says: string; readonly value: T },
): { readonly check: Check; readonly value?: T } {
  try {
    const { says, value } = check();
    return { check: { what, for: purpose, ok: true, says }, value };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { check: { what, for: purpose, ok: false, says: error.message } };
  }
}
