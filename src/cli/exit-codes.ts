import type { Command } from "commander";

interface ExitCodes {
  /** What each code says of a run, by the code. */
  readonly says: Readonly<Record<number, string>>;
  /** The code of a project, a file or a workspace that failed the command. */
  readonly failed: number;
  /** The code of a wrong call. */
  readonly misused: number;
}

/** Of commands that find nothing. */
const WITHOUT_FINDINGS = { failed: 1, misused: 2 };
/** Of those that judge what is written down, as linters have it. */
const FOUND_IS_1 = { failed: 2, misused: 2 };
/** Of those that compare with a workspace, as `terraform plan -detailed-exitcode` has it. */
const FOUND_IS_2 = { failed: 1, misused: 1 };
/** Of one that ends with another program's code, as `docker run` and `timeout` have it. */
const NOT_RUN = 125;

const CALLED = "called wrongly";

/** What every command ends with: a code of what it found is never one of what kept it from running. */
export const EXIT_CODES: Readonly<Record<string, ExitCodes>> = {
  init: {
    ...WITHOUT_FINDINGS,
    says: { 0: "written", 1: "not, and then nothing was written", 2: CALLED },
  },
  doctor: {
    ...FOUND_IS_1,
    says: { 0: "nothing is missing", 1: "something is", 2: CALLED },
  },
  plan: {
    ...WITHOUT_FINDINGS,
    says: { 0: "planned", 1: "refused, or the project does not load", 2: CALLED },
  },
  lint: {
    ...FOUND_IS_1,
    says: {
      0: "no errors (warnings do not count)",
      1: "errors found",
      2: `nothing judged: a project, settings or a file that cannot be read, or ${CALLED}`,
    },
  },
  review: {
    ...FOUND_IS_1,
    says: {
      0: "written",
      1: "written, and a preview failed or a change is as bad as --fail-on",
      2: `not written: an input that cannot be read, or ${CALLED}`,
    },
  },
  diff: {
    ...WITHOUT_FINDINGS,
    says: { 0: "compared", 1: "a plan was refused or a file could not be read", 2: CALLED },
  },
  drift: {
    ...FOUND_IS_2,
    says: { 0: "no drift", 1: `not everything could be read, or ${CALLED}`, 2: "drift" },
  },
  recover: {
    ...FOUND_IS_2,
    says: {
      0: "nothing left behind, or dealt with",
      1: `not compared or not dealt with, or ${CALLED}`,
      2: "something found",
    },
  },
  sandbox: {
    ...WITHOUT_FINDINGS,
    says: { 0: "done", 1: "failed", 2: CALLED },
  },
  "sandbox exec": {
    failed: NOT_RUN,
    misused: NOT_RUN,
    says: { [NOT_RUN]: `not run, or ${CALLED}; any other is the command's own` },
  },
};

/** The codes of a command, or of the one that it stands in. */
export function exitCodesOf(command: Command): Pick<ExitCodes, "failed" | "misused"> {
  const { parent } = command;
  if (parent === null) return FOUND_IS_1;
  return EXIT_CODES[pathOf(command)] ?? exitCodesOf(parent);
}

/** What `--help` says of them; nothing of a command that ends like the one that it stands in. */
export function exitCodesText(command: Command): string {
  const { says = {} } = EXIT_CODES[pathOf(command)] ?? {};
  const codes = Object.entries(says).map(([code, meaning]) => `${code} ${meaning}`);
  return codes.length === 0 ? "" : `\nExit codes: ${codes.join("; ")}.`;
}

/** As it is called, without the program. */
function pathOf(command: Command): string {
  const { parent } = command;
  return parent?.parent === null || parent === null ? command.name() : `${pathOf(parent)} ${command.name()}`;
}
