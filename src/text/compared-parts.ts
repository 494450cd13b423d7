/** A part of a text: in both, only before, or only after. */
export interface Piece {
  readonly side: "both" | "from" | "to";
  readonly text: string;
}

/** Longest common subsequence; texts that would take long to compare count as altogether another. */
export function comparedParts(from: readonly string[], to: readonly string[]): readonly Piece[] {
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
