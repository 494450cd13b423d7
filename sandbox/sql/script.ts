/**
 * The statements of a script, split at `;` outside of strings, names and comments. Comments stay with the
 * statement they are in; what is empty or only comment is left out. A compound statement (`BEGIN … END`)
 * is one statement, so a script that starts with one is not split.
 */
export function splitStatements(script: string): readonly string[] {
  const ends = separators(script);
  const pieces = ends.map((end, index) => script.slice(index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end));
  const statements = pieces.filter(holdsStatement).map((piece) => piece.trim());
  const first = statements[0];
  return first !== undefined && isCompound(first) ? [trimEnd(script)] : statements;
}

/** Spans that a `;` does not end: comments, strings in either quote with backslashes or doubled quotes, quoted names. */
const OPAQUE =
  /--[^\n]*|\/\*[^]*?(?:\*\/|$)|'(?:[^'\\]|\\[^]|'')*(?:'|$)|"(?:[^"\\]|\\[^]|"")*(?:"|$)|`(?:[^`]|``)*(?:`|$)|;/g;
const COMMENTS = /--[^\n]*|\/\*[^]*?(?:\*\/|$)/g;

function separators(script: string): readonly number[] {
  const found = [...script.matchAll(OPAQUE)].filter((match) => match[0] === ";").map((match) => match.index);
  return [...found, script.length];
}

function holdsStatement(piece: string): boolean {
  return withoutComments(piece) !== "";
}

function withoutComments(piece: string): string {
  // A string may hold what looks like a comment, but a piece with a string holds a statement anyway.
  return piece.replace(COMMENTS, " ").trim();
}

function isCompound(statement: string): boolean {
  return /^BEGIN(?!\s+(TRANSACTION|WORK)\b)(\s|$)/i.test(withoutComments(statement));
}

const trimEnd = (script: string): string => script.trim().replace(/;\s*$/, "");
