import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { SETTINGS_KEY } from "../../config/parse.ts";
import { editSparkConf } from "./spark-conf-source.ts";
import { editSettings } from "./stack-yaml.ts";
import { editTable, NotEditable } from "./table-source.ts";
import type { Difference, DriftedResource, DriftReport, Edit } from "../report.ts";
import { driftText } from "../text.ts";
import { nearest } from "../../model/nearest.ts";
import { UserError } from "../../model/user-error.ts";
import type { Project } from "../../project/project.ts";

const COMMAND = join(import.meta.dirname, "..", "..", "cli", "lakewright.js");

export interface AdoptedDrift {
  /** What was written, and what is left. */
  readonly text: string;
  /** The report without what was adopted. */
  readonly left: DriftReport;
}

/**
 * Writes the edits that adopt what differs. What no edit adopts stays in the report.
 * @param names resources to adopt. @default all
 * @throws UserError where the files would not plan any longer; they are then as they were
 */
export async function adoptDrift(
  report: DriftReport,
  project: Project,
  names?: readonly string[],
): Promise<AdoptedDrift> {
  const { folder } = project;
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
  const before = new Map([...files.keys()].map((file) => [file, readFileSync(join(folder, file), "utf8")]));
  const after = new Map<string, string>();
  for (const [file, list] of files) {
    after.set(
      file,
      await edited(file, {
        text: before.get(file) ?? "",
        edits: unique(list.map(({ edit }) => edit)),
        project,
      }),
    );
  }
  for (const [file, text] of after) writeFileSync(join(folder, file), text);
  expectPlan(report.stack, { folder, before });
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
  readonly project: Project;
}

async function edited(file: string, { text, edits, project }: Change): Promise<string> {
  const { folder, lakehouse } = project;
  const path = join(folder, file);
  try {
    if (file.endsWith(".yaml")) {
      const settings = edits.filter((edit) => edit.in === "settings");
      return editSettings(text, settings, SETTINGS_KEY);
    }
    const tables = edits.filter((edit) => edit.in === "table");
    const conf = edits.filter((edit) => edit.in === "sparkConf");
    const declared = [...lakehouse.tables, ...(lakehouse.materializedViews ?? [])];
    const table = declared.find(({ name }) => name === tables[0]?.table);
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
  { folder, before }: { readonly folder: string; readonly before: ReadonlyMap<string, string> },
): void {
  const command = [COMMAND, "plan", "--json", "--stack", stack];
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
  if (status === 0) return;
  for (const [file, text] of before) writeFileSync(join(folder, file), text);
  throw new UserError(
    `not adopted: the files would not do with these values, and are as they were.\n${stderr.trim()}`,
  );
}
