import { comparedParts, type Piece } from "../text/compared-parts.ts";

/** A line, and which parts of it differ from the line that it stands against. */
export interface DiffLine {
  readonly side: Piece["side"];
  readonly pieces: readonly Piece[];
}

/** What differs between two texts: line by line, and word by word in a line that was changed. */
export function wordDiff(from: string, to: string): readonly DiffLine[] {
  return runsOf(comparedParts(from.split("\n"), to.split("\n"))).flatMap(({ both, gone, come }) => [
    ...both.map((text): DiffLine => ({ side: "both", pieces: [{ side: "both", text }] })),
    ...gone.map((text, at): DiffLine => ({ side: "from", pieces: wordsOf(text, come[at], "from") })),
    ...come.map((text, at): DiffLine => ({ side: "to", pieces: wordsOf(gone[at], text, "to") })),
  ]);
}

interface Run {
  /** Lines that are alike, before those that are not. */
  readonly both: string[];
  readonly gone: string[];
  readonly come: string[];
}

function runsOf(lines: readonly Piece[]): readonly Run[] {
  const runs: Run[] = [];
  let before: Piece["side"] | undefined;
  for (const { side, text } of lines) {
    if (before === undefined || (side === "both" && before !== "both")) {
      runs.push({ both: [], gone: [], come: [] });
    }
    runs.at(-1)?.[side === "both" ? "both" : side === "from" ? "gone" : "come"].push(text);
    before = side;
  }
  return runs;
}

const WORDS = /[\p{L}\p{N}_]+|\s+|./gu;

/** One of two lines, with what the other has not. */
function wordsOf(from = "", to = "", side: "from" | "to"): readonly Piece[] {
  const pieces = comparedParts(from.match(WORDS) ?? [], to.match(WORDS) ?? []);
  const alike = pieces
    .filter((piece) => piece.side === "both")
    .reduce((sum, { text }) => sum + text.length, 0);
  // Lines that share a few brackets are no two versions of one, and need no marks.
  if (alike * 3 < Math.max(from.length, to.length)) {
    return [{ side: "both", text: side === "from" ? from : to }];
  }
  const own: Piece[] = [];
  for (const piece of pieces.filter((each) => each.side === "both" || each.side === side)) {
    const last = own.at(-1);
    if (last?.side === piece.side) own[own.length - 1] = { ...piece, text: last.text + piece.text };
    else own.push(piece);
  }
  return own;
}
