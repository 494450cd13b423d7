/**
 * Characters that change how a text is shown and cannot be seen themselves: control characters (escape sequences of
 * terminals begin with one), marks of direction, what has no width, and separators of lines that are no line feed.
 * Source: Unicode's classes Cc, Cf, Zl and Zp, and what it calls ignorable (DI), without the tab and the line feed.
 */
const UNSEEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{DI}\u2800]/gu;

/** Lines that the runners of GitHub and Azure take for a command, in a log that they read along. */
const COMMAND = /##(?=\[|vso\[)|^[^\S\n]*::(?=\w)/gim;

/** The text with everything that cannot be seen written out: `\u{1b}`. Ends of lines are line feeds. */
export function visible(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replace(UNSEEN, escape)
    .replace(COMMAND, (found) => found.slice(0, -1) + escape(found.slice(-1)));
}

function escape(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** JSON in which nothing is unseen either; it says the same to whoever reads it. */
export function visibleJson(json: string): string {
  return json.replace(UNSEEN, (character) =>
    character
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}
