import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { ReadError, readText, type Surroundings } from "./readers/index.ts";
import type { Finding } from "../rules/finding.ts";
import { examine } from "../rules/index.ts";
import type { TableSubject } from "../rules/subject.ts";
import { withKnownTables } from "./known-tables.ts";
import { UsageError } from "../model/usage-error.ts";

interface Options extends Surroundings {
  readonly today: Date;
  /** Tables whose size and columns are known, whatever the files say. @default none */
  readonly known?: readonly TableSubject[];
}

/** What the rules say of files of another project, and what they could not look at. */
export interface FilesJudged {
  readonly findings: readonly Finding[];
  readonly notRead: readonly NotRead[];
}

/** A file that no reader looked at, or not at all of it. */
export interface NotRead {
  readonly file: string;
  readonly why: string;
}

/**
 * What the rules say of files of another project, file by file. One that cannot be read is named, and the others are
 * judged.
 * @throws UsageError naming every file that cannot be read, where none can
 */
export function lintFiles(
  paths: readonly string[],
  { today, known = [], ...surroundings }: Options,
): FilesJudged {
  const faults: ReadError[] = [];
  const notRead: NotRead[] = [];
  const day = today.toISOString().slice(0, 10);
  const findings = [...new Set(paths)].flatMap((path) => {
    try {
      const read = readText(shown(path), textOf(path), surroundings);
      if (read.notRead !== undefined) notRead.push({ file: shown(path), why: read.notRead });
      return read.programs.flatMap(({ subject, findings, accepted }) => [
        ...findings,
        ...examine({ ...withKnownTables(subject, known), today: day }, { accepted, today }),
      ]);
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      faults.push(error);
      notRead.push({ file: shown(path), why: error.message });
      return [];
    }
  });
  if (faults.length > 0 && faults.length === new Set(paths).size) {
    throw new UsageError(faults.map(({ message }) => message).join("\n"));
  }
  return { findings, notRead };
}

/** As short as it can be from the working folder, for a terminal to open it. */
function shown(path: string): string {
  const near = relative(process.cwd(), path).replaceAll("\\", "/");
  return near.startsWith("../") ? path : near;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new ReadError(`--spark-conf ${path}: ${reason(error)}; name files that can be read`);
  }
}

function reason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  switch (code) {
    case "ENOENT":
      return "there is no such file";
    case "EISDIR":
      return "is a folder";
    case "EACCES":
      return "may not be read by you";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
