import type { Adoption, Attribution, Cause, Difference, DriftReport, Kind, Revert } from "./report.ts";
import { countOf } from "./report.ts";
import { minute } from "../model/units.ts";

/** The parts of a report in words, without marks of any format. */

/** How a format shows a value that others have written, such as a name or a comment. */
export type ShowValue = (value: string) => string;

/** A text of several lines would forge some of ours. */
const asItIs: ShowValue = (value) => value.replaceAll(/\s*\n\s*/g, " ⏎ ");

export function headline(report: DriftReport, mark = asItIs): string {
  const { stack, workspace, total, checked, resources } = report;
  const where = workspace === undefined ? mark(stack) : `${mark(stack)} at ${mark(workspace)}`;
  const found =
    resources.length === 0
      ? checked === 0 && total > 0
        ? "nothing is known of drift"
        : `no drift in ${checked === total ? "" : "the "}${many(checked, "resource")}${checked === total ? "" : " that could be checked"}`
      : `${many(countOf(report), "difference")} in ${resources.length} of ${many(total, "resource")}`;
  return `${where}: ${found}${checked === total ? "" : `; ${total - checked} of ${total} could not be checked${checked === 0 ? "" : " in full"}`}`;
}

/** `workspace file`. */
export function kindInWords(kind: Kind): string {
  return kind.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

export function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** `changed outside: autoscale.max_workers is 9, declared 5`. */
export function change({ what, path, declared, deployed, live, cause }: Difference, mark = asItIs): string {
  const named = path === "" ? "" : `${mark(path)} `;
  const side = CAUSES[cause];
  const shown = (value?: string) => mark(shortened(value));
  switch (what) {
    case "missing":
      return `${side}: deleted`;
    case "recreated":
      return `${side}: ${shown(live)}`;
    case "replaced":
      return `${side}: is ${shown(live)} now`;
    case "appeared":
      return `${side}: what was waited for is there now, and not as declared yet`;
    case "notDeployed":
      return `${side}: declared, not deployed yet`;
    case "notDeclared":
      return `${side}: deployed, declared no longer`;
    case "undeclared":
      return `${side}: ${named}is ${shown(live)}, which nobody declared`;
    case "value": {
      const now = live === undefined ? "is not set" : `is ${shown(live)}`;
      const wanted = declared === undefined ? "declared no longer" : `declared ${shown(declared)}`;
      const before =
        cause === "changedOutside" || deployed === undefined || deployed === live
          ? ""
          : `, deployed ${shown(deployed)}`;
      return `${side}: ${named}${now}, ${wanted}${before}`;
    }
  }
}

export const CAUSES: Readonly<Record<Cause, string>> = {
  changedOutside: "changed outside",
  pendingDeployment: "pending deployment",
  both: "changed on both sides",
};

/** A file's content or a long statement says enough by its beginning. */
const LONGEST_VALUE = 160;

function shortened(value = ""): string {
  const line = value.replaceAll(/\s*\n\s*/g, " ").trim();
  return line.length > LONGEST_VALUE ? `${line.slice(0, LONGEST_VALUE)}…` : line;
}

export function whoSays(who: Attribution, mark = asItIs): string {
  if (!who.known) return `not known${who.at === undefined ? "" : `, at ${minute(who.at)}`}: ${mark(who.why)}`;
  if ("file" in who) return mark(who.file);
  const { user, at, operation, version, job, notebook } = who;
  const run = job?.run === undefined ? "" : `, run ${mark(job.run)}`;
  const from =
    job !== undefined
      ? `, by the job ${job.name === undefined ? mark(job.id) : `${mark(`"${job.name}"`)} (${mark(job.id)})`}${run}`
      : notebook === undefined
        ? ""
        : `, from the notebook ${mark(notebook)}`;
  return `${user === undefined ? "somebody" : mark(user)}, ${minute(at)}, ${mark(operation)} (version ${version})${from}`;
}

/** What is edited to adopt a difference, or done by a person. */
export function adoptionText(adopt: Adoption): string {
  return adopt.kind === "edit" ? `${adopt.file}: ${adopt.says}` : adopt.says;
}

/** How something is reverted, line by line: what a person does first, the command, what it or a person sends. */
export function revertLines({ command, statements = [], manual }: Revert): readonly string[] {
  const verb = command === undefined ? "run" : "sends";
  return [
    ...(manual === undefined ? [] : [manual]),
    ...(command === undefined ? [] : [command]),
    ...statements.map((statement) => `${verb}: ${statement}`),
  ].flatMap((text) => text.split("\n"));
}
