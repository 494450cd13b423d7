import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { settingsKey } from "../../config/parse.ts";
import { editSparkConf } from "./spark-conf-source.ts";
import { editSettings } from "./stack-yaml.ts";
import { editTable, NotEditable } from "./table-source.ts";
import type { Difference, DriftedResource, DriftReport, Edit } from "../report.ts";
import { driftText } from "../text.ts";
import { nearest } from "../../model/nearest.ts";
import { UserError } from "../../model/user-error.ts";
import type { LakehouseDeclaration } from "../../model/index.ts";
import type { Project } from "../../project/find.ts";

const COMMAND = join(import.meta.dirname, "..", "..", "cli", "lakewright.js");

export interface AdoptedDrift {
  /** What was written, and what is left. */
  readonly text: string;
  /** The report without what was adopted. */
  readonly left: DriftReport;
}

/** The files of a project, and what they declare. */
export interface DeclaredProject {
  readonly project: Project;
  readonly lakehouse: LakehouseDeclaration;
}

/** Where a file of a report stands: the stacks' files may have a folder of their own. */
function placesIn({ root, stackFiles }: Project): (file: string) => string {
  return (file) => join(file.startsWith("Pulumi.") ? stackFiles : root, file);
}

/**
 * Writes the edits that adopt what differs. What no edit adopts stays in the report.
 * @param names resources to adopt. @default all
 * @throws UserError where the files would not plan any longer; they are then as they were
 */
export async function adoptDrift(
  report: DriftReport,
  declared: DeclaredProject,
  names?: readonly string[],
): Promise<AdoptedDrift> {
  const pathOf = placesIn(declared.project);
  expectKnown(report, names);
  const adopts = ({ name }: DriftedResource, { adopt }: Difference) =>
    adopt.kind === "edit" && (names?.includes(name) ?? true);
  const edits = report.resources.flatMap((resource) =>
    resource.differences.flatMap(({ adopt }) => {
      const wanted = adopt.kind === "edit" && (names?.includes(resource.name) ?? true);
      return wanted ? [{ file: adopt.file, says: adopt.says, edit: adopt.edit }] : [];
    }),
  );
  const files = Map.groupBy(edits, ({ file }) => file);
  const before = new Map([...files.keys()].map((file) => [file, readFileSync(pathOf(file), "utf8")]));
  const after = new Map<string, string>();
  for (const [file, list] of files) {
    after.set(
      file,
      await edited(file, {
        text: before.get(file) ?? "",
        edits: unique(list.map(({ edit }) => edit)),
        declared,
      }),
    );
  }
  for (const [file, text] of after) writeFileSync(pathOf(file), text);
  expectPlan(report.stack, { root: declared.project.root, pathOf, before });
  const resources = report.resources
    .map((resource) => ({
      ...resource,
      differences: resource.differences.filter((difference) => !adopts(resource, difference)),
    }))
    .filter(({ differences }) => differences.length > 0);
  const left = { ...report, resources };
  const written = [...files].flatMap(([file, list]) => [
    file,
    ...[...new Set(list.map(({ says }) => says))].map((says) => `  ${says}`),
  ]);
  const text =
    written.length === 0
      ? `Nothing to write.\n\n${driftText(left)}`
      : `Written:\n${written.join("\n")}\n\nLook at the files with git diff; up then changes what follows from them.\n\n${driftText(left)}`;
  return { text, left };
}

/** Exit code 2 says that there is drift: a name that is none ends with 1. */
function expectKnown({ resources }: DriftReport, names: readonly string[] = []): void {
  const known = resources.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const list = unknown.map((name) => {
    const guess = nearest(name, known);
    return `--adopt ${name}: no such resource differs${guess === undefined ? "" : ` (did you mean "${guess}"?)`}`;
  });
  throw new UserError(`${list.join("\n")}\nThese differ: ${known.length === 0 ? "none" : known.join(", ")}`);
}

/** Several differences may ask for one edit, such as a layout. */
function unique(edits: readonly Edit[]): readonly Edit[] {
  return [...new Map(edits.map((edit) => [JSON.stringify(edit), edit])).values()];
}

interface Change {
  readonly text: string;
  readonly edits: readonly Edit[];
  readonly declared: DeclaredProject;
}

async function edited(file: string, { text, edits, declared }: Change): Promise<string> {
  const { lakehouse, project } = declared;
  const path = placesIn(project)(file);
  try {
    if (file.endsWith(".yaml")) {
      const settings = edits.filter((edit) => edit.in === "settings");
      return editSettings(text, settings, settingsKey(project.name));
    }
    const tables = edits.filter((edit) => edit.in === "table");
    const conf = edits.filter((edit) => edit.in === "sparkConf");
    const all = [...lakehouse.tables, ...(lakehouse.materializedViews ?? [])];
    const table = all.find(({ name }) => name === tables[0]?.table);
    const changed = table === undefined ? editSparkConf(text, conf) : editTable(text, table, tables);
    return await format(changed, { ...(await resolveConfig(path)), filepath: path });
  } catch (error) {
    if (!(error instanceof NotEditable)) throw error;
    throw new UserError(`${file}: ${error.message}. Nothing was written.`);
  }
}

/** In a process of its own: this one has loaded the files as they were. */
function expectPlan(
  stack: string,
  {
    root,
    pathOf,
    before,
  }: {
    readonly root: string;
    readonly pathOf: (file: string) => string;
    readonly before: ReadonlyMap<string, string>;
  },
): void {
  const command = [COMMAND, "plan", "--json", "--stack", stack];
  const { status, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: "utf8" });
  if (status === 0) return;
  for (const [file, text] of before) writeFileSync(pathOf(file), text);
  throw new UserError(
    `not adopted: the files would not do with these values, and are as they were.\n${stderr.trim()}`,
  );
}
