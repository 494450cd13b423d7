/** A part of a text: in both, only before, or only after. */
export interface Piece {
  readonly side: "both" | "from" | "to";
  readonly text: string;
}

/** A line, and which parts of it differ from the line that it stands against. */
export interface DiffLine {
  readonly side: Piece["side"];
  readonly pieces: readonly Piece[];
}

/** What differs between two texts: line by line, and word by word in a line that was changed. */
export function lineDiff(from: string, to: string): readonly DiffLine[] {
  return runsOf(compared(from.split("\n"), to.split("\n"))).flatMap(({ both, gone, come }) => [
    ...both.map((text): DiffLine => ({ side: "both", pieces: [{ side: "both", text }] })),
    ...gone.map((text, at): DiffLine => ({ side: "from", pieces: wordDiff(text, come[at], "from") })),
    ...come.map((text, at): DiffLine => ({ side: "to", pieces: wordDiff(gone[at], text, "to") })),
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
function wordDiff(from = "", to = "", side: "from" | "to"): readonly Piece[] {
  const pieces = compared(from.match(WORDS) ?? [], to.match(WORDS) ?? []);
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

/** Longest common subsequence; texts that would take long to compare count as altogether another. */
function compared(from: readonly string[], to: readonly string[]): readonly Piece[] {
  const start = from.findIndex((part, at) => part !== to[at]);
  const head = start === -1 ? from.length : start;
  const most = Math.min(from.length, to.length) - head;
  let tail = 0;
  while (tail < most && from.at(-1 - tail) === to.at(-1 - tail)) tail += 1;
  const both = (parts: readonly string[]) => parts.map((text): Piece => ({ side: "both", text }));
  return [
    ...both(from.slice(0, head)),
    ...subsequence(from.slice(head, from.length - tail), to.slice(head, to.length - tail)),
    ...both(from.slice(from.length - tail)),
  ];
}

const LONGEST = 1_000_000;

function subsequence(from: readonly string[], to: readonly string[]): readonly Piece[] {
  const wide = to.length + 1;
  const isLong = from.length * to.length > LONGEST;
  const lengths = new Uint32Array(isLong ? 0 : (from.length + 1) * wide);
  const length = (a: number, b: number) => lengths[a * wide + b] ?? 0;
  for (let a = isLong ? -1 : from.length - 1; a >= 0; a -= 1) {
    for (let b = to.length - 1; b >= 0; b -= 1) {
      lengths[a * wide + b] =
        from[a] === to[b] ? length(a + 1, b + 1) + 1 : Math.max(length(a + 1, b), length(a, b + 1));
    }
  }
  const pieces: Piece[] = [];
  let [a, b] = [0, 0];
  for (let was = from[a], is = to[b]; was !== undefined || is !== undefined; was = from[a], is = to[b]) {
    if (was !== undefined && was === is && !isLong) {
      pieces.push({ side: "both", text: was });
      [a, b] = [a + 1, b + 1];
    } else if (was !== undefined && (is === undefined || isLong || length(a + 1, b) >= length(a, b + 1))) {
      pieces.push({ side: "from", text: was });
      a += 1;
    } else {
      pieces.push({ side: "to", text: is ?? "" });
      b += 1;
    }
  }
  return pieces;
}
