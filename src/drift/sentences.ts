import type { Acceptance, Attribution, Difference, DriftReport, Kind, PutBack } from "./report.ts";
import { countOf } from "./report.ts";

/** The parts of a report in words, without marks of any format. */

export function headline(report: DriftReport): string {
  const { stack, workspace, looked, resources, unseen } = report;
  const where = workspace === undefined ? stack : `${stack} at ${workspace}`;
  const found =
    resources.length === 0
      ? `no drift in ${many(looked, "resource")}`
      : `${many(countOf(report), "difference")} in ${resources.length} of ${many(looked, "resource")}`;
  return `${where}: ${found}${unseen.length === 0 ? "" : `; ${unseen.length} could not be looked at`}`;
}

/** `workspace file`. */
export function kindInWords(kind: Kind): string {
  return kind.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

export function many(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** `they: autoscale.max_workers is 9, declared 5`. */
export function change({ what, path, declared, deployed, live, moved }: Difference): string {
  const named = path === "" ? "" : `${path} `;
  switch (what) {
    case "missing":
      return `${moved}: gone`;
    case "recreated":
      return `${moved}: ${shown(live)}`;
    case "appeared":
      return `${moved}: what was waited for is there now, and not as declared yet`;
    case "notDeployed":
      return `${moved}: declared, not deployed yet`;
    case "notDeclared":
      return `${moved}: deployed, declared no longer`;
    case "undeclared":
      return `${moved}: ${named}is ${shown(live)}, which nobody declared`;
    case "value": {
      const now = live === undefined ? "is not set" : `is ${shown(live)}`;
      const wanted = declared === undefined ? "declared no longer" : `declared ${shown(declared)}`;
      const before =
        moved === "they" || deployed === undefined || deployed === live
          ? ""
          : `, deployed ${shown(deployed)}`;
      return `${moved}: ${named}${now}, ${wanted}${before}`;
    }
  }
}

/** A file's content or a long statement says enough by its beginning. */
const LONGEST_VALUE = 160;

function shown(value = ""): string {
  const line = value.replaceAll(/\s*\n\s*/g, " ").trim();
  return line.length > LONGEST_VALUE ? `${line.slice(0, LONGEST_VALUE)}…` : line;
}

export function whoSays(who: Attribution): string {
  if (!who.known) return `not known${who.at === undefined ? "" : `, at ${minute(who.at)}`}: ${who.why}`;
  if ("file" in who) return who.file;
  const { user, at, operation, version, job, notebook } = who;
  const run = job?.run === undefined ? "" : `, run ${job.run}`;
  const from =
    job !== undefined
      ? `, by the job ${job.name === undefined ? job.id : `"${job.name}" (${job.id})`}${run}`
      : notebook === undefined
        ? ""
        : `, from the notebook ${notebook}`;
  return `${user ?? "somebody"}, ${minute(at)}, ${operation} (version ${version})${from}`;
}

/** What is edited to accept a difference, or done by hand. */
export function toAccept(accept: Acceptance): string {
  return accept.kind === "edit" ? `${accept.file}: ${accept.says}` : accept.says;
}

export function minute(iso: string): string {
  return iso.replace("T", " ").replace(/:\d\d(\.\d+)?Z$/, " UTC");
}

/** How something is put back, line by line: what a person does first, the command, what it or a person sends. */
export function putBackLines({ command, statements = [], byHand }: PutBack): readonly string[] {
  const verb = command === undefined ? "run" : "sends";
  return [
    ...(byHand === undefined ? [] : [byHand]),
    ...(command === undefined ? [] : [command]),
    ...statements.map((statement) => `${verb}: ${statement}`),
  ].flatMap((text) => text.split("\n"));
}
