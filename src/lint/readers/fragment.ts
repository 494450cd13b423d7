/** A text in one language, which may stand inside another: a query in a program, a program in a page. */
export interface Fragment {
  /** Path from the working folder. */
  readonly file: string;
  readonly text: string;
  /** The line of the file that an offset of the text stands on, counted from 1. */
  readonly lineAt: (offset: number) => number;
}

export function wholeFile(file: string, text: string): Fragment {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return { file, text, lineAt: (offset) => lastAtMost(starts, offset) + 1 };
}

/** A text cut out of another at `start`, with as many characters as it has there. */
export function cutOut(from: Fragment, start: number, text: string): Fragment {
  return { file: from.file, text, lineAt: (offset) => from.lineAt(start + offset) };
}

/** A text that was written on one line with its line ends escaped. */
export function unescaped(from: Fragment, start: number, text: string): Fragment {
  const line = from.lineAt(start);
  return { file: from.file, text, lineAt: () => line };
}

/** A text with another in the place of a part of it, wherever that stands. */
export function replaced(from: Fragment, part: string, by: string): Fragment {
  const before = (offset: number) => {
    let [original, text] = [0, 0];
    for (const piece of from.text.split(part)) {
      if (offset < text + piece.length + by.length) return original + Math.min(offset - text, piece.length);
      original += piece.length + part.length;
      text += piece.length + by.length;
    }
    return from.text.length;
  };
  return {
    file: from.file,
    text: from.text.replaceAll(part, () => by),
    lineAt: (offset) => from.lineAt(before(offset)),
  };
}

export function placeAt({ file, lineAt }: Fragment, offset: number) {
  return { file, line: lineAt(offset) };
}

/** Stands for every character of what only a run of the program would fill in, so that offsets stay as they are. */
export const HOLE = "\uFFFC";

export function blot(text: string): string {
  return text.replaceAll(/[^\n]/g, HOLE);
}

function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
