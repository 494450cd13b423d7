import { readConfFile } from "./conf-file.ts";
import { readDataFile } from "./data-file.ts";
import type { Fact } from "./facts.ts";
import { type Fragment, wholeFile } from "./fragment.ts";
import { gather, type Gathered, type Surroundings } from "./gather.ts";
import { readNotebook } from "./notebook.ts";
import { readEscaped, readPage } from "./page.ts";
import { readPython } from "./python.ts";
import { readSqlFile } from "./sql-file.ts";

export type { Gathered, Surroundings } from "./gather.ts";
export { ReadError } from "./read-error.ts";

/**
 * What the rules look at in a text of another project, with the line of everything.
 * @param file path, by whose ending the text is read
 * @throws ReadError when the text is not what the ending says
 */
export function readText(file: string, text: string, surroundings: Surroundings): Gathered {
  return gather(
    readerOf(file)(wholeFile(file, text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n"))),
    surroundings,
  );
}

function readerOf(file: string): (from: Fragment) => readonly Fact[] {
  if (/spark-defaults[^/]*$/.test(file)) return readConfFile;
  switch (/\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? "") {
    case "conf":
    case "properties":
      return readConfFile;
    case "json":
      return (from) => [...readDataFile(from), ...readEscaped(from)];
    case "yaml":
    case "yml":
      return readDataFile;
    case "py":
      return readPython;
    case "sql":
      return readSqlFile;
    case "ipynb":
      return readNotebook;
    default:
      return readPage;
  }
}
