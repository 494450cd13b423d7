import { identifier } from "./identifier.ts";

/**
 * A column, or a field within it, as SQL names it: parts with dots between. A part that holds a dot or begins with a
 * backtick stands in backticks, a backtick within doubled; all others are written as they are, blanks included.
 */
export type ColumnPath = string;

/** A text that names no column; the message says why. */
export class ColumnPathError extends Error {}

const PART = /(?:`(?<quoted>(?:[^`]|``)*)`|(?<plain>[^.]*))(?:(?<dot>\.)|$)/y;

/** @throws {ColumnPathError} for an empty part or a backtick that is not closed */
export function readPath(path: ColumnPath): readonly string[] {
  const parts: string[] = [];
  for (let at = 0, more = true; more;) {
    PART.lastIndex = at;
    const match = PART.exec(path);
    const { quoted, plain, dot } = match?.groups ?? {};
    const part = quoted?.replaceAll("``", "`") ?? plain;
    if (match === null || part === undefined || (quoted === undefined && part.startsWith("`"))) {
      throw new ColumnPathError(`${JSON.stringify(path)} has a backtick too many or too few`);
    }
    if (part.trim() === "") throw new ColumnPathError(`${JSON.stringify(path)} has an empty part`);
    parts.push(part);
    at += match[0].length;
    more = dot !== undefined;
  }
  return parts;
}

/** Why a text is no path; `undefined` for one that is. */
export function whyNoPath(path: string): string | undefined {
  try {
    readPath(path);
    return undefined;
  } catch (error) {
    if (error instanceof ColumnPathError) return error.message;
    throw error;
  }
}

/** The path of these names, outermost first. */
export function writePath(names: readonly string[]): ColumnPath {
  return names.map((name) => (/^`|\./.test(name) ? identifier(name) : name)).join(".");
}

/** Columns are one whatever their case, and however they are quoted. */
export function samePath(a: ColumnPath, b: ColumnPath): boolean {
  return foldedPath(a) === foldedPath(b);
}

/** The outermost column of a path. */
export function rootOf(path: ColumnPath): string {
  return readPath(path)[0] ?? path;
}

/** Whether the one is the other, or within it. */
export function isWithin(inner: ColumnPath, outer: ColumnPath): boolean {
  return (
    foldedPath(inner) === foldedPath(outer) || foldedPath(inner).startsWith(`${foldedPath(outer)}\u0000`)
  );
}

function foldedPath(path: ColumnPath): string {
  return readPath(path)
    .map((name) => name.toLowerCase())
    .join("\u0000");
}
