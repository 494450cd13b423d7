/**
 * The key that `given` is a slip for: a few letters of one or two of its parts, a part left out, an ending left off, or
 * dots. What differs by a word is another key, however many letters the two share.
 */
export function nearKey(given: string, candidates: readonly string[]): string | undefined {
  const parts = given.toLowerCase().split(".");
  let best: { readonly key: string; readonly edits: number } | undefined;
  for (const key of candidates) {
    if (key === given) continue;
    const edits = editsBetween(parts, partsOf(key));
    if (edits !== undefined && (best === undefined || edits < best.edits)) best = { key, edits };
  }
  return best?.key;
}

/** The catalogue's keys are looked through for every key that is unknown. */
const known = new Map<string, readonly string[]>();

function partsOf(key: string): readonly string[] {
  const found = known.get(key) ?? key.toLowerCase().split(".");
  known.set(key, found);
  return found;
}

/** A part left out, or an ending, weighs as much as so many letters. */
const LEFT_OUT = 4;

function editsBetween(given: readonly string[], key: readonly string[]): number | undefined {
  if (Math.abs(given.length - key.length) <= 2 && given.join("") === key.join("")) return 1;
  if (given.length + 1 === key.length) return isWithoutOne(given, key) ? LEFT_OUT : undefined;
  if (given.length !== key.length) return undefined;
  let [edits, changed] = [0, 0];
  for (const [at, part] of given.entries()) {
    const meant = key[at] ?? "";
    if (part === meant) continue;
    const isLast = at === given.length - 1;
    const found =
      isLast && changed === 0 && isShortened(part, meant) ? LEFT_OUT : lettersBetween(part, meant);
    if (found === undefined) return undefined;
    edits += found;
    changed += 1;
    if (changed > 2) return undefined;
  }
  return edits;
}

/** Whether the one is the other without one of its parts, which is not the last. */
function isWithoutOne(given: readonly string[], key: readonly string[]): boolean {
  if (given.length < 3) return false;
  const at = given.findIndex((part, index) => part !== key[index]);
  return at > 0 && given.slice(at).join(".") === key.slice(at + 1).join(".");
}

function isShortened(part: string, meant: string): boolean {
  return part.length >= 8 && meant.startsWith(part);
}

/** Letters to change, one in four of the part's at most. */
function lettersBetween(a: string, b: string): number | undefined {
  const most = Math.max(1, Math.floor(Math.min(a.length, b.length) / 4));
  // A short part differs by a letter from many a word.
  if (Math.min(a.length, b.length) < 4 || Math.abs(a.length - b.length) > most) return undefined;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      // Two letters in each other's place are one slip.
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next.push(
        Math.min(
          (row[j] ?? 0) + 1,
          (next[j - 1] ?? 0) + 1,
          (row[j - 1] ?? 0) + (same ? 0 : 1),
          swapped ? (before[j - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    [before, row] = [row, next];
  }
  const letters = row[b.length] ?? Infinity;
  return letters <= most ? letters : undefined;
}
