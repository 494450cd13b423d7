/** The candidate nearest to `given`, if one is near enough to be a slip: a third of its letters at most. */
export function nearest(given: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let limit = Math.max(2, given.length / 3);
  const lower = given.toLowerCase();
  for (const candidate of candidates) {
    const found = distance(lower, candidate.toLowerCase(), limit);
    if (found > limit || (best !== undefined && found === limit)) continue;
    best = candidate;
    limit = found;
  }
  return best;
}

/** Levenshtein distance, one row at a time; Infinity as soon as it must come out above the limit. */
function distance(given: string, candidate: string, limit: number): number {
  if (Math.abs(given.length - candidate.length) > limit) return Infinity;
  // What both begin with costs nothing, and Spark's keys begin alike.
  const same = commonStart(given, candidate);
  const [a, b] = [given.slice(same), candidate.slice(same)];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 0; i < a.length; i += 1) {
    const next = [i + 1];
    let least = i + 1;
    for (let j = 0; j < b.length; j += 1) {
      const swap = (row[j] ?? 0) + (a.charCodeAt(i) === b.charCodeAt(j) ? 0 : 1);
      const value = Math.min(swap, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1);
      if (value < least) least = value;
      next.push(value);
    }
    if (least > limit) return Infinity;
    row = next;
  }
  return row[b.length] ?? 0;
}

function commonStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  return at;
}
