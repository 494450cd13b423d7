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

/**
 * What the rules say of files of another project, file by file.
 * @throws UsageError naming every file that cannot be read, before any is judged
 */
export function lintFiles(
  paths: readonly string[],
  { today, known = [], ...surroundings }: Options,
): readonly Finding[] {
  const faults: string[] = [];
  const read = [...new Set(paths)].flatMap((path) => {
    try {
      return [readText(shown(path), textOf(path), surroundings)];
    } catch (error) {
      if (!(error instanceof ReadError)) throw error;
      faults.push(error.message);
      return [];
    }
  });
  if (faults.length > 0) throw new UsageError(faults.join("\n"));
  const day = today.toISOString().slice(0, 10);
  return read.flatMap(({ subject, accepted, findings }) => [
    ...findings,
    ...examine({ ...withKnownTables(subject, known), today: day }, { accepted, today }),
  ]);
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
