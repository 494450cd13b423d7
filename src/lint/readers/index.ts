import { defined } from "../../model/defined.ts";
import { readConfFile } from "./conf-file.ts";
import { readDataFile } from "./data-file.ts";
import type { Fact } from "./facts.ts";
import { type Fragment, wholeFile } from "./fragment.ts";
import { gather, type Gathered, type Surroundings } from "./gather.ts";
import { readNotebook } from "./notebook.ts";
import { readEscaped, readPrograms } from "./page.ts";
import { readPython } from "./python.ts";
import { readScala } from "./scala.ts";
import { readShell } from "./shell.ts";
import { readSqlFile } from "./sql-file.ts";
import { readTerraform } from "./terraform.ts";

export type { Gathered, Surroundings } from "./gather.ts";
export { ReadError } from "./read-error.ts";

/** What the programs of a text say, and what of it no reader looked at. */
export interface Read {
  /** One, unless it is a page with several. */
  readonly programs: readonly Gathered[];
  /** Why the text was not read, or not all of it. @default it was */
  readonly notRead?: string;
}

interface Reader {
  readonly read?: (from: Fragment) => readonly Fact[];
  readonly notRead?: string;
}

/**
 * What the rules look at in a text of another project, with the line of everything.
 * @param file path, by whose ending the text is read
 * @throws ReadError when the text is not what the ending says
 */
export function readText(file: string, text: string, surroundings: Surroundings): Read {
  const { read, notRead } = readerOf(file);
  const from = wholeFile(file, text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n"));
  const programs = read === undefined ? readPrograms(from) : [read(from)];
  const isUnknown =
    read === undefined && !PAGE.test(file) && programs.flat().length === 0 && text.trim() !== "";
  const why = isUnknown ? "its kind has no reader, and no block of code stands in it" : notRead;
  return {
    programs: programs.map((facts) => gather(facts, surroundings)),
    ...defined({ notRead: why }),
  };
}

function readerOf(file: string): Reader {
  if (/spark-defaults[^/]*$/.test(file)) return { read: readConfFile };
  const ending = /\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? "";
  const notRead = Object.hasOwn(NOT_READ, ending) ? NOT_READ[ending] : undefined;
  switch (ending) {
    case "conf":
    case "properties":
      return { read: readConfFile };
    case "json":
      return { read: (from) => [...readDataFile(from), ...readEscaped(from)] };
    case "yaml":
    case "yml":
      return { read: readDataFile };
    case "py":
      return { read: readPython };
    case "sql":
      return { read: readSqlFile };
    case "ipynb":
      return { read: readNotebook };
    case "tf":
    case "hcl":
      return { read: readTerraform };
    case "sh":
    case "bash":
      return { read: readShell };
    case "scala":
      return { read: readScala, notRead: "Scala has no reader; cells in SQL and Python were read" };
    default:
      return notRead === undefined ? {} : { read: () => [], notRead };
  }
}

/** Texts that are read for the code in them, and may have none. */
const PAGE = /\.(adoc|html?|md|mdx|rst|txt)$/i;

const PROGRAM = "programs in this language have no reader";

/** Kinds that nothing reads, by their ending. */
const NOT_READ: Readonly<Record<string, string>> = {
  cs: PROGRAM,
  go: PROGRAM,
  java: PROGRAM,
  js: "a Pulumi program is judged by the policy pack when it is deployed",
  kt: PROGRAM,
  mjs: "a Pulumi program is judged by the policy pack when it is deployed",
  ps1: PROGRAM,
  r: PROGRAM,
  ts: "a Pulumi program is judged by the policy pack when it is deployed",
  tfvars: "values of Terraform's variables say nothing without its resources",
};
