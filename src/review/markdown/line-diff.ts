/** The lines of two texts, those that only one has with `-` or `+` before them: the longest common sequence stays. */
export function lineDiff(from: string, to: string): readonly string[] {
  const [a, b] = [from.split("\n"), to.split("\n")];
  // A text of thousands of lines would take their square.
  if (a.length * b.length > MOST_PAIRS)
    return [...a.map((line) => `-${line}`), ...b.map((line) => `+${line}`)];
  // common[i][j]: lines that a from i on and b from j on have in common.
  const common = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number) => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = common[i] ?? [];
    for (let j = b.length - 1; j >= 0; j -= 1) {
      row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [old, next] = [a[i], b[j]];
    if (old !== undefined && old === next) {
      lines.push(` ${old}`);
      [i, j] = [i + 1, j + 1];
    } else if (old !== undefined && (next === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push(`-${old}`);
      i += 1;
    } else {
      lines.push(`+${next ?? ""}`);
      j += 1;
    }
  }
  return lines;
}

const MOST_PAIRS = 1_000_000;
